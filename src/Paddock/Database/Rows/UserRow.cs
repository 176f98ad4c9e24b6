namespace Paddock.Database.Rows;

internal sealed class UserRow
{
    public int Id { get; init; }

    /// <summary>Trimmed and lower-case; unique.</summary>
    public required string Email { get; set; }

    public required string Name { get; set; }

    /// <summary>Algorithm, iterations, salt and hash in one text, so that the cost can be raised later.</summary>
    public required string PasswordHash { get; set; }

    public bool IsAdministrator { get; set; }

    /// <summary>Where this person comes in, one of <see cref="Paddock.Accounts.StartPage"/>; empty: where the role says.</summary>
    public string StartPage { get; set; } = "";

    /// <summary>Mails of alerts that reach this person on one day (UTC); what is more comes in one digest the next morning.</summary>
    public int MailsADay { get; set; } = 10;

    /// <summary>May not sign in, and the tokens of this person do nothing, until somebody allows it again.</summary>
    public bool IsDisabled { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset PasswordChangedAt { get; set; }
}
