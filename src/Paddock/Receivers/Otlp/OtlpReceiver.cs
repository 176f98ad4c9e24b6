using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Otlp;

/// <summary>
/// OpenTelemetry's door: /v1/traces, /v1/logs and /v1/metrics. A request is answered 200 when all that it brought is in the journal;
/// how many records were refused, and why, is told as partial success and counted in the ledger.
/// </summary>
internal sealed class OtlpReceiver(ProjectKeys keys, Journal journal, Refusals refusals, RequestBodies bodies, AttributeCatalog attributes, SeriesDirectory series, TimeProvider time)
{
    public async Task ReceiveAsync(HttpContext context, OtlpSignal signal)
    {
        var cancel = context.RequestAborted;
        var request = context.Request;
        var knownEncoding = OtlpAnswer.EncodingOf(request.ContentType);
        var encoding = knownEncoding ?? OtlpEncoding.Json;
        // A key that is wrong is refused before a byte of the body is read.
        var (project, hasKey) = await FindAsync(request, cancel);
        if (project is null)
        {
            await (hasKey ? OtlpAnswer.UnknownKey : OtlpAnswer.NoKey).WriteAsync(context, encoding);
            return;
        }
        if (knownEncoding is null)
        {
            await RefuseAsync(context, project, encoding, OtlpAnswer.UnknownType);
            return;
        }
        using var body = await bodies.ReadAsync(context, OtlpLimits.BodyBytes);
        if (OtlpAnswer.Of(body.Status) is { } unreadable)
        {
            await RefuseAsync(context, project, encoding, unreadable);
            return;
        }

        var arrival = new OtlpArrival(project, time.GetUtcNow().ToUnixNanoseconds(), signal.Receiver);
        using var entries = new OtlpEntries(new LedgerKey(project.Id, signal.Receiver, signal.Name), arrival.ReceivedAt, body);
        var samples = new SamplesWriter(series);
        var isDurable = false;
        try
        {
            var (result, limited) = Read(signal, body.Bytes.Span, encoding, arrival, entries, samples);
            if (result.Status != OtlpStatus.Ok)
            {
                await RefuseAsync(context, project, encoding, entries.IsBusy ? OtlpAnswer.Overloaded : result.Status == OtlpStatus.Stopped ? OtlpAnswer.TooLarge : OtlpAnswer.Malformed);
                return;
            }
            entries.CountRefused(result);
            var appended = await entries.AppendAsync(journal, cancel);
            isDurable = appended == AppendResult.Durable;
            await (appended switch
            {
                AppendResult.Durable => OtlpAnswer.WriteAcceptedAsync(context, encoding, signal, result.Rejected + limited, Why(result, limited)),
                AppendResult.Full => RefuseAsync(context, project, encoding, OtlpAnswer.Overloaded),
                _ => RefuseAsync(context, project, encoding, OtlpAnswer.Unavailable),
            });
        }
        finally
        {
            if (!isDurable) samples.NotAccepted();
        }
    }

    private (OtlpResult Result, int Limited) Read(OtlpSignal signal, ReadOnlySpan<byte> body, OtlpEncoding encoding, OtlpArrival arrival, OtlpEntries entries, SamplesWriter samples)
    {
        if (signal == OtlpSignal.Samples)
        {
            var rows = new SampleRows(entries, arrival, samples);
            return (OtlpReader.ReadMetrics(body, encoding, arrival.Context, rows), rows.Limited);
        }
        using var bag = attributes.TakeBag();
        return (signal == OtlpSignal.Logs
            ? OtlpReader.ReadLogs(body, encoding, arrival.Context, new LogRows(entries, arrival, bag))
            : OtlpReader.ReadSpans(body, encoding, arrival.Context, new SpanRows(entries, arrival, bag)), 0);
    }

    private static string Why(OtlpResult result, int limited) => string.Join(", ",
        new[] { (result.Malformed, "malformed_record"), (result.TooOld, "too_old"), (result.InFuture, "in_future"), (result.OverLimit, "too_many_records"), (limited, "too_many_series") }
            .Where(static refused => refused.Item1 > 0).Select(static refused => $"{refused.Item1} {refused.Item2}"));

    private async Task<(IngestProject? Project, bool HasKey)> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        var hasKey = false;
        foreach (var key in IngestKeys.Of(request))
        {
            hasKey = true;
            if (await keys.FindAsync(key, cancel) is { } project) return (project, true);
        }
        return (null, hasKey);
    }

    private Task RefuseAsync(HttpContext context, IngestProject project, OtlpEncoding encoding, OtlpAnswer answer)
    {
        refusals.Count(project.Id, "otlp", answer.Reason, answer.Status);
        return answer.WriteAsync(context, encoding);
    }
}
