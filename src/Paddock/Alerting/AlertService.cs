using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Alerting;

/// <summary>Gathers, sends and clears away; woken by what happens, and now and then by itself.</summary>
internal sealed class AlertService(RelationalStore store, Gathering gathering, Outbox outbox, MailBudget budget, TimeProvider time, ILogger<AlertService> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30), AtLeast = TimeSpan.FromSeconds(1), BetweenSweeps = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptHappenings = TimeSpan.FromDays(7), KeptMessages = TimeSpan.FromDays(90);

    private readonly SemaphoreSlim _news = new(1, 1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.RunAloneAsync("alerts", TellAsync, stoppingToken);

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        void Hear(IReadOnlySet<Type> changed)
        {
            if ((changed.Contains(typeof(HappeningRow)) || changed.Contains(typeof(AlertMessageRow))) && _news.CurrentCount == 0) _news.Release();
        }

        store.Committed += Hear;
        var (swept, sending) = ((long?)null, Task.CompletedTask);
        try
        {
            var rest = TimeSpan.Zero;
            while (true)
            {
                await _news.WaitAsync(rest, stoppingToken);
                rest = BetweenLooks;
                try
                {
                    if (await gathering.RunAsync(stoppingToken) is { } at) rest = TimeSpan.FromTicks(Math.Clamp((at - time.GetUtcNow()).Ticks, AtLeast.Ticks, BetweenLooks.Ticks));
                    // Beside the gathering: a mail server may take half a minute to say nothing.
                    if (sending.IsCompleted)
                    {
                        var before = sending;
                        sending = outbox.SendAsync(stoppingToken);
                        await before;
                    }
                    if (swept is null || time.GetElapsedTime(swept.Value) > BetweenSweeps)
                    {
                        await budget.DigestAsync(stoppingToken);
                        await ForgetAsync(stoppingToken);
                        swept = time.GetTimestamp();
                    }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError("Alerts could not be looked after; it is tried again: {Problem}", failure.Message);
                }
                // A storm commits many times a second.
                await Task.Delay(AtLeast, time, stoppingToken);
            }
        }
        finally
        {
            store.Committed -= Hear;
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }

    private Task<int> ForgetAsync(CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var (happened, made) = (time.GetUtcNow() - KeptHappenings, time.GetUtcNow() - KeptMessages);
        await db.Happenings.Where(row => row.Time < happened).ExecuteDeleteAsync(stop);
        await db.AlertMessages.Where(row => row.CreatedAt < made && row.State != MessageState.Held).ExecuteDeleteAsync(stop);
        return await db.Alerts.Where(row => row.DeletedAt < made).ExecuteDeleteAsync(stop);
    }, cancel);
}
