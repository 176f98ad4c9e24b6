using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>One row of a batch, where it lies in the batch's memory: valid only until the hook that got it returns.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Bytes">The row in row form.</param>
/// <param name="ColumnCount">Fewer than the table's when an older version wrote it.</param>
/// <param name="Key">Whose record it is.</param>
/// <param name="ReceivedAt">Unix nanoseconds.</param>
internal readonly record struct RowRef(Table Table, ReadOnlyMemory<byte> Bytes, int ColumnCount, LedgerKey Key, long ReceivedAt)
{
    public RowReader Read() => new(Table, Bytes.Span, ColumnCount);
}
