using System.Buffers.Binary;
using System.Text;

namespace Paddock.ClickHouse;

/// <summary>
/// Writes rows in row form (RowBinary), one call a column, in the table's order. A wrong call throws at once: a row that lies
/// about its table would poison the block it comes into, long after it was acknowledged. Rows stand one behind the other in the output.
/// </summary>
/// <example><code>
/// writer.Begin(table);
/// writer.UInt32(project);
/// writer.DateTime64(unixNanoseconds);
/// writer.BeginMap(1);
/// writer.Entry("browser"u8, "Firefox"u8);
/// int bytes = writer.End();
/// </code></example>
public sealed class RowWriter(ByteBuffer output)
{
    private Table? table;
    private ColumnType? current;
    private int column;
    private int openParts;
    private int start;

    public void Begin(Table table)
    {
        if (this.table is not null)
            throw new InvalidOperationException($"A row of {this.table} is still open.");
        this.table = table;
        column = 0;
        openParts = 0;
        start = output.Length;
    }

    /// <summary>Closes the row and says how many bytes it took. Throws when columns are missing: write <see cref="Default"/> for those without a value.</summary>
    public int End()
    {
        var finished = table ?? throw new InvalidOperationException("No row is open.");
        if (openParts > 0 || column < finished.Types.Length)
            throw new InvalidOperationException($"The row of {finished} lacks {(openParts > 0 ? "map or array parts" : finished.Columns[column].Name)}.");
        table = null;
        return output.Length - start;
    }

    /// <summary>Forgets an open row. What it wrote stays in the output, which the caller has to cut back.</summary>
    public void Abandon() => table = null;

    public void UInt8(byte value)
    {
        Next(ColumnType.UInt8);
        output.Take(1)[0] = value;
    }

    public void UInt16(ushort value) => Fixed16(ColumnType.UInt16, value);

    public void UInt32(uint value) => Fixed32(ColumnType.UInt32, value);

    public void UInt64(ulong value) => Fixed64(ColumnType.UInt64, value);

    public void Int64(long value) => Fixed64(ColumnType.Int64, unchecked((ulong)value));

    public void Float64(double value) => Fixed64(ColumnType.Float64, BitConverter.DoubleToUInt64Bits(value));

    /// <param name="days">Days since 1970-01-01.</param>
    public void Date(ushort days) => Fixed16(ColumnType.Date, days);

    /// <param name="unixSeconds">Seconds since 1970-01-01 UTC.</param>
    public void DateTime(uint unixSeconds) => Fixed32(ColumnType.DateTime, unixSeconds);

    /// <param name="unixNanoseconds">Nanoseconds since 1970-01-01 UTC.</param>
    public void DateTime64(long unixNanoseconds) => Fixed64(ColumnType.DateTime64, unchecked((ulong)unixNanoseconds));

    /// <param name="value">The UUID read as one number, its first digit the most significant.</param>
    public void Uuid(UInt128 value)
    {
        Next(ColumnType.Uuid);
        var target = output.Take(16);
        // ClickHouse keeps a UUID as two little-endian halves, the first half first.
        BinaryPrimitives.WriteUInt64LittleEndian(target, (ulong)(value >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(target[8..], (ulong)value);
    }

    public void Uuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Uuid(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public void FixedString16(ReadOnlySpan<byte> value)
    {
        RequireWidth(value.Length);
        Next(ColumnType.FixedString16);
        output.Append(value);
    }

    /// <summary>For a String or LowCardinality column. Any bytes are kept as they are, NUL and invalid UTF-8 too.</summary>
    public void String(ReadOnlySpan<byte> utf8)
    {
        NextString();
        Prefixed(utf8);
    }

    /// <summary>For a String or LowCardinality column. Lone surrogates become U+FFFD.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        NextString();
        Prefixed(text);
    }

    /// <summary>Opens a map; exactly <paramref name="count"/> calls of <c>Entry</c> follow.</summary>
    public void BeginMap(int count)
    {
        Next(ColumnType.StringMap);
        Open(count);
    }

    public void Entry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Part(ColumnType.StringMap);
        Prefixed(key);
        Prefixed(value);
    }

    public void Entry(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        Part(ColumnType.StringMap);
        Prefixed(key);
        Prefixed(value);
    }

    /// <summary>Opens an array; exactly <paramref name="count"/> calls of <c>Element</c> follow.</summary>
    public void BeginArray(int count)
    {
        Next(Peek() == ColumnType.StringArray ? ColumnType.StringArray : ColumnType.FixedString16Array);
        Open(count);
    }

    public void Element(ReadOnlySpan<byte> value)
    {
        if (current == ColumnType.FixedString16Array)
        {
            RequireWidth(value.Length);
            Part(ColumnType.FixedString16Array);
            output.Append(value);
            return;
        }
        Part(ColumnType.StringArray);
        Prefixed(value);
    }

    public void Element(ReadOnlySpan<char> value)
    {
        Part(ColumnType.StringArray);
        Prefixed(value);
    }

    /// <summary>Writes the defaults of the next columns, whatever their types: zero or empty.</summary>
    public void Default(int columns = 1)
    {
        if (openParts > 0 || table is null || columns > table.Types.Length - column)
            throw Wrong($"{columns} defaults");
        var bytes = 0;
        foreach (var type in table.Types.AsSpan(column, columns))
            bytes += type.Default.Length;
        output.Take(bytes).Clear();
        column += columns;
    }

    private void Fixed16(ColumnType type, ushort value)
    {
        Next(type);
        BinaryPrimitives.WriteUInt16LittleEndian(output.Take(2), value);
    }

    private void Fixed32(ColumnType type, uint value)
    {
        Next(type);
        BinaryPrimitives.WriteUInt32LittleEndian(output.Take(4), value);
    }

    private void Fixed64(ColumnType type, ulong value)
    {
        Next(type);
        BinaryPrimitives.WriteUInt64LittleEndian(output.Take(8), value);
    }

    private void Prefixed(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        output.Append(value);
    }

    private void Prefixed(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Count(bytes);
        Encoding.UTF8.GetBytes(text, output.Take(bytes));
    }

    private void Count(int count) => output.Advance(Varint.Write(output.Reserve(Varint.MaxBytes), count));

    private void NextString() => Next(Peek() == ColumnType.LowCardinality ? ColumnType.LowCardinality : ColumnType.String);

    private void Next(ColumnType type)
    {
        if (openParts > 0 || Peek() != type)
            throw Wrong(type.Sql);
        current = type;
        column++;
    }

    private void Open(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        Count(parts);
        openParts = parts;
    }

    private void Part(ColumnType type)
    {
        if (openParts == 0 || current != type)
            throw Wrong($"a part of {type.Sql}");
        openParts--;
    }

    private ColumnType? Peek() => table is not null && column < table.Types.Length ? table.Types[column] : null;

    private InvalidOperationException Wrong(string written)
    {
        var expected = openParts > 0 ? $"{openParts} more parts of {current}" : Peek() is { } type ? $"{table!.Columns[column].Name} {type}" : "no more columns";
        return new InvalidOperationException($"Table {table?.Name ?? "(no row is open)"}: {written} was written where the table has {expected}.");
    }

    private static void RequireWidth(int length)
    {
        if (length != 16)
            throw new ArgumentException($"FixedString(16) takes 16 bytes, not {length}.");
    }
}
