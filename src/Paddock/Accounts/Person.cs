namespace Paddock.Accounts;

/// <summary>Somebody signed in by a browser.</summary>
/// <param name="Csrf">What the browser has to send with every change, as the header <c>X-Paddock-Csrf</c>.</param>
internal sealed record Person(int Id, string Email, string Name, bool IsAdministrator, string Csrf);
