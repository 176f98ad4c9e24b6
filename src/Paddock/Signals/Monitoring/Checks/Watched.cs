using Paddock.Database.Rows;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>A monitor in memory: as people set it, how it stands, and when it is due. Its state is changed by <see cref="MonitorBook"/> alone.</summary>
internal sealed class Watched
{
    private int _isBusy;

    public required MonitorRow Monitor { get; set; }

    public required int RetentionDays { get; set; }

    public required MonitorState State { get; set; }

    /// <summary>The state is newer than its row.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>Of the next check, by the clock that only goes forward (<see cref="TimeProvider.GetTimestamp"/>); null: not planned yet. The scheduler's own.</summary>
    public long? Due { get; set; }

    public bool IsBusy => Volatile.Read(ref _isBusy) == 1;

    public bool IsHeartbeat => Monitor.Kind == MonitorKind.Heartbeat;

    public TimeSpan Interval => TimeSpan.FromSeconds(Monitor.IntervalSeconds);

    public Thresholds Thresholds => new(Monitor.FailuresBeforeDown, Monitor.SuccessesBeforeUp);

    public HeartbeatPlan Plan => new(
        Schedule.Parse(Monitor.Schedule, Monitor.TimeZone), TimeSpan.FromMinutes(Monitor.MarginMinutes), TimeSpan.FromMinutes(Monitor.MaxRuntimeMinutes), Thresholds);

    /// <summary>False: a check of it is on its way.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _isBusy, 1, 0) == 0;

    public void End() => Volatile.Write(ref _isBusy, 0);
}
