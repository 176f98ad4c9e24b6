using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Postgres;

/// <summary>Sees to it that of several servers one does a job: who has the row of the job, and renews it. By the database's clock; those of the servers may differ.</summary>
internal sealed class Leases(DbContextOptions<PostgresPaddockDb> options, Guid server, TimeProvider time)
{
    // A holder that could not renew stops before another may begin.
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(10), Safe = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1), BetweenRenewals = TimeSpan.FromSeconds(2), LongestTry = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Waits for its turn, works, and works again when the lease was lost and won back. Ends with the work, or when it shall stop; then the next server begins at once.
    /// </summary>
    public async Task RunAsync(string job, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var taken = time.GetTimestamp();
            if (!await TryTakeAsync(job, stopping))
            {
                await Task.Delay(BetweenTries, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var working = work(lost.Token);
            var isLost = !await KeepAsync(job, taken, working, stopping);
            await lost.CancelAsync();
            try
            {
                await working;
                if (!isLost) return;
            }
            catch (OperationCanceledException) when (lost.IsCancellationRequested)
            {
                // The next one goes on where it was.
            }
            catch (Exception away) when (DatabaseTrouble.IsAway(away))
            {
                await Task.Delay(BetweenTries, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                if (!isLost) await ReleaseAsync(job);
            }
        }
    }

    /// <summary>Renews until the work has ended or shall end.</summary>
    /// <returns>False: the lease is somebody else's by now, or may be.</returns>
    private async Task<bool> KeepAsync(string job, long taken, Task working, CancellationToken stopping)
    {
        while (true)
        {
            await Task.WhenAny(working, Task.Delay(BetweenRenewals, time, stopping));
            if (working.IsCompleted || stopping.IsCancellationRequested) return true;
            var began = time.GetTimestamp();
            if (await TryTakeAsync(job, stopping)) taken = began;
            else if (time.GetElapsedTime(taken) >= Safe) return false;
        }
    }

    private async Task<bool> TryTakeAsync(string job, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(LongestTry, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            await using var db = new PostgresPaddockDb(options, server);
            return await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO leases (job, holder, expires_at) VALUES ({job}, {server}, now() + {Term})
                ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at WHERE leases.holder = excluded.holder OR leases.expires_at < now()
                """, ends.Token) == 1;
        }
        catch (Exception away) when (away is System.Data.Common.DbException or OperationCanceledException or InvalidOperationException)
        {
            return false; // the database is away: nobody else gets it either
        }
    }

    private async Task ReleaseAsync(string job)
    {
        using var late = new CancellationTokenSource(LongestTry, time);
        try
        {
            await using var db = new PostgresPaddockDb(options, server);
            await db.Leases.Where(row => row.Job == job && row.Holder == server).ExecuteDeleteAsync(late.Token);
        }
        catch (Exception away) when (away is System.Data.Common.DbException or OperationCanceledException or InvalidOperationException)
        {
            // It expires.
        }
    }
}
