using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Pipeline.Live;

namespace Paddock.Signals.Errors;

/// <summary>What the batch writer does with errors besides storing them: before, every hash gets its issue; after, open screens are told of which. On the batch writer's thread.</summary>
internal sealed class ErrorsDigest : IDisposable
{
    private readonly IssueDirectory directory;
    private readonly IssueMirror mirror;
    private readonly ReleaseDirectory releases;
    private readonly LiveHub live;
    private readonly Following following;

    public ErrorsDigest(IssueDirectory directory, IssueMirror mirror, ReleaseDirectory releases, LiveHub live, RelationalStore store, TimeProvider time)
    {
        (this.directory, this.mirror, this.releases, this.live) = (directory, mirror, releases, live);
        directory.Committed += mirror.Add;
        following = new Following(store, [typeof(IssueRow), typeof(IssueHashRow)], directory.FollowAsync, time);
    }

    public void Dispose() => following.Dispose();

    /// <summary>Once, before the first batch: the relational side's issues go into memory and into the engine's mirror.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await directory.LoadAsync(cancel);
        await mirror.FlushAsync(cancel);
    }

    public TableBinding Binding() => new(ErrorsTable.Table)
    {
        BeforeInsert = MakeIssuesAsync,
        AfterStored = Mention,
        KeepSql = ErrorsTable.KeepSql,
        RecentKeysSql = $"SELECT project, event_id FROM (SELECT project, event_id, received_at FROM paddock.errors ORDER BY time DESC LIMIT {DuplicateWindow.Capacity}) ORDER BY received_at",
    };

    private async ValueTask MakeIssuesAsync(IReadOnlyList<RowRef> rows, CancellationToken cancel)
    {
        var news = new List<Sighting>();
        foreach (var row in rows)
        {
            var (project, time, hashes) = Sighting.ReadKey(row.Read());
            if (directory.IsNews(project, time, hashes)) news.Add(Sighting.Read(row.Read()));
        }
        if (news.Count > 0) await directory.AddAsync(news, await LineagesAsync(news, cancel), cancel);
        await mirror.FlushAsync(cancel);
    }

    private async Task<Dictionary<int, ReleaseLineage>> LineagesAsync(List<Sighting> news, CancellationToken cancel)
    {
        var lineages = new Dictionary<int, ReleaseLineage>();
        foreach (var of in news.Where(sighting => directory.AsksReleases(sighting.Project, sighting.Hashes)).GroupBy(static sighting => sighting.Project))
            lineages[of.Key] = await releases.OfAsync(of.Key, of.Select(static sighting => new ReleaseSighting(sighting.Release, sighting.Environment, sighting.Time)).Distinct(), cancel);
        return lineages;
    }

    private void Mention(BatchStored stored)
    {
        if (live.Readers == 0) return;
        foreach (var rows in stored.Rows.GroupBy(static row => row.Key.Project))
            live.Mention(rows.Key, [.. rows.Select(IssueOf).Where(static issue => issue != 0).Distinct()]);
    }

    /// <summary>0: not known yet.</summary>
    private int IssueOf(RowRef row)
    {
        var (project, _, hashes) = Sighting.ReadKey(row.Read());
        return directory.Find(project, hashes) ?? 0;
    }
}
