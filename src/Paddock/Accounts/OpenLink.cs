namespace Paddock.Accounts;

/// <summary>A one-time link that still works.</summary>
/// <param name="Email">Whose password it sets; null when it makes the first administrator.</param>
internal sealed record OpenLink(string? Email);
