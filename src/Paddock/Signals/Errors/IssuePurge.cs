using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>
/// Takes what was deleted out of the store, when it can no longer be had back: events with their attachments, then the issue itself; of a discarded one the issue stays, since by it
/// later events are known. Each step may be repeated. Files of attachments go with their week. What comes in while the issue goes makes a new one.
/// </summary>
internal sealed class IssuePurge(RelationalStore store, IssueDirectory directory, IssueMirror mirror, ClickHouseClient clickHouse, TimeProvider time)
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan UndoIsKept = TimeSpan.FromHours(1);

    // Of issues that went in the last round: a batch that found its issue just before is stored by the next. Lost with the process: then such an event is shown with the next one of its kind.
    private readonly List<(int Project, string[] Hashes)> _gone = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var (project, hashes) in _gone) await GiveIssueAsync(project, hashes, cancel);
        _gone.Clear();
        var now = time.GetUtcNow();
        var due = await store.ReadAsync((db, stop) => db.IssuePurges.Where(row => row.DueAt <= now).OrderBy(static row => row.DueAt).Take(MostAtOnce).ToListAsync(stop), cancel);
        foreach (var purge in due) await RunAsync(purge, cancel);
        var old = now - UndoIsKept;
        if (await store.ReadAsync((db, stop) => db.IssueUndos.AnyAsync(row => row.CreatedAt < old, stop), cancel))
            await store.WriteAsync((db, stop) => db.IssueUndos.Where(row => row.CreatedAt < old).ExecuteDeleteAsync(stop), cancel);
    }

    private async Task RunAsync(IssuePurgeRow purge, CancellationToken cancel)
    {
        var (project, issue, hashes) = (purge.ProjectId, purge.IssueId, directory.HashesOf(purge.ProjectId, purge.IssueId));
        var parts = directory.PartsOf(issue).Select(static part => (ulong)part);
        var options = new QueryOptions { Parameters = new() { { "project", project }, { "issue", (long)issue }, { "parts", parts }, { "hashes", hashes } } };
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
        _gone.Add((project, hashes));
    }

    /// <summary>Events of hashes that belong to no issue get one, as if they came now.</summary>
    private async Task GiveIssueAsync(int project, string[] hashes, CancellationToken cancel)
    {
        var left = await clickHouse.QueryAsync($$"""
            SELECT arrayMap(hash -> hex(hash), hashes) AS hex_hashes, toUnixTimestamp64Nano(time) AS nanoseconds, type, value, message, culprit, level, platform, release, environment, handled, stack, grouping_version
            FROM paddock.errors WHERE project = {project:UInt32} AND {{ErrorsQueries.OfIssue}} ORDER BY time LIMIT 1 BY hashes[1]
            """, ErrorsJson.Default.LeftEvent, new QueryOptions { Parameters = new() { { "project", project }, { "hashes", hashes } } }, cancel);
        var news = left.Select(each => each.ToSighting(project)).Where(each => directory.Find(project, each.Hashes) is null).ToList();
        if (news.Count == 0) return;
        await directory.AddAsync(news, new Dictionary<int, ReleaseLineage>(), cancel);
        await mirror.FlushAsync(cancel);
    }
}

/// <summary>An event that is stored, as its issue is made of it.</summary>
/// <param name="HexHashes">in upper-case hex</param>
/// <param name="Nanoseconds">of its time, since 1970</param>
internal sealed record LeftEvent(
    string[] HexHashes, long Nanoseconds, string Type, string Value, string Message, string Culprit, string Level, string Platform, string Release, string Environment, byte Handled, string Stack, ushort GroupingVersion)
{
    public Sighting ToSighting(int project) => new(
        project, [.. HexHashes.Select(static hash => UInt128.Parse(hash, NumberStyles.HexNumber))], UnixTime.FromUnixNanoseconds(Nanoseconds), Type, Value, Message, Culprit, Level, Platform, Release, GroupingVersion)
    {
        Environment = Environment,
        IsUnhandled = Handled == ErrorsRow.Unhandled,
        Frames = StackWords.Of(Encoding.UTF8.GetBytes(Stack)),
    };
}
