namespace Paddock.Accounts;

/// <summary>What a person fills in behind a one-time link. E-mail and name count only for the first administrator.</summary>
/// <param name="Email">Normalized.</param>
internal sealed record Welcome(string Email, string Name, string Password);
