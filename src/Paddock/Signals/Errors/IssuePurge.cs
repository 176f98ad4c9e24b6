using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>
/// Takes what was deleted out of the store, when it can no longer be had back: events with their attachments, then the issue itself; of a discarded one the issue stays, since by it
/// later events are known. Each step may be repeated. Files of attachments go with their week.
/// </summary>
internal sealed class IssuePurge(RelationalStore store, IssueDirectory directory, ClickHouseClient clickHouse, TimeProvider time)
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan UndoIsKept = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = await store.ReadAsync((db, stop) => db.IssuePurges.Where(row => row.DueAt <= now).OrderBy(static row => row.DueAt).Take(MostAtOnce).ToListAsync(stop), cancel);
        foreach (var purge in due) await RunAsync(purge, cancel);
        var old = now - UndoIsKept;
        if (await store.ReadAsync((db, stop) => db.IssueUndos.AnyAsync(row => row.CreatedAt < old, stop), cancel))
            await store.WriteAsync((db, stop) => db.IssueUndos.Where(row => row.CreatedAt < old).ExecuteDeleteAsync(stop), cancel);
    }

    private async Task RunAsync(IssuePurgeRow purge, CancellationToken cancel)
    {
        var (project, issue) = (purge.ProjectId, purge.IssueId);
        var options = new QueryOptions
        {
            Parameters = new()
        {
            { "project", project }, { "issue", (long)issue }, { "parts", directory.PartsOf(issue).Select(static part => (ulong)part) }, { "hashes", directory.HashesOf(project, issue) },
        }
        };
        await clickHouse.ExecuteAsync($$"""
            DELETE FROM paddock.attachments WHERE project = {project:UInt32} AND event_id IN (SELECT event_id FROM paddock.errors WHERE project = {project:UInt32} AND {{ErrorsQueries.OfIssue}})
            """, options, cancel);
        await clickHouse.ExecuteAsync($$"""DELETE FROM paddock.errors WHERE project = {project:UInt32} AND {{ErrorsQueries.OfIssue}}""", options, cancel);
        var isDiscarded = await store.ReadAsync((db, stop) => db.Issues.AnyAsync(row => row.Id == issue && row.Status == IssueStatus.Discarded, stop), cancel);
        if (isDiscarded)
        {
            await store.WriteAsync((db, stop) => db.IssuePurges.Where(row => row.IssueId == issue).ExecuteDeleteAsync(stop), cancel);
            return;
        }
        await clickHouse.ExecuteAsync("DELETE FROM paddock.issues WHERE project = {project:UInt32} AND has({parts:Array(UInt32)}, issue)", options, cancel);
        await clickHouse.ExecuteAsync("DELETE FROM paddock.issue_hashes WHERE project = {project:UInt32} AND issue = {issue:UInt32}", options, cancel);
        await directory.RemoveAsync(project, issue, cancel);
    }
}
