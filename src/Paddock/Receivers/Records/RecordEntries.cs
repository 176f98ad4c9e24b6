using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Records;

/// <summary>
/// The journal entries of one request: as a rule one. A large request is more than one entry may hold; it is still acknowledged only when all are durable.
/// OTLP's records have no ids: what a client sends again after a failure in between is stored twice (but for spans, which have).
/// </summary>
/// <param name="key">their line of the ledger</param>
/// <param name="receivedAt">Unix nanoseconds</param>
/// <param name="body">whose memory they count as; null: they came without one, a megabyte at a time</param>
internal sealed class RecordEntries(LedgerKey key, long receivedAt, DecompressedBody? body) : IDisposable
{
    // Far from the journal's limit by more than the largest row.
    private const int EntryBytes = 4 << 20;

    /// <summary>What one request may take of memory. Resources are written with each of their records, so a small body can be a large one here.</summary>
    private const int RequestBytes = 96 << 20;

    private readonly List<EntryWriter> entries = [new(receivedAt)];
    private int received;
    private int rows;
    private long closedBytes;

    public LedgerKey Key => key;

    /// <summary>Where the next row goes.</summary>
    public EntryWriter Current => entries[^1];

    /// <summary>Records that become rows.</summary>
    public int Kept => rows;

    /// <summary>There was no memory for all of it.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Counts a record as received, wherever it ends. False: the request is too large, or <see cref="IsBusy"/>.</summary>
    public bool Next()
    {
        if (Current.Length >= EntryBytes)
        {
            closedBytes += Current.Length;
            CountReceived();
            if (!Hold()) return false;
            entries.Add(new EntryWriter(receivedAt));
        }
        received++;
        rows++;
        return closedBytes < RequestBytes;
    }

    /// <summary>Counts records that became no row.</summary>
    public void Count(Outcome outcome, string reason, int quantity)
    {
        received += quantity;
        Ledger.Count(Current, key, outcome, reason, (ulong)quantity);
    }

    /// <summary>Counts what the parser gave to no visitor.</summary>
    public void CountRefused(OtlpResult result)
    {
        Count(Outcome.Invalid, "malformed_record", result.Malformed);
        Count(Outcome.Invalid, "too_old", result.TooOld);
        Count(Outcome.Invalid, "in_future", result.InFuture);
        Count(Outcome.Limited, "too_many_records", result.OverLimit);
        Count(Outcome.Filtered, "no_value", result.WithoutValue);
    }

    public async Task<AppendResult> AppendAsync(Journal journal, CancellationToken cancel)
    {
        CountReceived();
        if (!Hold()) return AppendResult.Full;
        foreach (var entry in entries)
        {
            if (await journal.AppendAsync(entry, cancel) is var result and not AppendResult.Durable) return result;
        }
        return AppendResult.Durable;
    }

    public void Dispose()
    {
        foreach (var entry in entries) entry.Dispose();
    }

    private bool Hold() => !(IsBusy = body?.TryHold(Current.Capacity) == false);

    // With the rows that it counts, in one entry.
    private void CountReceived()
    {
        Ledger.Count(Current, key, Outcome.Received, "", (ulong)received);
        received = 0;
    }
}
