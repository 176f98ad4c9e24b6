using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>
/// Deletes bundles that no event has needed for as long as the project keeps events, and those that somebody deleted; then the files that belong to none. A release that still
/// fails keeps its maps however old they are.
/// </summary>
internal sealed partial class BundleSweep(RelationalStore store, BundleFiles files, EventMaps maps, TimeProvider time, ILogger<BundleSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // An upload that was not finished in a day was given up.
    private static readonly TimeSpan UnfinishedFor = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MarkUsedAsync(stoppingToken);
                await store.RunAloneAsync("source maps", DeleteDueAsync, stoppingToken);
                await DeleteFilesAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is DbException or IOException)
            {
                LogPutOff(log, problem);
            }
        }
    }

    internal async Task MarkUsedAsync(CancellationToken cancel)
    {
        var used = maps.TakeUsed();
        var now = time.GetUtcNow();
        // Not told to caches: nothing is found elsewhere because of it.
        if (used.Count > 0) await store.WriteAsync((db, stop) => db.SourceMapBundles.Where(row => used.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), stop), cancel);
    }

    internal Task DeleteDueAsync(CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var now = time.GetUtcNow();
        var regretted = now - SourceMapBundles.Regret;
        var deleted = await db.SourceMapBundles.Where(row => row.DeletedAt < regretted).ExecuteDeleteAsync(stop);
        foreach (var project in await db.Projects.Select(static row => new { row.Id, row.RetentionDays }).ToListAsync(stop))
        {
            var since = now.AddDays(-project.RetentionDays);
            deleted += await db.SourceMapBundles.Where(row => row.ProjectId == project.Id && row.UsedAt < since).ExecuteDeleteAsync(stop);
        }
        if (deleted > 0) db.MarkChanged<SourceMapBundleRow>();
        return deleted;
    }, cancel);

    /// <summary>Every server has files of its own.</summary>
    internal async Task DeleteFilesAsync(CancellationToken cancel)
    {
        var rows = await store.ReadAsync((db, stop) => db.SourceMapBundles.Select(static row => new { row.ProjectId, row.Checksum }).ToListAsync(stop), cancel);
        var inUse = rows.Select(static row => (row.ProjectId, row.Checksum)).ToHashSet();
        files.Sweep((project, name) => inUse.Contains((project, name.Digits)), time.GetUtcNow() - UnfinishedFor);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source maps that nobody needs could not be deleted; it is tried again in an hour")]
    private static partial void LogPutOff(ILogger logger, Exception problem);
}
