namespace Paddock.Database.Rows;

/// <summary>What was done with an issue, by whom, and when. Rows are only ever added, in the transaction of what they tell of.</summary>
internal sealed class IssueActivityRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required int IssueId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Null: a program, or Paddock itself.</summary>
    public int? UserId { get; init; }

    /// <summary>Name or e-mail as it was then; empty: Paddock itself.</summary>
    public required string Actor { get; init; }

    /// <summary>resolved, archived, reopened, reviewed, regressed, escalated, returned, assigned, unassigned, prioritized, undone, merged, unmerged, discarded or commented.</summary>
    public required string Action { get; init; }

    /// <summary>To whom it was assigned, why it escalated, with what it was merged, what was said; may be empty.</summary>
    public required string Detail { get; set; }

    /// <summary>Of a comment: when its words were last changed.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>Of a comment: it is shown to nobody any more.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
