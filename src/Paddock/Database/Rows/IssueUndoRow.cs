namespace Paddock.Database.Rows;

/// <summary>A change of issues that can still be taken back.</summary>
internal sealed class IssueUndoRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>JSON: each issue as it was and as it became.</summary>
    public required string Content { get; init; }
}
