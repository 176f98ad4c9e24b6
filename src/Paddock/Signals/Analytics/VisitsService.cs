using Paddock.Database;
using Paddock.Pipeline;

namespace Paddock.Signals.Analytics;

/// <summary>Runs <see cref="VisitsJob"/> when events were stored, as often as <see cref="VisitsPace"/> allows, and now and then for what another server has stored.</summary>
internal sealed class VisitsService(VisitsJob job, RelationalStore store, TimeProvider time, ILogger<VisitsService> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10), BetweenSweeps = TimeSpan.FromMinutes(1);

    /// <summary>Nobody says so when another server has stored something.</summary>
    private static readonly TimeSpan BetweenSharedLooks = TimeSpan.FromSeconds(10);

    private readonly VisitsPace _pace = new(time);
    private readonly SemaphoreSlim _news = new(1, 1);
    private long? _swept;

    /// <summary>Events have become visible.</summary>
    public void Heard(BatchStored stored)
    {
        if (stored.Rows.Count == 0) return;
        _pace.Heard();
        Announce();
    }

    private void Announce()
    {
        if (_news.CurrentCount == 0) _news.Release();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.RunAloneAsync("visits", ComputeAsync, stoppingToken);

    private async Task ComputeAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _news.WaitAsync(store.IsShared ? BetweenSharedLooks : BetweenLooks, stoppingToken);
            while (_pace.Rest() is { Ticks: > 0 } rest) await Task.Delay(rest, time, stoppingToken);
            var began = time.GetTimestamp();
            try
            {
                await job.RunAsync(stoppingToken);
                if (_swept is null || time.GetElapsedTime(_swept.Value) > BetweenSweeps)
                {
                    await job.SweepAsync(stoppingToken);
                    _swept = time.GetTimestamp();
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Visits could not be computed; it is tried again: {Problem}", failure.Message);
                Announce();
            }
            _pace.Ran(time.GetElapsedTime(began));
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }
}
