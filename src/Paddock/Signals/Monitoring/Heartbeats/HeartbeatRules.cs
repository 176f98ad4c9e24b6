using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Signals.Monitoring.Heartbeats;

internal enum Word
{
    Began,
    Good,
    Failed,
}

/// <param name="Run">The same in the words of one run; empty: the latest that is not over.</param>
internal readonly record struct CheckInHeard(Word Word, Guid Run, DateTimeOffset At);

/// <summary>How a job is watched.</summary>
/// <param name="Schedule">Null: it comes when it likes, and cannot be missed.</param>
/// <param name="Margin">How late a run may begin.</param>
/// <param name="Longest">How long a run may take.</param>
internal sealed record HeartbeatPlan(Schedule? Schedule, TimeSpan Margin, TimeSpan Longest, Thresholds Thresholds);

/// <summary>What a job did not say, and since when it was due: goes into the table of check-ins beside what it said.</summary>
/// <param name="Status">missed or timeout.</param>
internal readonly record struct Silence(string Status, Guid Run, DateTimeOffset Due);

/// <summary>
/// From the words of a job, and from what it does not say, to verdicts. A run that is going on is not missed again; a run that began is over time after its longest; a word just before
/// its time is that run's.
/// </summary>
internal static class HeartbeatRules
{
    public const string Missed = "missed", TimedOut = "timeout";

    // Clocks differ, and a crontab's 03:05 may begin at 03:04:59 of ours.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>The state before the first word of a job that somebody entered by hand.</summary>
    public static MonitorState Expect(MonitorState state, HeartbeatPlan plan, DateTimeOffset now) =>
        state.Status == MonitorStatus.Paused || plan.Schedule is null ? state with { ExpectedAt = null } : state with { ExpectedAt = plan.Schedule.Next(now) };

    /// <summary>Words must come in their order; an older one than the last is none.</summary>
    public static MonitorState Hear(MonitorState state, HeartbeatPlan plan, CheckInHeard word, List<MonitorChange> changes)
    {
        if (state.Status == MonitorStatus.Paused || word.At < state.HeardAt) return state;
        var endsRun = word.Word != Word.Began && state.RunSince is not null;
        state = state with { HeardAt = word.At, ExpectedAt = plan.Schedule is null ? null : endsRun ? Later(state.ExpectedAt, plan.Schedule.Next(word.At)) : After(state.ExpectedAt, plan.Schedule, word.At) };
        switch (word.Word)
        {
            case Word.Began:
                return state with { RunSince = word.At, RunId = word.Run };
            case Word.Failed:
                return MonitorRules.Judge(Ended(state, word.Run), new Verdict(VerdictKind.Failed, "The job reported an error."), word.At, plan.Thresholds, changes);
            default:
                return MonitorRules.Judge(Ended(state, word.Run), Verdict.Good, word.At, plan.Thresholds, changes);
        }
    }

    /// <summary>The moment at which silence would mean something; null: it never does.</summary>
    public static DateTimeOffset? Deadline(MonitorState state, HeartbeatPlan plan)
    {
        if (state.Status == MonitorStatus.Paused) return null;
        return state.RunSince is { } began ? began + plan.Longest : state.ExpectedAt + plan.Margin;
    }

    /// <summary>One silence, to be repeated until nothing changes.</summary>
    /// <param name="heardSince">since when nothing that a job said can have been lost on the way: before it, silence says nothing</param>
    public static MonitorState Listen(MonitorState state, HeartbeatPlan plan, DateTimeOffset now, DateTimeOffset heardSince, List<MonitorChange> changes, List<Silence> silences)
    {
        if (Deadline(state, plan) is not { } deadline || deadline > now) return state;
        if (state.RunSince is { } began)
        {
            var run = state.RunId;
            // What it should have begun meanwhile was not missed: it was busy.
            state = Ended(state, run) with { ExpectedAt = Skip(state.ExpectedAt, plan, deadline) };
            if (heardSince > began) return MonitorRules.Judge(state, NotThere, deadline, plan.Thresholds, changes);
            silences.Add(new Silence(TimedOut, run, deadline));
            return MonitorRules.Judge(state, new Verdict(VerdictKind.Failed, $"A run was not over after {Minutes(plan.Longest)}."), deadline, plan.Thresholds, changes);
        }
        var expected = state.ExpectedAt!.Value;
        state = state with { ExpectedAt = Skip(plan.Schedule?.Next(expected), plan, now) };
        if (heardSince > expected) return MonitorRules.Judge(state, NotThere, expected, plan.Thresholds, changes);
        silences.Add(new Silence(Missed, default, expected));
        return MonitorRules.Judge(state, new Verdict(VerdictKind.Failed, $"It did not begin within {Minutes(plan.Margin)} of its time."), expected, plan.Thresholds, changes);
    }

    private static readonly Verdict NotThere = new(VerdictKind.Unknown, "Paddock was stopped or late when the job should have reported.");

    private static MonitorState Ended(MonitorState state, Guid run) =>
        run == default || run == state.RunId || state.RunId == default ? state with { RunSince = null, RunId = default } : state;

    private static DateTimeOffset After(DateTimeOffset? expected, Schedule schedule, DateTimeOffset heard)
    {
        if (expected is not { } due || heard >= due) return schedule.Next(heard);
        var next = schedule.Next(due);
        var early = (next - due) / 4;
        return due - heard <= (early < Early ? early : Early) ? next : schedule.Next(heard);
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    /// <summary>What is over when we look is told once, not for each time.</summary>
    private static DateTimeOffset? Skip(DateTimeOffset? expected, HeartbeatPlan plan, DateTimeOffset now)
    {
        if (expected is not { } due || plan.Schedule is null || due + plan.Margin > now) return expected;
        return plan.Schedule.Next(now - plan.Margin);
    }

    private static string Minutes(TimeSpan time) => time.TotalMinutes == 1 ? "1 minute" : $"{time.TotalMinutes:0} minutes";
}
