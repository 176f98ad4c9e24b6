using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline.Live;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What people do with issues: resolve, archive, open again, assign. Each change says what was before it, so that it can be taken back.</summary>
internal sealed class IssueTriage(IssueDirectory directory, IssueMirror mirror, RelationalStore store, LiveHub live, TimeProvider time)
{
    private const int MostAgain = 10_000;

    /// <summary>All of the changes or none.</summary>
    /// <param name="project">whose issues</param>
    /// <param name="changes">each issue once</param>
    /// <param name="actor">who does it</param>
    /// <param name="assignees">everybody whom a change names</param>
    /// <param name="cancel">ends it</param>
    /// <returns>Null when an issue is none of the project.</returns>
    public async Task<IssuesChanged?> ApplyAsync(int project, IReadOnlyList<IssueChange> changes, IssueActor actor, IReadOnlyList<Assignee> assignees, CancellationToken cancel)
    {
        var ids = changes.Select(static change => (int)change.Id).ToList();
        var done = await directory.ChangeAsync<IssuesChanged?>(async (db, stop) =>
        {
            var rows = await db.Issues.Where(row => row.ProjectId == project && ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, stop);
            if (rows.Count != ids.Count) return (null, []);
            var before = await StatesAsync(db, ids, stop);
            var changed = changes.Where(change => Apply(db, rows[(int)change.Id], change, actor, assignees)).Select(change => rows[(int)change.Id]).ToList();
            await db.SaveChangesAsync(stop);
            return (new IssuesChanged([.. (await StatesAsync(db, ids, stop)).Values], [.. before.Values]), changed);
        }, cancel);
        if (done is null) return null;
        await CatchUpAsync(cancel);
        live.Mention(project, ids);
        live.Announce(project, LiveHub.Issues, ids.Count);
        return done;
    }

    /// <summary>What people made of these issues.</summary>
    public Task<Dictionary<uint, IssueState>> StatesAsync(IEnumerable<uint> issues, CancellationToken cancel)
    {
        var ids = issues.Select(static issue => (int)issue).ToList();
        return store.ReadAsync((db, stop) => StatesAsync(db, ids, stop), cancel);
    }

    /// <summary>Issues that were resolved and happened again in the range.</summary>
    public Task<List<int>> AgainAsync(int project, TimeRange range, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.IssueActivity.Where(row => row.ProjectId == project && row.Action == "regressed" && row.Time >= range.From && row.Time < range.To).Select(static row => row.IssueId).Distinct().Take(MostAgain).ToListAsync(stop),
        cancel);

    /// <summary>What was done with an issue, newest first: one row more than a page, if there is one.</summary>
    public Task<List<IssueActivityRow>> ActivityAsync(int project, int issue, int offset, int limit, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.IssueActivity.Where(row => row.ProjectId == project && row.IssueId == issue).OrderByDescending(static row => row.Id).Skip(offset).Take(limit).ToListAsync(stop), cancel);

    /// <summary>Lets questions see what has been changed. While the store is away they cannot be answered anyway, and the first one afterwards begins here.</summary>
    private async Task CatchUpAsync(CancellationToken cancel)
    {
        try
        {
            await mirror.FlushAsync(cancel);
        }
        catch (ClickHouseException away) when (away.IsRetryable)
        {
            // It is written in the relational store, and stays pending for the mirror.
        }
    }

    private bool Apply(PaddockDb db, IssueRow issue, IssueChange change, IssueActor actor, IReadOnlyList<Assignee> assignees)
    {
        var now = time.GetUtcNow();
        void Tell(string action, string detail = "") => db.IssueActivity.Add(new IssueActivityRow
        {
            ProjectId = issue.ProjectId,
            IssueId = issue.Id,
            Time = now,
            UserId = actor.UserId,
            Actor = actor.Name,
            Action = action,
            Detail = detail,
        });

        var changes = false;
        if (change.Status is { } status && status != issue.Status)
        {
            (issue.Status, issue.StatusChangedAt, changes) = (status, now, true);
            Tell(status is IssueStatus.Unresolved ? "reopened" : status);
        }
        if (change.Assignee is { } wanted && (wanted == 0 ? null : (int?)wanted) != issue.AssigneeId)
        {
            var assignee = assignees.SingleOrDefault(person => person.Id == wanted);
            (issue.AssigneeId, issue.AssigneeEmail, changes) = (assignee?.Id, assignee?.Email ?? "", true);
            Tell(assignee is null ? "unassigned" : "assigned", assignee?.Name ?? "");
        }
        return changes;
    }

    private static async Task<Dictionary<uint, IssueState>> StatesAsync(PaddockDb db, List<int> ids, CancellationToken cancel)
    {
        var rows = await (
            from issue in db.Issues.AsNoTracking()
            where ids.Contains(issue.Id)
            join user in db.Users on issue.AssigneeId equals user.Id into found
            from assignee in found.DefaultIfEmpty()
            select new { issue.Id, issue.Status, issue.RegressedAt, Assignee = assignee == null ? null : new { assignee.Id, assignee.Name, assignee.Email } }).ToListAsync(cancel);
        return rows.ToDictionary(static row => (uint)row.Id, static row => new IssueState(
            (uint)row.Id, row.Status, row.Status == IssueStatus.Unresolved && row.RegressedAt is { } at ? Questions.Iso(at) : null,
            row.Assignee is null ? null : new Assignee(row.Assignee.Id, row.Assignee.Name is "" ? row.Assignee.Email : row.Assignee.Name, row.Assignee.Email)));
    }
}
