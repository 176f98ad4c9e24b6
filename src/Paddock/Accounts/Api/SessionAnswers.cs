namespace Paddock.Accounts.Api;

/// <summary>What the screen asks first.</summary>
/// <param name="Csrf">Goes back with every change as the header <c>X-Paddock-Csrf</c>.</param>
internal sealed record SessionAnswer(UserAnswer User, string Csrf, IReadOnlyList<ProjectAnswer> Projects, string Version);

internal sealed record UserAnswer(int Id, string Email, string Name, bool IsAdministrator);

internal sealed record PasswordChange(string? Current, string? New);

/// <param name="Csrf">The session is a new one, and so is this.</param>
internal sealed record PasswordChanged(string Csrf);
