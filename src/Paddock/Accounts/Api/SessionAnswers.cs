using System.ComponentModel.DataAnnotations;

namespace Paddock.Accounts.Api;

/// <summary>What the screen asks first.</summary>
/// <param name="Csrf">Goes back with every change as the header <c>X-Paddock-Csrf</c>.</param>
internal sealed record SessionAnswer(UserAnswer User, string Csrf, IReadOnlyList<ProjectAnswer> Projects, string Version);

/// <param name="MailsADay">Of alerts; what is more comes in one digest the next morning.</param>
/// <param name="StartPage">Where this person chose to come in to a project, below it; empty: where the role says.</param>
internal sealed record UserAnswer(int Id, string Email, string Name, bool IsAdministrator, string StartPage, int MailsADay);

/// <param name="StartPage">Empty: where the role says; null: as it is.</param>
/// <param name="MailsADay">0 to 200; null: as it is.</param>
internal sealed record SessionChange([property: AllowedValues("", "home", "monitoring", "errors", "analytics", "product", "product/people", "logs")] string? StartPage = null, int? MailsADay = null);

internal sealed record PasswordChange(string? Current, string? New);

/// <param name="Csrf">The session is a new one, and so is this.</param>
internal sealed record PasswordChanged(string Csrf);
