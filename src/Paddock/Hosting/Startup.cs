using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Hosting.Engine;
using Paddock.Pipeline;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Product;

namespace Paddock.Hosting;

/// <summary>
/// What has to happen, in order, before rows go into the store: ClickHouse answers, the schema is ours, issues and people are mirrored. Receivers take
/// records into the journal all the while. A store that this version must not touch ends the program with its message.
/// </summary>
internal sealed class Startup(
    IClickHouseHealth clickHouse, ClickHouseClient client, RelationalStore relational, ErrorsDigest errors, PeopleDigest people, BatchWriter writer, VisitsService visits,
    IssueWatch issues, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Startup> log) : BackgroundService
{
    private const int MostPauses = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private volatile bool _isWriting;

    public int ExitCode { get; private set; }

    /// <summary>Everything that the journal held at the start is in the store.</summary>
    public bool IsReady => _isWriting && !writer.Status.IsReplaying;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await relational.RunAloneAsync("startup", PrepareAsync, stoppingToken);
            stoppingToken.ThrowIfCancellationRequested();
            await writer.StartAsync(stoppingToken);
            await visits.StartAsync(stoppingToken);
            await issues.StartAsync(stoppingToken);
            _isWriting = true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
        catch (Exception fatal) when (fatal is NewerStoreException or OtherInstallationException or EngineRefusedException or ClickHouseException)
        {
            log.LogCritical("{Problem}", fatal.Message);
            ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task PrepareAsync(CancellationToken stoppingToken)
    {
        for (var tries = 1; !await TryPrepareAsync(stoppingToken); tries++) await Task.Delay(Pause * Math.Min(tries, MostPauses), time, stoppingToken);
    }

    /// <summary>False: ClickHouse went away meanwhile; every step may be repeated.</summary>
    private async Task<bool> TryPrepareAsync(CancellationToken stoppingToken)
    {
        try
        {
            await clickHouse.WhenReadyAsync(stoppingToken);
            await Migrator.ApplyAsync(client, Schema.Migrations, stoppingToken);
            await Installation.RequireOwnStoreAsync(client, relational, stoppingToken);
            await errors.PrepareAsync(stoppingToken);
            await people.PrepareAsync(stoppingToken);
            return true;
        }
        catch (ClickHouseException error) when (error.IsRetryable)
        {
            log.LogWarning("The store cannot be used yet: {Problem}; receivers keep everything in the journal, and it is tried again", error.Message);
            return false;
        }
    }

    /// <summary>After the receivers and before the store: what is in the journal goes into the store as far as time allows, and else at the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await issues.StopAsync(cancellationToken);
        await visits.StopAsync(cancellationToken);
        if (_isWriting) await writer.StopAsync(cancellationToken);
    }
}

internal static class StartupModule
{
    public static IServiceCollection AddStartup(this IServiceCollection services) =>
        services.AddSingleton<Startup>().AddHostedService(static provider => provider.GetRequiredService<Startup>());
}
