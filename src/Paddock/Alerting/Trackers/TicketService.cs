using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Alerting.Trackers;

/// <summary>Keeps tickets and issues in step: at once when an issue changes, and every few seconds.</summary>
internal sealed class TicketService(RelationalStore store, TicketSync sync, TimeProvider time, ILogger<TicketService> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15), AtLeast = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _news = new(1, 1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.RunAloneAsync("tickets", LookAfterAsync, stoppingToken);

    private async Task LookAfterAsync(CancellationToken stoppingToken)
    {
        void Hear(IReadOnlySet<Type> changed)
        {
            if (changed.Contains(typeof(IssueActivityRow)) && _news.CurrentCount == 0) _news.Release();
        }

        store.Committed += Hear;
        try
        {
            while (true)
            {
                await _news.WaitAsync(BetweenLooks, stoppingToken);
                try
                {
                    await sync.TellAsync(stoppingToken);
                    await sync.AskAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError("Tickets could not be looked after; it is tried again: {Problem}", failure.Message);
                }
                await Task.Delay(AtLeast, time, stoppingToken);
            }
        }
        finally
        {
            store.Committed -= Hear;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }
}
