namespace Paddock.Pipeline;

/// <summary>A stretch of the journal, sorted by where its rows go. Holds the memory of the rows.</summary>
internal sealed class Batch(long begin) : IDisposable
{
    private readonly Dictionary<PartKey, BatchPart> byKey = [];
    private readonly List<JournalChunk> chunks = [];

    // Neighbours nearly always go to the same place.
    private BatchPart? latest;

    public long Begin { get; } = begin;

    public long End { get; set; } = begin;

    public List<BatchPart> Parts { get; } = [];

    public LedgerCounts Counts { get; } = new();

    public List<RowPlace> Duplicates { get; } = [];

    /// <summary>Dedup hashes of the rows that are no duplicates.</summary>
    public HashSet<ulong> NewKeys { get; } = [];

    /// <summary>What no table of ours can take.</summary>
    public List<DeadLetter> Unreadable { get; } = [];

    public int Rows { get; private set; }

    public long Damaged { get; set; }

    /// <summary>When the first entry was received, in Unix nanoseconds; null without entries.</summary>
    public long? OldestReceivedAt { get; set; }

    public void Keep(JournalChunk chunk) => chunks.Add(chunk);

    public void Add(RowRef row)
    {
        var key = PartKey.Of(row.Table, row.Bytes.Span);
        if (latest is null || latest.Key != key) latest = PartOf(key);
        latest.Rows.Add(row);
        Rows++;
    }

    private BatchPart PartOf(PartKey key)
    {
        if (byKey.TryGetValue(key, out var part)) return part;
        byKey.Add(key, part = new BatchPart(key, []));
        Parts.Add(part);
        return part;
    }

    public void Dispose()
    {
        foreach (var chunk in chunks) chunk.Dispose();
        chunks.Clear();
    }
}
