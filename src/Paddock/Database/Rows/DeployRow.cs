namespace Paddock.Database.Rows;

/// <summary>A release was brought into an environment.</summary>
internal sealed class DeployRow
{
    public int Id { get; init; }

    public required int ReleaseId { get; init; }

    public required string Environment { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }
}
