namespace Paddock.Signals.Monitoring.Checks;

/// <summary>How many verdicts in a row make a state.</summary>
internal readonly record struct Thresholds(int FailuresBeforeDown, int SuccessesBeforeUp);

/// <summary>
/// From verdict to state. Down begins at the first failure of the row that confirmed it, up at the first success. Time that nobody looked at is unknown: it breaks every row, and an
/// incident goes on through it until something good was seen.
/// </summary>
internal static class MonitorRules
{
    /// <summary>A check says something for its interval; it may come this much later before the time between is unknown.</summary>
    public static TimeSpan Patience(TimeSpan interval) => (interval / 2) + TimeSpan.FromSeconds(10);

    /// <param name="state">as it was</param>
    /// <param name="verdict">what was seen</param>
    /// <param name="at">when; where the clock was set back, the last verdict's time counts</param>
    /// <param name="thresholds">of the monitor</param>
    /// <param name="changes">gets what has to be written</param>
    public static MonitorState Judge(MonitorState state, Verdict verdict, DateTimeOffset at, Thresholds thresholds, List<MonitorChange> changes)
    {
        if (at < (state.LastAt ?? state.Since)) at = state.LastAt ?? state.Since;
        state = state with { LastAt = at, LastProblem = verdict.Problem };
        return verdict.Kind switch
        {
            VerdictKind.Good => Succeed(state, at, thresholds, changes),
            VerdictKind.Failed => Fail(state, verdict.Problem, at, thresholds, changes),
            _ => Become(WithoutRows(state), MonitorStatus.Unknown, at, changes),
        };
    }

    /// <summary>The time since the last check is too long for its word to hold: unknown from when it ended.</summary>
    public static MonitorState Notice(MonitorState state, TimeSpan interval, DateTimeOffset now, List<MonitorChange> changes)
    {
        if (state.Status is MonitorStatus.Paused or MonitorStatus.New || state.LastAt is not { } last || now - last <= interval + Patience(interval)) return state;
        return Become(WithoutRows(state), MonitorStatus.Unknown, Later(last + interval, state.Since), changes);
    }

    /// <summary>Somebody asked not to look. An incident ends with that: nobody waits for its recovery any more.</summary>
    public static MonitorState Pause(MonitorState state, DateTimeOffset at, List<MonitorChange> changes)
    {
        at = Later(at, state.Since);
        if (state.IsIncident) changes.Add(new MonitorChange.IncidentEnded(at));
        return Become(WithoutRows(state) with { IsIncident = false, LastProblem = "", ExpectedAt = null, RunSince = null, RunId = default }, MonitorStatus.Paused, at, changes);
    }

    /// <summary>Until something is seen again, nothing is known.</summary>
    public static MonitorState Resume(MonitorState state, DateTimeOffset at, List<MonitorChange> changes) =>
        state.Status == MonitorStatus.Paused ? Become(state with { LastAt = null }, MonitorStatus.Unknown, Later(at, state.Since), changes) : state;

    private static MonitorState Succeed(MonitorState state, DateTimeOffset at, Thresholds thresholds, List<MonitorChange> changes)
    {
        state = state with { Failures = 0, FailingSince = null, Successes = state.Successes + 1, RecoveringSince = state.RecoveringSince ?? at };
        if (state.IsIncident)
        {
            if (state.Successes < thresholds.SuccessesBeforeUp) return state;
            changes.Add(new MonitorChange.IncidentEnded(state.RecoveringSince.Value));
            state = state with { IsIncident = false };
        }
        return Become(state, MonitorStatus.Up, state.RecoveringSince.Value, changes);
    }

    private static MonitorState Fail(MonitorState state, string problem, DateTimeOffset at, Thresholds thresholds, List<MonitorChange> changes)
    {
        state = state with { Successes = 0, RecoveringSince = null, Failures = state.Failures + 1, FailingSince = state.FailingSince ?? at };
        if (!state.IsIncident)
        {
            if (state.Failures < thresholds.FailuresBeforeDown) return state;
            changes.Add(new MonitorChange.IncidentOpened(state.FailingSince.Value, problem));
            state = state with { IsIncident = true };
        }
        return Become(state, MonitorStatus.Down, state.FailingSince.Value, changes);
    }

    private static MonitorState Become(MonitorState state, string status, DateTimeOffset at, List<MonitorChange> changes)
    {
        if (state.Status == status) return state;
        changes.Add(new MonitorChange.Became(status, at));
        return state with { Status = status, Since = at };
    }

    private static MonitorState WithoutRows(MonitorState state) => state with { Failures = 0, FailingSince = null, Successes = 0, RecoveringSince = null };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
