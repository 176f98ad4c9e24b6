namespace Paddock.Database.Rows;

/// <summary>What people see and edit of a group of errors. Its events know only their hashes, never this row.</summary>
internal sealed class IssueRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required string Title { get; set; }

    public required string Type { get; set; }

    public required string Value { get; set; }

    public required string Culprit { get; set; }

    public required string Level { get; set; }

    public required string Platform { get; set; }

    /// <summary>unresolved, resolved or archived.</summary>
    public string Status { get; set; } = "unresolved";

    /// <summary>When people last said so; an event of a resolved issue that happened later opens it again.</summary>
    public DateTimeOffset? StatusChangedAt { get; set; }

    /// <summary>When it last happened again after it had been resolved.</summary>
    public DateTimeOffset? RegressedAt { get; set; }

    /// <summary>Who sees to it; null: nobody.</summary>
    public int? AssigneeId { get; set; }

    /// <summary>Of the same person when they got it, by which people search and SQL tells; empty: nobody.</summary>
    public string AssigneeEmail { get; set; } = "";

    public required DateTimeOffset FirstSeen { get; set; }

    public string? FirstRelease { get; set; }

    public required int GroupingVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
