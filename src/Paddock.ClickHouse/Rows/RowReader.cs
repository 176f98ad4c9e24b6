using System.Buffers.Binary;

namespace Paddock.ClickHouse;

/// <summary>
/// Reads chosen columns of a row in row form, without copying. Columns are named by their position (<see cref="Table.IndexOf"/>);
/// asked in ascending order, the row is walked once. A column the row is too old to have yields the type's default.
/// Throws <see cref="InvalidDataException"/> where the bytes are no row of the table.
/// </summary>
public ref struct RowReader(Table table, ReadOnlySpan<byte> row, int columnCount)
{
    private readonly ReadOnlySpan<byte> row = row;
    private int nextColumn;
    private int nextOffset;

    public byte UInt8(int column) => Cell(column, ColumnType.UInt8)[0];

    public ushort UInt16(int column) => BinaryPrimitives.ReadUInt16LittleEndian(Cell(column, ColumnType.UInt16));

    public uint UInt32(int column) => BinaryPrimitives.ReadUInt32LittleEndian(Cell(column, ColumnType.UInt32));

    public ulong UInt64(int column) => BinaryPrimitives.ReadUInt64LittleEndian(Cell(column, ColumnType.UInt64));

    public long Int64(int column) => BinaryPrimitives.ReadInt64LittleEndian(Cell(column, ColumnType.Int64));

    public double Float64(int column) => BinaryPrimitives.ReadDoubleLittleEndian(Cell(column, ColumnType.Float64));

    /// <summary>Days since 1970-01-01.</summary>
    public ushort Date(int column) => BinaryPrimitives.ReadUInt16LittleEndian(Cell(column, ColumnType.Date));

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public uint DateTime(int column) => BinaryPrimitives.ReadUInt32LittleEndian(Cell(column, ColumnType.DateTime));

    /// <summary>Nanoseconds since 1970-01-01 UTC.</summary>
    public long DateTime64(int column) => BinaryPrimitives.ReadInt64LittleEndian(Cell(column, ColumnType.DateTime64));

    public UInt128 Uuid(int column)
    {
        var cell = Cell(column, ColumnType.Uuid);
        return new UInt128(BinaryPrimitives.ReadUInt64LittleEndian(cell), BinaryPrimitives.ReadUInt64LittleEndian(cell[8..]));
    }

    public ReadOnlySpan<byte> FixedString16(int column) => Cell(column, ColumnType.FixedString16);

    /// <summary>The bytes of a String or LowCardinality column, without their length.</summary>
    public ReadOnlySpan<byte> String(int column)
    {
        var type = table.Types[column] == ColumnType.LowCardinality ? ColumnType.LowCardinality : ColumnType.String;
        return new StringList(Cell(column, type), 1).Single();
    }

    /// <summary>Key, value, key, value, …</summary>
    public StringList StringMap(int column)
    {
        var cell = Cell(column, ColumnType.StringMap);
        var start = Varint.Read(cell, out var entries);
        return new StringList(cell[start..], 2 * entries);
    }

    public StringList StringArray(int column)
    {
        var cell = Cell(column, ColumnType.StringArray);
        var start = Varint.Read(cell, out var elements);
        return new StringList(cell[start..], elements);
    }

    /// <summary>The elements end to end, 16 bytes each.</summary>
    public ReadOnlySpan<byte> FixedString16Array(int column)
    {
        var cell = Cell(column, ColumnType.FixedString16Array);
        return cell[Varint.Read(cell, out _)..];
    }

    private ReadOnlySpan<byte> Cell(int column, ColumnType type)
    {
        if (table.Types[column] != type)
            throw new ArgumentException($"Column {table.Columns[column].Name} of {table} is {table.Types[column]}, not {type}.", nameof(column));
        if (column >= columnCount)
            return type.Default;
        if (column < nextColumn)
            (nextColumn, nextOffset) = (0, 0);
        while (nextColumn < column)
            Step();
        var start = nextOffset;
        Step();
        return row[start..nextOffset];
    }

    private void Step()
    {
        var bytes = ClickHouse.Cell.Measure(row[nextOffset..], table.Types[nextColumn]);
        if (bytes < 0)
            throw new InvalidDataException($"A row of {table} ends inside its column {table.Columns[nextColumn].Name}.");
        nextOffset += bytes;
        nextColumn++;
    }
}
