using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Statsd;
using Paddock.Receivers.Listeners;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Statsd;

/// <summary>Sums what StatsD's clients send, and keeps the sums every ten seconds; a crash takes the last ten. Events and service checks are log lines at once.</summary>
internal sealed class StatsdIntake(ProjectKeys keys, RecordIntake samples, ListenedLogs logs, Refusals refusals, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock adding = new();
    private readonly Dictionary<string, StatsdAggregates> projects = [];

    public async Task TakeAsync(MessageBatch batch, string key, bool isStream, CancellationToken cancel)
    {
        if (key.Length == 0 || await keys.FindAsync(key, cancel) is not { } project)
        {
            refusals.Count(Refusals.NoProject, StatsdModule.Name, key.Length == 0 ? "no_key" : "unknown_key", StatusCodes.Status401Unauthorized, batch.Count);
            return;
        }
        var refused = 0;
        lock (adding)
        {
            if (!projects.TryGetValue(key, out var sums)) projects[key] = sums = new StatsdAggregates();
            for (var index = 0; index < batch.Count; index++) refused += sums.Add(batch[index].Span);
        }
        if (refused > 0) refusals.Count(project.Id, StatsdModule.Name, "malformed_record", StatusCodes.Status400BadRequest, refused);
        var events = batch.All().Where(static message => message.Span.StartsWith("_e{"u8) || message.Span.StartsWith("_sc|"u8) || message.Span.IndexOf("\n_"u8) >= 0).ToList();
        await logs.KeepAsync(StatsdModule.Name, events, key, isStream, static _ => "", StatsdEvents.Read, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(); // the server stops: the last seconds'
        }
    }

    private async Task FlushAsync()
    {
        string[] known;
        lock (adding) known = [.. projects.Keys];
        foreach (var key in known)
        {
            if (await keys.FindAsync(key, CancellationToken.None) is not { } project) continue;
            var kept = await samples.StoreAsync(project, StatsdModule.Name, LedgerSignals.Samples, body: null, (_, rows) => Flush(key, rows), CancellationToken.None);
            if (kept.Refusal is not { } refusal) continue;
            // What is above a limit was not even read: it must not wait here for the next time.
            var lost = refusal.IsLimit ? Drop(key, new RecordArrival(project, time.GetUtcNow().ToUnixNanoseconds(), StatsdModule.Name)) : kept.Result;
            refusals.Count(project.Id, StatsdModule.Name, refusal.Reason, refusal.Status, Math.Max(1, lost.Accepted));
        }
    }

    private OtlpResult Drop(string key, RecordArrival arrival)
    {
        lock (adding) return projects[key].Flush(arrival.Context, new Nobody());
    }

    private OtlpResult Flush(string key, RecordRows rows)
    {
        lock (adding) return projects[key].Flush(rows.Context, rows.Samples);
    }

    private sealed class Nobody : IOtlpVisitor<OtlpSample>
    {
        public bool Accept(OtlpSample sample) => true;
    }
}
