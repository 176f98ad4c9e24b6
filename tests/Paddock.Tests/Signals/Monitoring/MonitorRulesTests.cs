using Paddock.Database.Rows;
using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Tests.Signals.Monitoring;

/// <summary>A story is a letter a minute: g good, f failed, u nobody could look, p paused, r resumed, - no look at all. What it makes is told in minutes from the beginning.</summary>
public sealed class MonitorRulesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("ggg", 1, 1, "0 up")]
    [InlineData("gffg", 3, 1, "0 up")] // two failures are a blip
    [InlineData("gfffg", 3, 1, "0 up, 1 down!, 4 up.")] // down since the first of those that confirmed it
    [InlineData("gfgfgfff", 3, 1, "0 up, 5 down!")] // a success breaks the row
    [InlineData("fffg", 3, 1, "0 down!, 3 up.")] // never seen up
    [InlineData("ff", 3, 1, "")] // not known yet
    [InlineData("gffgfgg", 1, 2, "0 up, 1 down!, 5 up.")] // two in a row to be up again
    [InlineData("gug", 1, 1, "0 up, 1 unknown, 2 up")]
    [InlineData("gfffugg", 3, 2, "0 up, 1 down!, 4 unknown, 5 up.")] // an incident goes on through what nobody saw
    [InlineData("gfffuf", 3, 1, "0 up, 1 down!, 4 unknown, 5 down")] // and is the same one after it
    [InlineData("gffuff", 3, 1, "0 up, 3 unknown")] // a row is broken by not knowing
    [InlineData("gffpr-g", 2, 1, "0 up, 1 down!, 3 paused., 4 unknown, 6 up")]
    [InlineData("gpp", 1, 1, "0 up, 1 paused")]
    [InlineData("gg----g", 1, 1, "0 up, 2 unknown, 6 up")] // nobody looked for four minutes
    [InlineData("gg-g", 1, 1, "0 up, 2 unknown, 3 up")]
    [InlineData("gfff---f", 3, 1, "0 up, 1 down!, 4 unknown, 7 down")]
    public void Verdicts_make_states_and_incidents(string story, int failures, int successes, string expected)
    {
        var (told, _, _) = Tell(story, new Thresholds(failures, successes));
        Assert.Equal(expected, told);
    }

    [Fact]
    public void A_look_that_is_a_little_late_is_in_time()
    {
        var changes = new List<MonitorChange>();
        var state = MonitorRules.Judge(new MonitorState(MonitorStatus.New, Start), Verdict.Good, Start, new Thresholds(1, 1), changes);
        Assert.Equal(MonitorStatus.Up, MonitorRules.Notice(state, Minute, Start + (1.5 * Minute), changes).Status);
        Assert.Equal(MonitorStatus.Unknown, MonitorRules.Notice(state, Minute, Start + (2 * Minute), changes).Status);
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_no_time_of_its_own()
    {
        var changes = new List<MonitorChange>();
        var state = MonitorRules.Judge(new MonitorState(MonitorStatus.New, Start), Verdict.Good, Start, new Thresholds(1, 1), changes);
        state = MonitorRules.Judge(state, new Verdict(VerdictKind.Failed, "gone"), Start - TimeSpan.FromHours(1), new Thresholds(1, 1), changes);
        Assert.Equal((MonitorStatus.Down, Start), (state.Status, state.Since));
    }

    [Theory]
    [InlineData("gggggggggg", 0, 10, "600 0 0 0 100")]
    [InlineData("gggggfffgg", 0, 10, "420 180 0 0 70")]
    [InlineData("ggggg---gg", 0, 10, "420 0 180 0 100")] // not known is neither up nor down
    [InlineData("ggpppprg-g", 0, 10, "240 0 120 240 100")]
    [InlineData("gggggfffgg", 4, 6, "60 60 0 0 50")]
    [InlineData("gggggggggg", 20, 30, "0 0 600 0 -")] // nobody vouches for it any more
    [InlineData("gggggggggg", -10, 5, "300 0 0 0 100")] // before it was watched is no time at all
    public void Uptime_is_of_the_time_that_is_known(string story, int from, int to, string expected)
    {
        var (_, periods, state) = Tell(story, new Thresholds(1, 1));
        var uptime = Uptime.Of(periods, Start + (from * Minute), Start + (to * Minute), state.LastAt!.Value + (1 * Minute));
        Assert.Equal(expected, $"{uptime.Up} {uptime.Down} {uptime.Unknown} {uptime.Paused} {(uptime.Share is { } share ? Math.Round(100 * share) : "-")}");
    }

    private static (string Told, List<MonitorPeriodRow> Periods, MonitorState State) Tell(string story, Thresholds thresholds)
    {
        var state = new MonitorState(MonitorStatus.New, Start);
        var changes = new List<MonitorChange>();
        for (var minute = 0; minute < story.Length; minute++)
        {
            var at = Start + (minute * Minute);
            if (story[minute] is 'g' or 'f' or 'u') state = MonitorRules.Notice(state, Minute, at, changes);
            state = story[minute] switch
            {
                'g' => MonitorRules.Judge(state, Verdict.Good, at, thresholds, changes),
                'f' => MonitorRules.Judge(state, new Verdict(VerdictKind.Failed, "broken"), at, thresholds, changes),
                'u' => MonitorRules.Judge(state, new Verdict(VerdictKind.Unknown, "refused"), at, thresholds, changes),
                'p' => MonitorRules.Pause(state, at, changes),
                'r' => MonitorRules.Resume(state, at, changes),
                _ => state,
            };
        }
        return (Write(changes), Periods(changes), state);
    }

    /// <summary>An incident that begins with a status is a "!" behind it, one that ends a ".".</summary>
    private static string Write(List<MonitorChange> changes)
    {
        var told = "";
        var mark = "";
        foreach (var change in changes)
            if (change is MonitorChange.Became(var status, var at)) (told, mark) = ($"{told}{(told.Length > 0 ? ", " : "")}{(at - Start).TotalMinutes:0} {status}{mark}", "");
            else mark = change is MonitorChange.IncidentOpened ? "!" : ".";
        return told;
    }

    private static List<MonitorPeriodRow> Periods(List<MonitorChange> changes)
    {
        var periods = new List<MonitorPeriodRow>();
        foreach (var change in changes.OfType<MonitorChange.Became>())
        {
            if (periods.Count > 0) periods[^1].EndedAt = change.At;
            periods.Add(new MonitorPeriodRow { MonitorId = 1, StartedAt = change.At, Status = change.Status });
        }
        return periods;
    }
}
