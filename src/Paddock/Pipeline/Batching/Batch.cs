namespace Paddock.Pipeline;

/// <summary>A stretch of the journal, sorted by where its rows go. Holds the memory of the rows.</summary>
internal sealed class Batch(long begin) : IDisposable
{
    private readonly Dictionary<PartKey, BatchPart> byKey = [];
    private readonly List<JournalChunk> chunks = [];

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
        if (!byKey.TryGetValue(key, out var part))
        {
            byKey.Add(key, part = new BatchPart(key, []));
            Parts.Add(part);
        }

        part.Rows.Add(row);
        Rows++;
    }

    public void Dispose()
    {
        foreach (var chunk in chunks) chunk.Dispose();
        chunks.Clear();
    }
}
