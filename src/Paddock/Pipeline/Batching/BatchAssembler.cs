using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>Reads a stretch of the journal into a <see cref="Batch"/>. The same stretch with the same duplicates gives the same batch.</summary>
internal sealed class BatchAssembler(Journal journal, IEnumerable<Table> tables, DuplicateWindow window)
{
    /// <summary>Of log lines, some 48,000 come within <see cref="MaxBytes"/>; of samples this many.</summary>
    private const int MaxRows = 100_000;

    /// <summary>An engine capped at 512 MB takes blocks of 16 MB without a refusal, and not always those of 32 (bench/results/blocks.md).</summary>
    private const long MaxBytes = 16 << 20;

    /// <summary>An import of old records may touch many weeks; each part is an insert with fsyncs of its own.</summary>
    private const int MaxParts = 100;

    private readonly Dictionary<byte, Table> tablesById = tables.ToDictionary(table => table.Id);

    // Neighbours come from the same request.
    private RowOrigin? origin;

    /// <summary>What comes next, up to one block's worth, recognising duplicates.</summary>
    public Batch Next(long from, long until) => Assemble(from, until, recorded: null);

    /// <summary>What a plan names, with the duplicates it names.</summary>
    public Batch Again(Plan plan) => Assemble(plan.Begin, plan.End, [.. plan.Duplicates]);

    private Batch Assemble(long from, long until, HashSet<RowPlace>? recorded)
    {
        var batch = new Batch(from);
        try
        {
            while (journal.Read(batch.End, until) is { } chunk)
            {
                batch.Keep(chunk);
                batch.Damaged += chunk.Damaged;
                foreach (var entry in chunk.Entries)
                {
                    Add(batch, entry, recorded);
                    batch.End = entry.End;
                    if (recorded is null && IsEnough(batch)) return batch;
                }

                batch.End = chunk.Next;
            }

            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private static bool IsEnough(Batch batch) =>
        batch.Rows >= MaxRows || batch.End - batch.Begin >= MaxBytes || batch.Parts.Count >= MaxParts;

    private void Add(Batch batch, FramedEntry entry, HashSet<RowPlace>? recorded)
    {
        try
        {
            var reader = new EntryReader(entry.Payload);
            batch.OldestReceivedAt ??= reader.ReceivedAt;
            for (var index = 0; reader.TryRead(out var record); index++)
            {
                if (record.TableId == 0) batch.Counts.Add(record.Key, reader.ReceivedAt, record.Outcome, record.Reason, record.Quantity);
                else Add(batch, record, reader.ReceivedAt, new RowPlace(entry.Address, index), recorded);
            }
        }
        catch (InvalidDataException error)
        {
            // What was read of the entry before stays; its address tells the entry apart from others.
            batch.Unreadable.Add(new DeadLetter(entry.Address, TableId: 0, ColumnCount: 0, error.Message, entry.Payload));
        }
    }

    private void Add(Batch batch, EntryRecord record, long receivedAt, RowPlace place, HashSet<RowPlace>? recorded)
    {
        if (!tablesById.TryGetValue(record.TableId, out var table) || !PartKey.IsStorable(record.Row.Span))
        {
            batch.Unreadable.Add(new DeadLetter(place.Address, record.TableId, record.ColumnCount, "no such table, or no such time", record.Row));
            batch.Counts.Add(record.Key, receivedAt, Outcome.Evicted, "unreadable", 1);
            return;
        }

        if (record.DedupKey != default && IsDuplicate(batch, window.HashOf(table, record.Key.Project, record.DedupKey), place, recorded))
        {
            batch.Duplicates.Add(place);
            batch.Counts.Add(record.Key, receivedAt, Outcome.Duplicate, "", 1);
            return;
        }

        if (origin is null || origin.Table != table || origin.ReceivedAt != receivedAt || origin.ColumnCount != record.ColumnCount || origin.Key != record.Key)
            origin = new RowOrigin(table, record.ColumnCount, record.Key, receivedAt);
        batch.Add(new RowRef(origin, record.Row));
    }

    private bool IsDuplicate(Batch batch, ulong hash, RowPlace place, HashSet<RowPlace>? recorded)
    {
        var isDuplicate = recorded is null ? window.Contains(hash) || batch.NewKeys.Contains(hash) : recorded.Contains(place);
        if (!isDuplicate) batch.NewKeys.Add(hash);
        return isDuplicate;
    }
}
