using System.Runtime.InteropServices;
using System.Text;

namespace Paddock.ClickHouse;

/// <summary>
/// Gathers rows in row form into one block of ClickHouse's Native format. Bytes are copied into the columns, never decoded.
/// One builder makes one block at a time, on one thread at a time; <see cref="Clear"/> readies it for the next with the memory of the last.
/// </summary>
public sealed class BlockBuilder : IDisposable
{
    private readonly BlockColumn[] columns;
    private readonly byte[][] heads;
    private readonly int[] ends;
    private readonly byte[] blockHead = new byte[2 * Varint.MaxBytes];
    private readonly ByteBuffer batches = new();
    private readonly List<ReadOnlyMemory<byte>> pieces = [];

    public BlockBuilder(Table table)
    {
        Table = table;
        columns = Array.ConvertAll(table.Types, Create);
        heads = [.. table.Columns.Append(new Column(Table.BatchColumn, ColumnType.UInt64)).Select(Head)];
        ends = new int[columns.Length];
    }

    public Table Table { get; }

    public int Rows { get; private set; }

    /// <summary>Bytes of the gathered rows in row form, which is close to the size of the block.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds one row. It may have fewer columns than the table: those appended since it was written take their defaults.</summary>
    /// <exception cref="InvalidDataException">The bytes are no row of the table; the block is as it was.</exception>
    public void Append(ReadOnlySpan<byte> row, int columnCount)
    {
        Measure(row, columnCount);
        var start = 0;
        for (var column = 0; column < columnCount; column++)
        {
            columns[column].Append(row[start..ends[column]]);
            start = ends[column];
        }
        for (var column = columnCount; column < columns.Length; column++)
            columns[column].Append(Table.Types[column].Default);
        Rows++;
        Bytes += row.Length;
    }

    /// <summary>Writes the block, the constant column `batch` last. May be called again, with another batch number too.</summary>
    public async ValueTask WriteNativeAsync(Stream stream, ulong batch, CancellationToken cancellation)
    {
        foreach (var piece in Pieces(batch))
            await stream.WriteAsync(piece, cancellation);
    }

    public void Clear()
    {
        foreach (var column in columns)
            column.Clear();
        batches.Clear();
        pieces.Clear();
        Rows = 0;
        Bytes = 0;
    }

    public void Dispose()
    {
        foreach (var column in columns)
            column.Dispose();
        batches.Dispose();
    }

    /// <summary>The block as the memory it lies in, to be sent without copying; holds until the builder is used again.</summary>
    internal List<ReadOnlyMemory<byte>> Pieces(ulong batch)
    {
        pieces.Clear();
        pieces.Add(BlockHead());
        for (var column = 0; column < columns.Length; column++)
        {
            pieces.Add(heads[column]);
            if (Rows > 0)
                columns[column].AddPieces(pieces);
        }
        pieces.Add(heads[^1]);
        batches.Clear();
        MemoryMarshal.Cast<byte, ulong>(batches.Take(Rows * sizeof(ulong))).Fill(batch);
        pieces.Add(batches.WrittenMemory);
        return pieces;
    }

    private void Measure(ReadOnlySpan<byte> row, int columnCount)
    {
        if (columnCount > columns.Length)
            throw new InvalidDataException($"A row of {Table} has {columnCount} columns where this version knows {columns.Length}: a newer version wrote it.");
        var end = 0;
        var types = Table.Types;
        for (var column = 0; column < columnCount; column++)
        {
            var bytes = Cell.Measure(row[end..], types[column]);
            if (bytes < 0)
                throw new InvalidDataException($"A row of {Table} ends inside its column {Table.Columns[column].Name}.");
            end += bytes;
            ends[column] = end;
        }
        if (end < row.Length)
            throw new InvalidDataException($"A row of {Table} has {row.Length - end} bytes after its last column.");
    }

    private ReadOnlyMemory<byte> BlockHead()
    {
        var length = Varint.Write(blockHead, columns.Length + 1);
        length += Varint.Write(blockHead.AsSpan(length), Rows);
        return blockHead.AsMemory(0, length);
    }

    private static byte[] Head(Column column) => [.. Prefixed(column.Name), .. Prefixed(column.Type.Sql)];

    private static byte[] Prefixed(string ascii) => [(byte)ascii.Length, .. Encoding.ASCII.GetBytes(ascii)];

    private static BlockColumn Create(ColumnType type) => type.Shape switch
    {
        ColumnShape.LowCardinality => new LowCardinalityBlockColumn(),
        ColumnShape.Map => new MapBlockColumn(),
        ColumnShape.FixedArray or ColumnShape.StringArray => new ArrayBlockColumn(),
        _ => new PlainBlockColumn(),
    };
}
