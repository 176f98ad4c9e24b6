using Paddock.Pipeline;

namespace Paddock.Signals.Analytics;

/// <summary>Runs <see cref="VisitsJob"/> when events were stored, and now and then for what another server has stored. Takes at most a fifth of the time.</summary>
internal sealed class VisitsService(VisitsJob job, TimeProvider time, ILogger<VisitsService> log) : BackgroundService
{
    private const int Rest = 4;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromMinutes(10), BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _news = new(1, 1);
    private long? _swept;

    /// <summary>Events have become visible.</summary>
    public void Heard(BatchStored stored)
    {
        if (stored.Rows.Count > 0 && _news.CurrentCount == 0) _news.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                await _news.WaitAsync(Longest, stoppingToken);
                began = time.GetTimestamp();
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
                if (_news.CurrentCount == 0) _news.Release();
            }
            var rest = Rest * time.GetElapsedTime(began);
            await Task.Delay(rest > Shortest ? rest : Shortest, time, stoppingToken);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }
}
