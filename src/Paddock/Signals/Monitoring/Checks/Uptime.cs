using Paddock.Database.Rows;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>How long a monitor had which status within a stretch of time, in seconds. What is missing to the whole was before it was watched.</summary>
internal sealed record Uptime(double Up, double Down, double Unknown, double Paused)
{
    /// <summary>Of the time that is known, 0 to 1; null: none is.</summary>
    public double? Share => Up + Down > 0 ? Up / (Up + Down) : null;

    /// <param name="periods">of one monitor</param>
    /// <param name="from">inclusive</param>
    /// <param name="to">exclusive</param>
    /// <param name="holdsUntil">how long the last status is vouched for; after that it is unknown</param>
    public static Uptime Of(IEnumerable<MonitorPeriodRow> periods, DateTimeOffset from, DateTimeOffset to, DateTimeOffset holdsUntil)
    {
        double up = 0, down = 0, unknown = 0, paused = 0;
        foreach (var period in periods)
        {
            var isOpen = period.EndedAt is null && period.Status is MonitorStatus.Up or MonitorStatus.Down;
            var end = period.EndedAt ?? (isOpen && holdsUntil < to ? holdsUntil : to);
            if (end < period.StartedAt) end = period.StartedAt;
            Add(period.Status, period.StartedAt, end);
            if (period.EndedAt is null && isOpen) Add(MonitorStatus.Unknown, end, to);
        }
        return new Uptime(up, down, unknown, paused);

        void Add(string status, DateTimeOffset start, DateTimeOffset end)
        {
            var seconds = ((end < to ? end : to) - (start > from ? start : from)).TotalSeconds;
            if (seconds <= 0) return;
            switch (status)
            {
                case MonitorStatus.Up: up += seconds; break;
                case MonitorStatus.Down: down += seconds; break;
                case MonitorStatus.Paused: paused += seconds; break;
                default: unknown += seconds; break;
            }
        }
    }
}
