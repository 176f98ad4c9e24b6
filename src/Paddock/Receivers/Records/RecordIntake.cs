using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Intake;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Records;

/// <summary>Gives what a body holds, or what else it was made with, to one of the rows' visitors.</summary>
internal delegate OtlpResult RecordReader(ReadOnlySpan<byte> body, RecordRows rows);

/// <summary>What became of the log records, spans or samples of a request.</summary>
/// <param name="Refusal">Null: all is in the journal, with the counts of what became no row. Else nothing of it was kept, for this reason.</param>
/// <param name="Limited">Data points whose series the project has no room for.</param>
internal readonly record struct RecordsKept(DoorRefusal? Refusal, OtlpResult Result, int Limited)
{
    /// <summary>When none of the records could be used; the ledger has each of them already.</summary>
    public DoorRefusal? NothingKept => Result is not { Accepted: 0, Rejected: > 0 } ? null : new(
        StatusCodes.Status400BadRequest, "nothing_kept",
        $"nothing was kept: {Result.Malformed} malformed, {Result.TooOld} too old, {Result.InFuture} more than an hour in the future, {Result.OverLimit} over the limit");
}

/// <summary>From a reader of log records, spans or samples to the journal: what all their doors have in common.</summary>
internal sealed class RecordIntake(Journal journal, AttributeCatalog attributes, SeriesDirectory series, RateLimits limits, TimeProvider time)
{
    /// <param name="receiver">The door, as rows and the ledger name it.</param>
    /// <param name="signal">What it brings, as the ledger names it: logs, spans or samples.</param>
    /// <param name="body">Null: what <paramref name="read"/> reads came in another way.</param>
    public async Task<RecordsKept> StoreAsync(IngestProject project, string receiver, string signal, DecompressedBody? body, RecordReader read, CancellationToken cancel)
    {
        if (limits.Reached(project, signal) is { } reached) return new(reached.Refusal, default, 0);
        var arrival = new RecordArrival(project, time.GetUtcNow().ToUnixNanoseconds(), receiver);
        using var entries = new RecordEntries(new LedgerKey(project.Id, receiver, signal), arrival.ReceivedAt, body);
        var samples = new SamplesWriter(series);
        var isDurable = false;
        try
        {
            var (result, limited) = Read(body is null ? default : body.Bytes.Span, read, entries, arrival, samples);
            if (result.Status != OtlpStatus.Ok)
                return new(entries.IsBusy ? DoorRefusal.Overloaded : result.Status == OtlpStatus.Stopped ? DoorRefusal.TooLarge : DoorRefusal.Malformed, result, limited);
            entries.CountRefused(result);
            var refusal = DoorRefusal.Of(await entries.AppendAsync(journal, cancel));
            isDurable = refusal is null;
            // What came in before the limit was reached stays: all of a request, or nothing.
            if (isDurable) limits.Take(project, signal, entries.Kept);
            return new(refusal, result, limited);
        }
        finally
        {
            if (!isDurable) samples.NotAccepted();
        }
    }

    private (OtlpResult Result, int Limited) Read(ReadOnlySpan<byte> body, RecordReader read, RecordEntries entries, RecordArrival arrival, SamplesWriter samples)
    {
        using var bag = attributes.TakeBag();
        var rows = new RecordRows(entries, arrival, bag, samples);
        return (read(body, rows), rows.Samples.Limited);
    }
}
