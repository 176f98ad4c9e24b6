using System.Globalization;
using System.Text;
using Paddock.Signals.Monitoring.Checks;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Tests.Signals.Monitoring;

/// <summary>A story is words with their times on one day, by UTC: "03:05 start, 03:20 ok". It is listened to at every minute between, and up to the last time.</summary>
public sealed class HeartbeatRulesTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 3 * * *", "03:00 ok, 23:59", "", "03:00 up")]
    [InlineData("0 3 * * *", "03:06 ok, 03:10", "missed 03:00", "03:00 down, 03:06 up")] // the margin is 5 minutes
    [InlineData("0 3 * * *", "03:04 ok, 03:10", "", "03:04 up")]
    [InlineData("0 3 * * *", "02:59 ok, 23:59", "", "02:59 up")] // a clock that goes ahead
    [InlineData("0 3 * * *", "02:30 ok, 03:10", "missed 03:00", "02:30 up, 03:00 down")] // by hand, half an hour before
    [InlineData("0 3 * * *", "03:00 start, 03:20 ok, 23:59", "", "03:20 up")]
    [InlineData("0 3 * * *", "02:59 start, 02:59 ok, 23:59", "", "02:59 up")]
    [InlineData("0 3 * * *", "03:00 start, 03:31", "timeout 03:30", "03:30 down")] // it may take 30 minutes
    [InlineData("0 3 * * *", "03:00 start, 03:40 ok", "timeout 03:30", "03:30 down, 03:40 up")]
    [InlineData("0 3 * * *", "03:00 error, 03:40", "", "03:00 down")]
    [InlineData("0 * * * *", "03:00 ok, 04:00 ok, 06:10", "missed 05:00, missed 06:00", "03:00 up, 05:00 down")]
    [InlineData("*/10 * * * *", "03:00 start, 03:25 ok, 03:28", "", "03:25 up")] // busy is not missed
    [InlineData("*/10 * * * *", "03:00 start, 03:36", "timeout 03:30, missed 03:30", "03:30 down")]
    [InlineData("every 10 minutes", "03:00 ok, 03:10 ok, 03:14", "", "03:00 up")]
    [InlineData("every 10 minutes", "03:00 ok, 03:16", "missed 03:10", "03:00 up, 03:10 down")]
    [InlineData("every 10 minutes", "03:00 ok, 03:36", "missed 03:10, missed 03:20, missed 03:30", "03:00 up, 03:10 down")]
    [InlineData("every 10 minutes", "03:00 start, 03:08 ok, 03:20 ok", "", "03:08 up")] // from the last word on
    [InlineData("every minute", "03:00 start, 03:00 ok, 03:07", "missed 03:01, missed 03:02", "03:00 up, 03:01 down")]
    [InlineData("", "03:00 ok, 23:59", "", "03:00 up")] // without a schedule nothing is missed
    [InlineData("", "03:00 start, 23:59", "timeout 03:30", "03:30 down")]
    public void What_a_job_says_and_what_it_does_not_say(string schedule, string story, string silences, string states) =>
        Assert.Equal((silences, states), Tell(schedule, story, new Thresholds(1, 1)));

    [Theory]
    [InlineData(2, 1, "03:00 ok, 04:00 error, 05:00 ok", "", "03:00 up")]
    [InlineData(2, 1, "03:00 ok, 05:10", "missed 04:00, missed 05:00", "03:00 up, 04:00 down")]
    [InlineData(1, 2, "03:00 error, 04:00 ok, 05:00 ok", "", "03:00 down, 04:00 up")]
    public void Thresholds_count_runs_in_a_row(int failures, int successes, string story, string silences, string states) =>
        Assert.Equal((silences, states), Tell("0 * * * *", story, new Thresholds(failures, successes)));

    [Theory]
    [InlineData("03:00 ok, 04:10", "03:30", "missed 04:00", "03:00 up, 04:00 down")] // back before it was due
    [InlineData("03:00 ok, 04:10", "04:01", "", "03:00 up, 04:00 unknown")] // back after: it may have called in vain
    [InlineData("03:00 ok, 04:10, 05:10", "04:01", "missed 05:00", "03:00 up, 04:00 unknown, 05:00 down")]
    [InlineData("03:00 start, 03:40", "03:10", "", "03:30 unknown")]
    public void Silence_says_nothing_about_a_time_in_which_nobody_listened(string story, string heardSince, string silences, string states) =>
        Assert.Equal((silences, states), Tell("0 * * * *", story, new Thresholds(1, 1), At(heardSince)));

    [Fact]
    public void A_paused_job_may_be_silent()
    {
        var changes = new List<MonitorChange>();
        var plan = Plan("0 3 * * *", new Thresholds(1, 1));
        var state = MonitorRules.Pause(HeartbeatRules.Expect(new MonitorState(MonitorStatus.New, Day), plan, Day), Day, changes);
        Assert.Null(HeartbeatRules.Deadline(state, plan));
        Assert.Equal(state, HeartbeatRules.Hear(state, plan, new CheckInHeard(Word.Failed, default, Day), changes));
    }

    [Theory]
    [InlineData("2026-03-29 01:59", "30 2 * * *", "Europe/Berlin", "2026-03-30 00:30")] // the hour that is left out: the crontab's next real time
    [InlineData("2026-10-25 00:00", "30 2 * * *", "Europe/Berlin", "2026-10-25 00:30")] // the hour that comes twice: once
    [InlineData("2026-11-23 00:00", "5 3 * * *", "Europe/Berlin", "2026-11-23 02:05")]
    [InlineData("2026-11-23 00:00", "@daily", "", "2026-11-24 00:00")]
    [InlineData("2026-11-23 00:00", "0 9 * * MON-FRI", "Asia/Tokyo", "2026-11-24 00:00")]
    [InlineData("2026-01-31 00:00", "every month", "", "2026-02-28 00:00")]
    [InlineData("2026-11-23 00:00", "every 2 weeks", "", "2026-12-07 00:00")]
    public void A_schedule_says_when_the_next_run_begins(string after, string schedule, string zone, string next) =>
        Assert.Equal(Time(next), Schedule.Parse(schedule, zone)!.Next(Time(after)).ToUniversalTime());

    [Theory]
    [InlineData("", "")]
    [InlineData("* * * *", "")]
    [InlineData("* * * * * *", "")] // seconds are none of a crontab's
    [InlineData("61 * * * *", "")]
    [InlineData("0 0 30 2 *", "")] // never
    [InlineData("every 0 minutes", "")]
    [InlineData("every 1001 minutes", "")]
    [InlineData("every -1 minutes", "")]
    [InlineData("every 5 fortnights", "")]
    [InlineData("every 5 minutes more", "")]
    [InlineData("0 3 * * *", "Atlantis/Center")]
    [InlineData("0 3 * * *", "../etc/passwd")]
    public void What_is_no_schedule_is_refused(string schedule, string zone) => Assert.Null(Schedule.Parse(schedule, zone));

    [Theory]
    [InlineData("""{"schedule":{"type":"crontab","value":"5 3 * * *"},"checkin_margin":5,"max_runtime":40,"timezone":"Europe/Berlin","failure_issue_threshold":2,"recovery_threshold":3}""", "5 3 * * *|Europe/Berlin|5|40|2|3")]
    [InlineData("""{"schedule":{"type":"interval","value":10,"unit":"minute"}}""", "every 10 minutes||1|30|1|1")]
    [InlineData("""{"schedule":{"type":"interval","value":1,"unit":"hour"},"checkin_margin":null,"max_runtime":-3,"timezone":"Atlantis"}""", "every 1 hour||1|1|1|1")]
    [InlineData("""{"schedule":{"type":"crontab","value":"5 3 * * *"},"max_runtime":1e12,"failure_issue_threshold":"2"}""", "5 3 * * *||1|43200|1|1")]
    [InlineData("""{"schedule":{"type":"crontab","value":"whenever"}}""", "")]
    [InlineData("""{"schedule":{"type":"interval","value":"10","unit":"minute"}}""", "")]
    [InlineData("""{"schedule":"5 3 * * *"}""", "")]
    [InlineData("""{"checkin_margin":5}""", "")]
    [InlineData("""[]""", "")]
    [InlineData("""{"schedule":""", "")]
    [InlineData("", "")]
    public void A_client_says_its_schedule(string json, string expected)
    {
        var config = MonitorConfig.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(expected, config is null ? "" : $"{config.Schedule}|{config.TimeZone}|{config.MarginMinutes}|{config.MaxRuntimeMinutes}|{config.FailuresBeforeDown}|{config.SuccessesBeforeUp}");
    }

    private static (string Silences, string States) Tell(string schedule, string story, Thresholds thresholds, DateTimeOffset heardSince = default)
    {
        var plan = Plan(schedule, thresholds);
        var (changes, silences) = (new List<MonitorChange>(), new List<Silence>());
        MonitorState? state = null;
        var now = Day;
        foreach (var part in story.Split(", "))
        {
            var words = part.Split(' ');
            var at = At(words[0]);
            if (words.Length > 1) state ??= HeartbeatRules.Expect(new MonitorState(MonitorStatus.New, Day), plan, schedule.StartsWith("every", StringComparison.Ordinal) ? at : Day.AddHours(at.Hour).AddMinutes(-1));
            for (now = now == Day ? at : now; now <= at && state is not null; now += TimeSpan.FromMinutes(1))
                for (var before = -1; before < changes.Count + silences.Count;)
                {
                    before = changes.Count + silences.Count;
                    state = HeartbeatRules.Listen(state, plan, now, heardSince, changes, silences);
                }
            now = at;
            if (words.Length > 1) state = HeartbeatRules.Hear(state!, plan, new CheckInHeard(words[1] switch { "start" => Word.Began, "ok" => Word.Good, _ => Word.Failed }, default, at), changes);
        }
        return (string.Join(", ", silences.Select(static each => $"{each.Status} {each.Due:HH:mm}")),
            string.Join(", ", changes.OfType<MonitorChange.Became>().Select(static each => $"{each.At:HH:mm} {each.Status}")));
    }

    private static HeartbeatPlan Plan(string schedule, Thresholds thresholds) => new(Schedule.Parse(schedule, ""), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), thresholds);

    private static DateTimeOffset At(string clock) => Day + TimeSpan.Parse(clock, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
