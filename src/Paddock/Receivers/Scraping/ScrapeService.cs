using System.Collections.Concurrent;
using System.Text;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Hosting;
using Paddock.Outbound;
using Paddock.Pipeline;
using Paddock.Protocols.Munin;
using Paddock.Protocols.Prometheus;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Scraping;

/// <summary>
/// Asks the targets of <c>Scrape__Targets</c> for their metrics, each in its interval, by the outbound rules: Prometheus' over HTTP, Munin's nodes by their own protocol. What of a target could not be
/// had is said by its series <c>up</c>, and once in the log.
/// </summary>
internal sealed partial class ScrapeService(PaddockOptions options, RelationalStore store, ProjectKeys keys, OutboundHttp http, MuninNode munin, RecordIntake intake, Refusals refusals, TimeProvider time, ILogger<ScrapeService> log) : BackgroundService
{
    private const string Prometheus = "scrape", Munin = "munin";

    // Of one answer.
    private const int MostBody = 16 << 20;
    private const int AtOnce = 16;

    // A node of Munin runs two programs for each of its plugins, one after the other.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), PatienceOfMunin = TimeSpan.FromMinutes(1);

    private static readonly KeyValuePair<string, string>[] Headers =
        [new("Accept", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"), new("User-Agent", "Paddock")];

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly ConcurrentDictionary<ScrapeTarget, string> _failures = [];

    public override void Dispose()
    {
        base.Dispose();
        _places.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.ScrapeTargets.Length == 0
        ? Task.CompletedTask
        : store.RunAloneAsync("scraping", cancel => Task.WhenAll(options.ScrapeTargets.Select(target => RunAsync(target, cancel))), stoppingToken);

    private async Task RunAsync(ScrapeTarget target, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.ScrapeInterval, time);
        try
        {
            do
            {
                await _places.WaitAsync(cancel);
                try
                {
                    await VisitAsync(target, cancel);
                }
                finally
                {
                    _places.Release();
                }
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task VisitAsync(ScrapeTarget target, CancellationToken cancel)
    {
        var receiver = target.Url.Scheme == ScrapeTarget.Munin ? Munin : Prometheus;
        if (await keys.FindAsync(target.Key, cancel) is not { } project)
        {
            refusals.Count(Refusals.NoProject, receiver, DoorRefusal.UnknownKey.Reason, DoorRefusal.UnknownKey.Status);
            Tell(target, "its key is that of no project");
            return;
        }
        var began = time.GetTimestamp();
        var (failure, read) = receiver == Munin ? await AskNodeAsync(target, began, cancel) : await AskAsync(target, began, cancel);
        Tell(target, failure);
        var kept = await intake.StoreAsync(project, receiver, LedgerSignals.Samples, body: null, read, cancel);
        if (kept.Refusal is { } refusal) refusals.Count(project.Id, receiver, refusal.Reason, refusal.Status, Math.Max(1, kept.Result.Accepted));
    }

    private async Task<(string Failure, RecordReader Read)> AskAsync(ScrapeTarget target, long began, CancellationToken cancel)
    {
        var answer = await http.SendAsync(new OutboundRequest(target.Url, HttpMethod.Get) { Headers = Headers, MostBody = MostBody, Timeout = Patience }, cancel);
        var failure = answer.Failure is not null ? answer.Detail : answer.Status != StatusCodes.Status200OK ? $"it answers {answer.Status}" : answer.IsCut ? "its answer is longer than 16 MB" : "";
        var scrape = Told(target, failure, began);
        // Only OpenMetrics ends with a word.
        var isOpenMetrics = Encoding.ASCII.GetString(answer.Body.AsSpan(Math.Max(0, answer.Body.Length - 8))).TrimEnd().EndsWith("# EOF", StringComparison.Ordinal);
        return (failure, (_, rows) => ExpositionReader.Read(failure.Length == 0 ? answer.Body : default, scrape, isOpenMetrics, rows.Context, rows.Samples));
    }

    private async Task<(string Failure, RecordReader Read)> AskNodeAsync(ScrapeTarget target, long began, CancellationToken cancel)
    {
        var (failure, plugins) = await munin.AskAsync(target.Url.IdnHost, target.Url.Port, PatienceOfMunin, cancel);
        var scrape = Told(target, failure, began);
        return (failure, (_, rows) => MuninReader.Read(plugins, scrape, rows.Context, rows.Samples));
    }

    private Scrape Told(ScrapeTarget target, string failure, long began) => new(target.Job, target.Url.Authority, failure.Length == 0, time.GetElapsedTime(began));

    // Once for each change.
    private void Tell(ScrapeTarget target, string failure)
    {
        var before = _failures.GetValueOrDefault(target, "");
        _failures[target] = failure;
        if (failure.Length > 0 && failure != before) Failed(target.Url.Authority, failure);
    }

    [LoggerMessage(LogLevel.Warning, "No metrics of {Target}: {Failure}")]
    private partial void Failed(string target, string failure);
}
