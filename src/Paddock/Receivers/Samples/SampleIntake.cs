using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Otlp;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Samples;

/// <summary>A parser of samples: of the body, or of what else it was made with.</summary>
internal delegate OtlpResult SampleParser(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor);

/// <summary>From a parser of samples to the journal: what the doors of metrics have in common.</summary>
internal sealed class SampleIntake(Journal journal, SeriesDirectory series, TimeProvider time)
{
    private const string Signal = "samples";

    /// <summary>Done when all is in the journal, with the counts of what became no row; or when nothing is, for the reason that is returned.</summary>
    public async Task<(DoorRefusal? Refusal, OtlpResult Result, int Limited)> StoreAsync(IngestProject project, string receiver, DecompressedBody? body, SampleParser parser, CancellationToken cancel)
    {
        var arrival = new OtlpArrival(project, time.GetUtcNow().ToUnixNanoseconds(), receiver);
        using var entries = new OtlpEntries(new LedgerKey(project.Id, receiver, Signal), arrival.ReceivedAt, body);
        var samples = new SamplesWriter(series);
        var isDurable = false;
        try
        {
            var rows = new SampleRows(entries, arrival, samples);
            var result = parser(body is null ? default : body.Bytes.Span, arrival.Context, rows);
            if (result.Status != OtlpStatus.Ok) return (entries.IsBusy ? DoorRefusal.Overloaded : result.Status == OtlpStatus.Stopped ? DoorRefusal.TooLarge : DoorRefusal.Malformed, result, 0);
            entries.CountRefused(result);
            var appended = await entries.AppendAsync(journal, cancel);
            isDurable = appended == AppendResult.Durable;
            return (appended switch { AppendResult.Durable => null, AppendResult.Full => DoorRefusal.Overloaded, _ => DoorRefusal.Unavailable }, result, rows.Limited);
        }
        finally
        {
            if (!isDurable) samples.NotAccepted();
        }
    }
}
