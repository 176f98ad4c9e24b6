using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Signals.Errors;

namespace Paddock.Alerting.Trackers;

/// <summary>
/// Keeps tickets and issues in step. Each row holds what was last known of both sides, so what differs has changed since, whoever was not running meanwhile. A tracker is asked about its tickets
/// and needs no way to reach Paddock: many stand behind a wall. Where both sides changed, the issue's word counts.
/// </summary>
internal sealed class TicketSync(RelationalStore store, TrackerBook book, IssueTriage triage, TicketText text, TimeProvider time)
{
    /// <summary>Between two looks at an open ticket, and at one that is closed or not to be had.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromSeconds(30), Closed = TimeSpan.FromMinutes(10);

    // At a look, of which there are four a minute: GitHub gives 5,000 calls an hour.
    private const int MostTold = 100, MostAsked = 15;

    /// <summary>Tells trackers what became of issues.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var changed = await store.ReadAsync((db, stop) => (
            from ticket in db.Tickets
            join of in db.Issues on ticket.IssueId equals of.Id
            join issue in db.Issues on of.MergedInto ?? of.Id equals issue.Id
            join tracker in db.Trackers on ticket.TrackerId equals tracker.Id
            join project in db.Projects on ticket.ProjectId equals project.Id
            where ticket.DeletedAt == null && tracker.DeletedAt == null && ticket.IssueStatus != issue.Status && (ticket.NextTryAt == null || ticket.NextTryAt <= now)
            orderby ticket.Id
            select new Told { Ticket = ticket, Tracker = tracker, Issue = issue.Id, Status = issue.Status, HasRegressed = issue.RegressedAt != null && issue.RegressedAt > ticket.CreatedAt, Slug = project.Slug }).Take(MostTold).ToListAsync(stop), cancel);
        await EachTrackerAsync(changed, static each => each.Tracker, async (each, target) =>
        {
            var wanted = each.Tracker.ClosesTickets ? TicketRule.There(each.Status, each.Ticket.IsClosed) : null;
            var comment = wanted is true ? text.Closed(each.Slug, each.Issue) : text.Opened(each.Slug, each.Issue, each.HasRegressed);
            var problem = wanted is { } close ? await book.Of(each.Tracker).SetAsync(target, each.Ticket.Key, close, comment, cancel) : null;
            await NoteAsync(each.Ticket.Id, problem, row => (row.IssueStatus, row.IsClosed) = (each.Status, wanted ?? row.IsClosed), cancel);
            return problem;
        }, cancel);
    }

    /// <summary>Asks trackers what became of tickets.</summary>
    public async Task AskAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (open, closed) = (now - Open, now - Closed);
        var due = await store.ReadAsync((db, stop) => (
            from ticket in db.Tickets
            join tracker in db.Trackers on ticket.TrackerId equals tracker.Id
            where ticket.DeletedAt == null && tracker.DeletedAt == null && ticket.CheckedAt <= (ticket.IsClosed || (ticket.Problem != "" && tracker.Problem == "") ? closed : open)
            orderby ticket.CheckedAt
            select new FollowedTicket { Ticket = ticket, Tracker = tracker }).Take(40 * MostAsked).ToListAsync(stop), cancel);
        var asked = due.GroupBy(static each => each.Tracker.Id).SelectMany(static ofOne => ofOne.Take(MostAsked)).ToList();
        await EachTrackerAsync(asked, static each => each.Tracker, async (each, target) =>
        {
            var answer = await book.Of(each.Tracker).ReadAsync(target, each.Ticket.Key, cancel);
            var seen = answer.Ticket;
            var status = seen is null || !each.Tracker.ResolvesIssues ? null : await FollowAsync(each, seen.IsClosed, cancel);
            await NoteAsync(each.Ticket.Id, seen is null ? answer.Problem : null, row =>
                (row.IsClosed, row.Title, row.Url, row.IssueStatus) = (seen!.IsClosed, seen.Title, seen.Url, status ?? row.IssueStatus), cancel);
            return seen is null ? answer.Problem : null;
        }, cancel);
    }

    /// <returns>What the issue became; null: it stays.</returns>
    private async Task<string?> FollowAsync(FollowedTicket each, bool isClosed, CancellationToken cancel)
    {
        var issue = await store.ReadAsync((db, stop) => db.Issues.SingleOrDefaultAsync(row => row.Id == (db.Issues.Where(of => of.Id == each.Ticket.IssueId).Select(static of => of.MergedInto ?? of.Id).First()), stop), cancel);
        // What was changed here and not told yet is told first.
        if (issue is null || issue.Status != each.Ticket.IssueStatus || TicketRule.Here(issue.Status, each.Ticket.IsClosed, isClosed) is not { } status) return null;
        var actor = new IssueActor(null, $"{each.Tracker.Place} {each.Ticket.Key}", "");
        await triage.ApplyAsync(each.Ticket.ProjectId, [new IssueChange((uint)issue.Id, status)], actor, TriageFacts.None, cancel);
        return status;
    }

    // All trackers at the same time, each one's tickets in turn. Trouble with a ticket is the tracker's only where its place is not to be had either; then it is left alone this time.
    private Task EachTrackerAsync<T>(IEnumerable<T> all, Func<T, TrackerRow> of, Func<T, TrackerTarget, Task<string?>> doAsync, CancellationToken cancel) =>
        Task.WhenAll(all.GroupBy(each => of(each).Id).Select(async ofOne =>
        {
            var tracker = of(ofOne.First());
            var problem = TrackerBook.KeyLost;
            if (book.Open(tracker) is { } target)
            {
                problem = null;
                foreach (var each in ofOne)
                    if (await doAsync(each, target) is not null && (problem = await book.Of(tracker).ProbeAsync(target, cancel)) is not null) break;
            }
            if ((problem ?? "") != tracker.Problem)
                await store.WriteAsync((db, stop) => db.Trackers.Where(row => row.Id == tracker.Id).ExecuteUpdateAsync(row => row.SetProperty(static each => each.Problem, problem ?? ""), stop), cancel);
        }));

    private Task<bool> NoteAsync(int ticket, string? problem, Action<TicketRow> change, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await db.Tickets.FindAsync([ticket], stop) is not { } row) return false;
        row.CheckedAt = time.GetUtcNow();
        row.Problem = problem ?? "";
        row.Tries = problem is null ? 0 : row.Tries + 1;
        row.NextTryAt = problem is null ? null : row.CheckedAt + (Pace.Retry(row.Tries) ?? Pace.LongestRetry);
        if (problem is null) change(row);
        return true;
    }, cancel);

    private sealed class Told
    {
        public required TicketRow Ticket { get; init; }

        public required TrackerRow Tracker { get; init; }

        /// <summary>Which has the events: the ticket's own, or what that was merged into.</summary>
        public required int Issue { get; init; }

        public required string Status { get; init; }

        public required bool HasRegressed { get; init; }

        public required string Slug { get; init; }
    }
}
