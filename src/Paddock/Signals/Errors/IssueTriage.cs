using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline.Live;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What people do with issues. Each change is kept for a while as it was and as it became, so that it can be taken back.</summary>
internal sealed class IssueTriage(IssueDirectory directory, IssueMirror mirror, RelationalStore store, LiveHub live, TimeProvider time)
{
    private const int MostAgain = 10_000;

    /// <summary>How long what was deleted can be had back.</summary>
    public static readonly TimeSpan Regret = TimeSpan.FromSeconds(30);

    /// <summary>All of the changes or none.</summary>
    /// <param name="project">whose issues</param>
    /// <param name="changes">each issue once</param>
    /// <param name="actor">who does it</param>
    /// <param name="known">everybody and every release that a change names</param>
    /// <param name="cancel">ends it</param>
    /// <returns>Null when an issue is none of the project.</returns>
    public Task<IssuesChanged?> ApplyAsync(int project, IReadOnlyList<IssueChange> changes, IssueActor actor, TriageFacts known, CancellationToken cancel) => EditAsync(
        project, [.. changes.Select(static change => (int)change.Id)], actor, (edits, before) =>
        {
            foreach (var change in changes) edits[(int)change.Id].Apply(change, known, before[(int)change.Id].Bookmarked);
        }, cancel);

    /// <summary>One transaction, which can be taken back.</summary>
    /// <param name="project">whose issues</param>
    /// <param name="ids">each once; what was merged into them comes with them</param>
    /// <param name="actor">who does it</param>
    /// <param name="edit">gets the issues under its hand, and as they were</param>
    /// <param name="cancel">ends it</param>
    /// <returns>Null when an issue is none of the project, or merged into another.</returns>
    public async Task<IssuesChanged?> EditAsync(
        int project, IReadOnlyList<int> ids, IssueActor actor, Action<Dictionary<int, IssueEdit>, Dictionary<int, IssueSnapshot>> edit, CancellationToken cancel)
    {
        var done = await directory.ChangeAsync<IssuesChanged?>(async (db, stop) =>
        {
            var rows = await db.Issues.Where(row => row.ProjectId == project && (ids.Contains(row.Id) || (row.MergedInto != null && ids.Contains(row.MergedInto.Value)))).ToDictionaryAsync(static row => row.Id, stop);
            if (ids.Any(id => !rows.TryGetValue(id, out var row) || row.MergedInto is not null)) return (null, []);
            var states = await StatesAsync(db, ids, actor.UserId, stop);
            var before = await SnapshotsAsync(db, rows.Values, actor.UserId, stop);
            var words = new HashSet<string>();
            edit(rows.ToDictionary(static row => row.Key, row => new IssueEdit(db, row.Value, actor, Now, words)), before);
            await db.SaveChangesAsync(stop);
            var after = await SnapshotsAsync(db, rows.Values, actor.UserId, stop);
            var touched = rows.Keys.Where(id => before[id] != after[id]).ToList();
            var undo = touched.Count == 0 ? null : Keep(db, project, new IssueUndo(actor.UserId, string.Join(", ", words), [.. touched.Select(id => before[id])], [.. touched.Select(id => after[id])]));
            await db.SaveChangesAsync(stop);
            return (new IssuesChanged([.. (await StatesAsync(db, ids, actor.UserId, stop)).Values], [.. states.Values], undo?.Id, touched.Count), [.. touched.Select(id => rows[id])]);
        }, cancel);
        if (done is not null) await AnnounceAsync(project, ids, cancel);
        return done;
    }

    /// <summary>Takes a change back, of each issue what nobody has changed since.</summary>
    /// <returns>The issues as they are now; null: there is no such change, or it is too long ago.</returns>
    public async Task<IssuesChanged?> UndoAsync(int project, int undo, IssueActor actor, CancellationToken cancel)
    {
        var ids = new List<int>();
        var done = await directory.ChangeAsync<IssuesChanged?>(async (db, stop) =>
        {
            if (await db.IssueUndos.SingleOrDefaultAsync(row => row.Id == undo && row.ProjectId == project, stop) is not { } kept) return (null, []);
            var change = JsonSerializer.Deserialize(kept.Content, IssueUndoJson.Default.IssueUndo)!;
            if (change.UserId != actor.UserId) return (null, []);
            ids.AddRange(change.Before.Select(static issue => issue.Id));
            var rows = await db.Issues.Where(row => row.ProjectId == project && ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, stop);
            var states = await StatesAsync(db, ids, actor.UserId, stop);
            foreach (var (before, after) in change.Before.Zip(change.After))
                if (rows.TryGetValue(before.Id, out var row)) new IssueEdit(db, row, actor, Now, new HashSet<string>()).TakeBack(before, after, change.Does);
            db.IssueUndos.Remove(kept);
            await db.SaveChangesAsync(stop);
            return (new IssuesChanged([.. (await StatesAsync(db, ids, actor.UserId, stop)).Values], [.. states.Values], null, rows.Count), [.. rows.Values]);
        }, cancel);
        if (done is not null) await AnnounceAsync(project, ids, cancel);
        return done;
    }

    /// <summary>What people made of these issues.</summary>
    /// <param name="issues">their ids</param>
    /// <param name="user">whose bookmarks are told; null: nobody's</param>
    /// <param name="cancel">ends it</param>
    public Task<Dictionary<uint, IssueState>> StatesAsync(IEnumerable<uint> issues, int? user, CancellationToken cancel)
    {
        var ids = issues.Select(static issue => (int)issue).ToList();
        return store.ReadAsync((db, stop) => StatesAsync(db, ids, user, stop), cancel);
    }

    /// <summary>Issues that were resolved and happened again in the range.</summary>
    public Task<List<int>> AgainAsync(int project, TimeRange range, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.IssueActivity.Where(row => row.ProjectId == project && row.Action == "regressed" && row.Time >= range.From && row.Time < range.To).Select(static row => row.IssueId).Distinct().Take(MostAgain).ToListAsync(stop),
        cancel);

    /// <summary>Issues that a person has marked.</summary>
    public Task<List<int>> BookmarksAsync(int project, int? user, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.IssueBookmarks.Where(row => row.UserId == user && db.Issues.Any(issue => issue.Id == row.IssueId && issue.ProjectId == project)).Select(static row => row.IssueId).Take(MostAgain).ToListAsync(stop), cancel);

    /// <summary>What is discarded in the project, the newest first.</summary>
    public Task<List<IssueRow>> DiscardedAsync(int project, int most, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.Issues.Where(row => row.ProjectId == project && row.Status == IssueStatus.Discarded).OrderByDescending(static row => row.StatusChangedAt).Take(most).ToListAsync(stop), cancel);

    /// <summary>Tells open screens, and lets questions see what has been changed.</summary>
    public async Task AnnounceAsync(int project, IReadOnlyCollection<int> issues, CancellationToken cancel)
    {
        try
        {
            await mirror.FlushAsync(cancel);
        }
        catch (ClickHouseException away) when (away.IsRetryable)
        {
            // It is written in the relational store, and stays pending for the mirror; while the store is away no question can be answered anyway.
        }
        live.Mention(project, issues);
        live.Announce(project, LiveHub.Issues, issues.Count);
    }

    // As the relational side keeps times: what was written must equal what is read.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private IssueUndoRow Keep(PaddockDb db, int project, IssueUndo undo)
    {
        var row = new IssueUndoRow { ProjectId = project, CreatedAt = Now, Content = JsonSerializer.Serialize(undo, IssueUndoJson.Default.IssueUndo) };
        db.IssueUndos.Add(row);
        return row;
    }

    private static async Task<Dictionary<int, IssueSnapshot>> SnapshotsAsync(PaddockDb db, IReadOnlyCollection<IssueRow> rows, int? user, CancellationToken cancel)
    {
        var ids = rows.Select(static row => row.Id).ToList();
        var marked = await db.IssueBookmarks.Where(row => row.UserId == user && ids.Contains(row.IssueId)).Select(static row => row.IssueId).ToListAsync(cancel);
        return rows.ToDictionary(static row => row.Id, row => IssueSnapshot.Of(row, marked.Contains(row.Id)));
    }

    private async Task<Dictionary<uint, IssueState>> StatesAsync(PaddockDb db, IReadOnlyCollection<int> ids, int? user, CancellationToken cancel)
    {
        var rows = await db.Issues.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel);
        var assigned = rows.Select(static row => row.AssigneeId).OfType<int>().Distinct().ToList();
        var people = await db.Users.AsNoTracking().Where(row => assigned.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancel);
        var marked = user is null ? [] : (await db.IssueBookmarks.Where(row => row.UserId == user && ids.Contains(row.IssueId)).Select(static row => row.IssueId).ToListAsync(cancel)).ToHashSet();
        return rows.ToDictionary(static row => (uint)row.Id, row => IssueState.Of(
            row, row.AssigneeId is { } id && people.TryGetValue(id, out var person) ? new Assignee(id, person.Name is "" ? person.Email : person.Name, person.Email) : null, marked.Contains(row.Id), time.GetUtcNow()));
    }
}

/// <summary>Everybody whom a change may name, and after which release the next one comes.</summary>
internal sealed record TriageFacts(IReadOnlyList<Assignee> Assignees, string? NewestRelease)
{
    public static readonly TriageFacts None = new([], "");
}
