namespace Paddock.Database.Rows;

/// <summary>A release that somebody told of, by sentry-cli: events alone make none of these.</summary>
internal sealed class ReleaseRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required string Version { get; init; }

    /// <summary>Empty: none.</summary>
    public required string Url { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it is not finished.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }
}
