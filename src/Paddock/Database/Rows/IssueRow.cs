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

    public string Status { get; set; } = "unresolved";

    public required DateTimeOffset FirstSeen { get; set; }

    public string? FirstRelease { get; set; }

    public required int GroupingVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
