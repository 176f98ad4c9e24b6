using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>What happens to issues as time goes by: an archive ends, an issue escalates, what was deleted goes for good.</summary>
internal sealed partial class IssueWatch(
    RelationalStore store, IssueDirectory directory, IssueTriage triage, IssueTraffic traffic, IssuePurge purge, TimeProvider time, ILogger<IssueWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // An issue that nobody archived is looked at only where it is busy: three events instead of one an hour are no news.
    private const int LeastOfOpen = 10, MostAtOnce = 100;

    // What the week before that time allows in an hour. Lost with the process, and then reckoned anew.
    private readonly Dictionary<(int Issue, DateTimeOffset Until), double> _limits = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.RunAloneAsync("issues", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogPutOff(log, problem.Message);
            }
        }
    }

    /// <summary>Once; harmless to repeat, also after a crash in the middle.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        await purge.RunAsync(cancel);
        var now = time.GetUtcNow();
        foreach (var issue in await OverAsync(now, cancel)) await EndAsync(issue, IssueEnd.TimeOver, "", cancel);
        var busy = await traffic.BusyAsync(now, cancel);
        if (busy.Count == 0) return;
        var issues = await WatchedAsync(busy, now, cancel);
        foreach (var (issue, hour) in issues)
            if (await EndOfAsync(issue, hour, now, cancel) is var (end, why)) await EndAsync(issue, end, why, cancel);
        foreach (var stale in _limits.Keys.Where(key => now - key.Until > TimeSpan.FromHours(Escalation.Hours)).ToList()) _limits.Remove(stale);
    }

    private Task<List<IssueRow>> OverAsync(DateTimeOffset now, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.Issues.Where(row => row.Status == IssueStatus.Archived && row.ArchiveEndsAt != null && row.ArchiveEndsAt <= now).Take(MostAtOnce).ToListAsync(stop), cancel);

    /// <summary>Those of the busy issues that may escalate or have a limit, the busiest first.</summary>
    private async Task<List<(IssueRow Issue, double Hour)>> WatchedAsync(List<BusyIssue> busy, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = busy.Select(static each => (int)each.Issue).ToList();
        var rows = await store.ReadAsync(
            (db, stop) => db.Issues.Where(row => ids.Contains(row.Id) && (row.Status == IssueStatus.Unresolved || (row.Status == IssueStatus.Archived && row.ArchiveUntil != "" && row.ArchiveUntil != IssueArchive.Forever))).ToDictionaryAsync(static row => row.Id, stop),
            cancel);
        return [.. busy.Where(each => rows.ContainsKey((int)each.Issue)).Select(each => (rows[(int)each.Issue], each.Hour))
            .Where(each => each.Item1.Status == IssueStatus.Archived || (each.Hour >= LeastOfOpen && IssueStanding.Of(each.Item1, now) == IssueStanding.Ongoing)).Take(MostAtOnce)];
    }

    private async Task<(IssueEnd, string)?> EndOfAsync(IssueRow issue, double hour, DateTimeOffset now, CancellationToken cancel)
    {
        var hashes = directory.HashesOf(issue.ProjectId, issue.Id);
        if (hashes.Length == 0) return null;
        if (issue.Status == IssueStatus.Archived && issue.ArchiveUntil is IssueArchive.Events or IssueArchive.People)
        {
            var from = issue.StatusChangedAt ?? now;
            if (issue.ArchiveWindow > 0 && now.AddMinutes(-issue.ArchiveWindow) > from) from = now.AddMinutes(-issue.ArchiveWindow);
            var (events, people) = await traffic.SinceAsync(issue.ProjectId, hashes, from, cancel);
            return (issue.ArchiveUntil == IssueArchive.Events ? events : people) >= (ulong)issue.ArchiveLimit
                ? (IssueEnd.LimitReached, issue.ArchiveUntil == IssueArchive.Events ? $"{Number(events)} events" : $"{Number(people)} people")
                : null;
        }
        var begin = HourOf(now);
        var since = issue.Status == IssueStatus.Archived && issue.StatusChangedAt > begin ? issue.StatusChangedAt.Value : begin;
        var seen = since == begin ? hour : (await traffic.SinceAsync(issue.ProjectId, hashes, since, cancel)).Events;
        // What people saw when they archived it is what it is measured by, for a week.
        var until = issue.Status == IssueStatus.Archived && issue.StatusChangedAt > now.AddHours(-Escalation.Hours) ? issue.StatusChangedAt.Value : begin;
        if (!_limits.TryGetValue((issue.Id, until), out var limit))
            limit = _limits[(issue.Id, until)] = Escalation.Limit(await traffic.HoursAsync(issue.ProjectId, hashes, issue.FirstSeen, until, cancel));
        return seen > limit ? (IssueEnd.Escalated, $"{Number(seen)} events in an hour, more than {Number(limit)}") : null;
    }

    /// <summary>Unless somebody has done something with it meanwhile.</summary>
    private async Task EndAsync(IssueRow seen, IssueEnd end, string why, CancellationToken cancel)
    {
        var isDone = await directory.ChangeAsync<bool>(async (db, stop) =>
        {
            if (await db.Issues.FindAsync([seen.Id], stop) is not { } issue || IssueLife.Of(issue) != IssueLife.Of(seen)) return (false, []);
            var at = time.GetUtcNow();
            (issue.Status, issue.ArchiveUntil, issue.ArchiveEndsAt, issue.ArchiveLimit, issue.ArchiveWindow) = (IssueStatus.Unresolved, "", null, 0, 0);
            if (seen.Status == IssueStatus.Archived) issue.StatusChangedAt = at;
            if (end == IssueEnd.TimeOver) issue.ReviewedAt = at;
            else issue.EscalatedAt = at;
            IssueNews.Record(db, issue, at, end == IssueEnd.TimeOver ? "returned" : "escalated", why);
            IssueNews.Tell(db, end == IssueEnd.TimeOver ? "issue.back" : "issue.escalating", issue, at);
            return (true, [issue]);
        }, cancel);
        if (isDone) await triage.AnnounceAsync(seen.ProjectId, [seen.Id], cancel);
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds() / 3600 * 3600);

    private static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issues could not be looked after; it is tried again: {Problem}")]
    private static partial void LogPutOff(ILogger logger, string problem);
}

/// <summary>Why an issue stands out again.</summary>
internal enum IssueEnd
{
    TimeOver,
    LimitReached,
    Escalated,
}
