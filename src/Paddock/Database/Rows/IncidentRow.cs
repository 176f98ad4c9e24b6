namespace Paddock.Database.Rows;

/// <summary>Something was down, from its first failure to its recovery. Time in between of which nothing is known belongs to it.</summary>
internal sealed class IncidentRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required int MonitorId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null: it is going on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the failure was that opened it.</summary>
    public required string Cause { get; init; }
}
