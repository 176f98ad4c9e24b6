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

    /// <summary>unresolved, resolved or archived; merged into another; deleted, until its events are gone; discarded, for good.</summary>
    public string Status { get; set; } = "unresolved";

    /// <summary>When people last said so; an event of a resolved issue that happened later opens it again.</summary>
    public DateTimeOffset? StatusChangedAt { get; set; }

    /// <summary>When it last happened again after it had been resolved.</summary>
    public DateTimeOffset? RegressedAt { get; set; }

    /// <summary>When it last became much more than usual.</summary>
    public DateTimeOffset? EscalatedAt { get; set; }

    /// <summary>When somebody last said that it is known: what made it stand out before no longer does.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>What ends an archive: escalating, time, events, people or forever. Empty: it is not archived, or was before there was a choice, which is for ever.</summary>
    public string ArchiveUntil { get; set; } = "";

    /// <summary>Of "time".</summary>
    public DateTimeOffset? ArchiveEndsAt { get; set; }

    /// <summary>Of "events" and "people": so many.</summary>
    public int ArchiveLimit { get; set; }

    /// <summary>Of "events": so many within so many minutes; 0: in all.</summary>
    public int ArchiveWindow { get; set; }

    /// <summary>Of a resolved issue: next (what comes after <see cref="FixRelease"/> has the fix), release (that one has it); empty: everything has it from now on.</summary>
    public string FixIn { get; set; } = "";

    public string FixRelease { get; set; } = "";

    /// <summary>Of a merged issue: the one that has its events now, which itself is merged into none.</summary>
    public int? MergedInto { get; set; }

    /// <summary>3 high, 2 medium, 1 low.</summary>
    public int Priority { get; set; } = 2;

    /// <summary>Functions and files of its first event's stack, for the search by words.</summary>
    public string Frames { get; set; } = "";

    /// <summary>Who sees to it; null: nobody.</summary>
    public int? AssigneeId { get; set; }

    /// <summary>Of the same person when they got it, by which people search and SQL tells; empty: nobody.</summary>
    public string AssigneeEmail { get; set; } = "";

    public required DateTimeOffset FirstSeen { get; set; }

    public string? FirstRelease { get; set; }

    public required int GroupingVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
