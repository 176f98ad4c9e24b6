using Paddock.Database;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>
/// Looks at every monitor in its interval: each on a place of its own within it, so that they do not come at once; at most one look at a time for each, and a bounded number in all. A look
/// that comes too late is none for the time before it: that becomes unknown. Due times are of the clock that only goes forward, lateness is of the wall's, which goes on while a machine sleeps.
/// </summary>
internal sealed class CheckScheduler(
    MonitorBook book, Probe probe, CheckRecorder recorder, HeartbeatListener heartbeats, RelationalStore store, TimeProvider time, ILogger<CheckScheduler> log) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1), Confirming = TimeSpan.FromSeconds(10), Spread = TimeSpan.FromSeconds(10), BetweenSaves = TimeSpan.FromSeconds(10), BetweenCleanings = TimeSpan.FromHours(6);

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly SemaphoreSlim _news = new(0, 1);

    /// <summary>Looks now, beside the plan.</summary>
    /// <returns>Null: a look is on its way.</returns>
    public async Task<CheckFinding?> CheckNowAsync(Watched watched, CancellationToken cancel)
    {
        if (!watched.TryBegin()) return null;
        try
        {
            return await LookAsync(watched, cancel);
        }
        finally
        {
            Plan(watched);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.RunAloneAsync("checks", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        store.Committed += Hear;
        var (saved, cleaned) = (time.GetTimestamp(), time.GetTimestamp());
        try
        {
            await book.ReloadAsync(stoppingToken);
            await heartbeats.RecallAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    if (book.IsStale) await book.ReloadAsync(stoppingToken);
                    Begin(stoppingToken);
                    await heartbeats.ListenAsync(stoppingToken);
                    if (time.GetElapsedTime(saved) >= BetweenSaves)
                    {
                        await SaveAsync(stoppingToken);
                        saved = time.GetTimestamp();
                    }
                    if (time.GetElapsedTime(cleaned) >= BetweenCleanings)
                    {
                        await book.ForgetAsync(stoppingToken);
                        cleaned = time.GetTimestamp();
                    }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    book.IsStale = true;
                    log.LogWarning("Checks cannot be kept; it is tried again: {Problem}", failure.Message);
                }
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            store.Committed -= Hear;
            await SaveAsync(CancellationToken.None);
        }
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        await book.SaveAsync(cancel);
        await heartbeats.SaveAsync(cancel);
    }

    private void Hear(IReadOnlySet<Type> changed)
    {
        if (MonitorBook.IsOf(changed)) Wake();
    }

    private void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will wake up anyway.
        }
    }

    /// <summary>Until the next tick or the next due look, or until there is news.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        var wait = Tick;
        foreach (var each in book.All)
            if (each.Due is { } due && !each.IsBusy && Until(due) < wait) wait = Until(due);
        if (wait <= TimeSpan.Zero) wait = TimeSpan.FromMilliseconds(20); // all places are taken
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var news = _news.WaitAsync(awake.Token);
        await Task.WhenAny(Task.Delay(wait, time, awake.Token), news);
        await awake.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private void Begin(CancellationToken stopping)
    {
        foreach (var each in book.All) if (!each.IsHeartbeat && each.Monitor.PausedAt is null) each.Due ??= First(each);
        var now = time.GetTimestamp();
        foreach (var each in book.All.Where(each => each.Due <= now && each.Monitor.PausedAt is null && !each.IsBusy).OrderBy(static each => each.Due).ToList())
        {
            if (!_places.Wait(0, CancellationToken.None)) return;
            if (each.TryBegin()) _ = RunAsync(each, stopping);
            else _places.Release();
        }
    }

    private async Task RunAsync(Watched watched, CancellationToken stopping)
    {
        try
        {
            await Task.Yield();
            await LookAsync(watched, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start will say that nobody looked.
        }
        catch (Exception failure)
        {
            log.LogError("A check was lost: {Problem}", failure.Message);
        }
        finally
        {
            _places.Release();
            Plan(watched);
        }
    }

    private async Task<CheckFinding> LookAsync(Watched watched, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var before = watched.State.Status;
        await book.ChangeAsync(watched, (state, changes) => MonitorRules.Notice(state, watched.Interval, at, changes), cancel);
        if (watched.State.Status == MonitorStatus.Unknown && before != MonitorStatus.Unknown) await recorder.RecordUnknownAsync(watched, watched.State.Since, cancel);
        var finding = await probe(watched.Monitor, cancel);
        await recorder.RecordAsync(watched, at, finding, cancel);
        await book.ChangeAsync(watched, (state, changes) => state.Status == MonitorStatus.Paused
            ? state
            : MonitorRules.Judge(state, finding.Verdict, at, watched.Thresholds, changes) with { CertificateExpiresAt = finding.CertificateExpiresAt ?? state.CertificateExpiresAt }, cancel);
        return finding;
    }

    private void Plan(Watched watched)
    {
        watched.Due = IsInDoubt(watched) ? In(watched.Interval < Confirming ? watched.Interval : Confirming) : Next(watched);
        watched.End();
        Wake();
    }

    /// <summary>Between two states somebody wants to know soon.</summary>
    private static bool IsInDoubt(Watched watched) => watched.State is { IsIncident: false, Failures: > 0 } or { IsIncident: true, Successes: > 0 };

    /// <summary>Those never seen at once; after a start the others within some seconds.</summary>
    private long First(Watched watched) => watched.State.LastAt is null ? time.GetTimestamp() : In(Share(watched) * (watched.Interval < Spread ? watched.Interval : Spread));

    /// <summary>The monitor's own place in its interval, not too soon after this look.</summary>
    private long Next(Watched watched)
    {
        var interval = (long)(watched.Interval.TotalSeconds * time.TimestampFrequency);
        var earliest = time.GetTimestamp() + (interval / 4);
        var place = (long)(Share(watched) * interval);
        return earliest + (((place - earliest) % interval) + interval) % interval;
    }

    // Multiples of the golden ratio lie evenly, however many there are.
    private static double Share(Watched watched) => watched.Monitor.Id * 0.6180339887498949 % 1;

    private long In(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Until(long due) => TimeSpan.FromSeconds((double)(due - time.GetTimestamp()) / time.TimestampFrequency);

    public override void Dispose()
    {
        base.Dispose();
        _places.Dispose();
        _news.Dispose();
    }
}
