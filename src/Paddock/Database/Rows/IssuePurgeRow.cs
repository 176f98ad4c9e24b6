namespace Paddock.Database.Rows;

/// <summary>The events of an issue that was deleted or discarded are taken out of the store when this is due; until then people can take it back.</summary>
internal sealed class IssuePurgeRow
{
    public required int IssueId { get; init; }

    public required int ProjectId { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
