using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>What the rows of one request have in common.</summary>
/// <param name="Table">Theirs.</param>
/// <param name="ColumnCount">Fewer than the table's when an older version wrote them.</param>
/// <param name="Key">Whose records they are.</param>
/// <param name="ReceivedAt">Unix nanoseconds.</param>
internal sealed record RowOrigin(Table Table, int ColumnCount, LedgerKey Key, long ReceivedAt);

/// <summary>One row of a batch, where it lies in the batch's memory: valid only until the hook that got it returns.</summary>
/// <param name="Origin">What it came with.</param>
/// <param name="Bytes">The row in row form.</param>
internal readonly record struct RowRef(RowOrigin Origin, ReadOnlyMemory<byte> Bytes)
{
    public Table Table => Origin.Table;

    public int ColumnCount => Origin.ColumnCount;

    public LedgerKey Key => Origin.Key;

    public long ReceivedAt => Origin.ReceivedAt;

    public RowReader Read() => new(Table, Bytes.Span, ColumnCount);
}
