namespace Paddock.Database.Rows;

/// <summary>Who did what, and when. Rows are only ever added, in the transaction of what they tell of; they keep their words when people and projects go.</summary>
internal sealed class AuditRow
{
    public long Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Null: of an account or the whole server.</summary>
    public int? ProjectId { get; init; }

    /// <summary>Null: the command line, or somebody who is not signed in.</summary>
    public int? UserId { get; init; }

    /// <summary>The person's e-mail, or what acted in their place, as it was then.</summary>
    public required string Actor { get; init; }

    /// <summary>One of our own words, such as <c>member.role</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To whom or what, in words.</summary>
    public required string Subject { get; init; }

    /// <summary>From what to what, in words; may be empty.</summary>
    public required string Detail { get; init; }

    /// <summary>Empty when it was no browser.</summary>
    public required string UserAgent { get; init; }
}
