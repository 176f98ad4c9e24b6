using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>Makes one issue of several and takes it apart again. No event and no hash is touched: each merged issue's row says where its events are shown.</summary>
internal sealed class IssueMerge(IssueTriage triage, IssueDirectory directory, RelationalStore store, ErrorsQueries queries)
{
    /// <summary>The one that was seen first takes in the others, and what had been merged into those.</summary>
    /// <returns>Null when one of them is none of the project, merged already or gone.</returns>
    public Task<IssuesChanged?> MergeAsync(int project, IReadOnlyList<int> ids, IssueActor actor, CancellationToken cancel) => DoneAsync(project, ids, actor, edits =>
    {
        var asked = ids.Select(id => edits[id]).OrderBy(static each => each.Issue.FirstSeen).ThenBy(static each => each.Issue.Id).ToList();
        if (asked.Exists(static each => IssueStatus.IsGone(each.Issue.Status))) return;
        var root = asked[0];
        root.TakeIn([.. asked.Skip(1).Select(static each => each.Issue)]);
        foreach (var other in edits.Values.Where(each => each != root && each.Issue.MergedInto != root.Issue.Id)) other.MergeInto(root.Issue);
    }, cancel);

    /// <summary>Makes parts of an issue issues of their own again.</summary>
    /// <returns>Null when one of them is no part of it.</returns>
    public Task<IssuesChanged?> UnmergeAsync(int project, int issue, IReadOnlyList<int> parts, IssueActor actor, CancellationToken cancel) => DoneAsync(project, [issue], actor, edits =>
    {
        if (parts.Contains(issue) || !parts.All(edits.ContainsKey)) return;
        edits[issue].LetGo([.. parts.Select(part => edits[part].Issue)]);
        foreach (var part in parts) edits[part].LeaveMerge(edits[issue].Issue);
    }, cancel);

    /// <summary>The issue itself, then what was merged into it, each with its own events of all that are kept.</summary>
    public async Task<List<MergedPart>> PartsAsync(int project, int issue, CancellationToken cancel)
    {
        var rows = await store.ReadAsync((db, stop) => db.Issues.Where(row => row.ProjectId == project && (row.Id == issue || row.MergedInto == issue)).OrderBy(static row => row.MergedInto != null).ThenBy(static row => row.Id).ToListAsync(stop), cancel);
        var counts = (await queries.HashCountsAsync(project, directory.HashesOf(project, issue), cancel)).ToDictionary(static row => row.Hash, static row => row.Events);
        return [.. rows.Select(row => new MergedPart(row, directory.OwnHashesOf(project, row.Id).Aggregate(0UL, (sum, hash) => sum + counts.GetValueOrDefault(hash))))];
    }

    private async Task<IssuesChanged?> DoneAsync(int project, IReadOnlyList<int> ids, IssueActor actor, Action<Dictionary<int, IssueEdit>> edit, CancellationToken cancel) =>
        await triage.EditAsync(project, ids, actor, (edits, _) => edit(edits), cancel) is { Undo: not null } done ? done : null;
}

/// <param name="Events">Of its own, weighted.</param>
internal sealed record MergedPart(IssueRow Issue, ulong Events);
