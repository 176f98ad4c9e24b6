namespace Paddock.Database.Rows;

/// <summary>A stretch of time in which a monitor had one status. They follow each other without a gap.</summary>
internal sealed class MonitorPeriodRow
{
    public required int MonitorId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null: still.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>up, down, unknown or paused.</summary>
    public required string Status { get; set; }
}
