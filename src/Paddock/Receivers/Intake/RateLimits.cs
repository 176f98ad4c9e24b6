using System.Collections.Concurrent;
using Paddock.Accounts;
using Paddock.Accounts.Intake;

namespace Paddock.Receivers.Intake;

/// <summary>A limit that is reached.</summary>
/// <param name="Signal">What it counts; "": everything.</param>
/// <param name="RetrySeconds">When it is worth trying again.</param>
internal sealed record ReachedLimit(bool IsOfKey, string Signal, int RetrySeconds)
{
    /// <summary>The ledger's word.</summary>
    public string Reason => IsOfKey ? "limit_of_key" : "limit_of_project";

    public DoorRefusal Refusal => new(StatusCodes.Status429TooManyRequests, Reason, IsOfKey ? "this key has sent as much as it may for now; retry later" : "this project has taken as much as it may for now; retry later")
    {
        RetrySeconds = RetrySeconds,
        IsLimit = true,
    };
}

/// <summary>
/// Counts what keys and projects have brought, in windows of a minute, an hour or a day by the clock; of this server alone, and from zero after a start. There is a counter for each limit that somebody
/// has set, so a flood of anything else takes no memory.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    // Who raises a limit of a day is heard of again by clients that were told to wait.
    private const int LongestRetry = 300;

    private readonly ConcurrentDictionary<(bool IsOfKey, int Id, string Signal, int Seconds), Window> _windows = new();

    /// <summary>Asks without counting.</summary>
    /// <param name="signal">As the ledger names it; null: whatever it may be.</param>
    /// <returns>Null: it may come in.</returns>
    public ReachedLimit? Reached(IngestProject project, string? signal)
    {
        foreach (var limit in project.Limits)
            if (limit.Counts(signal) && WindowOf(project, limit).IsReached(Now / limit.Seconds, limit.Records)) return Of(limit);
        return null;
    }

    /// <summary>Counts records as let in, if no limit is reached yet: the one that is passed here lets all of them in.</summary>
    /// <returns>Null: they may come in.</returns>
    public ReachedLimit? Take(IngestProject project, string signal, long records = 1)
    {
        var limits = project.Limits;
        for (var index = 0; index < limits.Count; index++)
        {
            var limit = limits[index];
            if (!limit.Counts(signal) || WindowOf(project, limit).TryTake(Now / limit.Seconds, records, limit.Records)) continue;
            // Those before it were told in vain.
            for (var before = 0; before < index; before++)
                if (limits[before].Counts(signal)) WindowOf(project, limits[before]).GiveBack(records);
            return Of(limit);
        }
        return null;
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private Window WindowOf(IngestProject project, LimitRule limit) =>
        _windows.GetOrAdd((limit.IsOfKey, limit.IsOfKey ? project.Key : project.Id, limit.Signal, limit.Seconds), static _ => new Window());

    private ReachedLimit Of(LimitRule limit) => new(limit.IsOfKey, limit.Signal, (int)Math.Min(limit.Seconds - (Now % limit.Seconds), LongestRetry));

    private sealed class Window
    {
        private readonly Lock _lock = new();
        private long _number;
        private long _count;

        public bool IsReached(long number, long most)
        {
            lock (_lock) return _number == number && _count >= most;
        }

        public bool TryTake(long number, long records, long most)
        {
            lock (_lock)
            {
                if (_number != number) (_number, _count) = (number, 0);
                if (_count >= most) return false;
                _count += records;
                return true;
            }
        }

        public void GiveBack(long records)
        {
            lock (_lock) _count = Math.Max(0, _count - records);
        }
    }
}
