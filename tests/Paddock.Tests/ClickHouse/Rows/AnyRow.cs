using CsCheck;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Rows;

/// <summary>Random tables and rows. A value is what .NET holds: byte … double, UInt128, byte[] for strings, byte[][] for arrays and (key, value, key, value) of maps.</summary>
internal static class AnyRow
{
    public static readonly ColumnType[] Types =
    [
        ColumnType.UInt8, ColumnType.UInt16, ColumnType.UInt32, ColumnType.UInt64, ColumnType.Int64, ColumnType.Float64,
        ColumnType.Date, ColumnType.DateTime, ColumnType.DateTime64, ColumnType.Uuid, ColumnType.FixedString16,
        ColumnType.String, ColumnType.LowCardinality, ColumnType.StringMap, ColumnType.FixedString16Array, ColumnType.StringArray,
    ];

    /// <summary>One column of every type.</summary>
    public static readonly Table EveryType = new(200, "every_type", [.. Types.Select((type, index) => new Column($"c{index}", type))]);

    public static readonly Gen<Table> Tables = Gen.Int[0, Types.Length - 1].Select(index => Types[index]).Array[1, 12]
        .Select(types => new Table(201, "any", [.. types.Select((type, index) => new Column($"c{index}", type))]));

    // Mostly short, now and then across the one-, two- and three-byte lengths; any bytes.
    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (40, Gen.Byte.Array[0, 12]), (8, Gen.Byte.Array[100, 300]), (1, Gen.Byte.Array[16_380, 16_390]));

    private static readonly Gen<byte[]> Sixteen = Gen.Byte.Array[16];

    public static Gen<object> Value(ColumnType type)
    {
        if (type == ColumnType.UInt8) return Gen.Byte.Select(value => (object)value);
        if (type == ColumnType.UInt16 || type == ColumnType.Date) return Gen.UShort.Select(value => (object)value);
        if (type == ColumnType.UInt32 || type == ColumnType.DateTime) return Gen.UInt.Select(value => (object)value);
        if (type == ColumnType.UInt64) return Gen.ULong.Select(value => (object)value);
        if (type == ColumnType.Int64) return Gen.Long.Select(value => (object)value);
        if (type == ColumnType.DateTime64) return Gen.Long[0, 4_000_000_000_000_000_000].Select(value => (object)value);
        if (type == ColumnType.Float64) return Gen.Double.Select(value => (object)value);
        if (type == ColumnType.Uuid) return Gen.Select(Gen.ULong, Gen.ULong, (high, low) => (object)new UInt128(high, low));
        if (type == ColumnType.FixedString16) return Sixteen.Select(value => (object)value);
        if (type == ColumnType.StringMap) return Bytes.Array[0, 5].Select(half => (object)(byte[][])[.. half, .. half]);
        if (type == ColumnType.FixedString16Array) return Sixteen.Array[0, 4].Select(value => (object)value);
        if (type == ColumnType.StringArray) return Bytes.Array[0, 4].Select(value => (object)value);
        return Bytes.Select(value => (object)value);
    }

    public static Gen<object[]> Values(Table table) => Value(table, 0);

    public static Gen<(Table Table, object[] Values)> TableAndRow => Tables.SelectMany(Values, (table, values) => (table, values));

    public static byte[] Write(Table table, params object[] values)
    {
        var output = new ByteBuffer();
        Write(new RowWriter(output), table, values);
        return output.WrittenSpan.ToArray();
    }

    public static int Write(RowWriter writer, Table table, object[] values)
    {
        writer.Begin(table);
        for (var column = 0; column < values.Length; column++)
            Write(writer, table.Columns[column].Type, values[column]);
        return writer.End();
    }

    public static object Read(ref RowReader reader, ColumnType type, int column)
    {
        if (type == ColumnType.UInt8) return reader.UInt8(column);
        if (type == ColumnType.UInt16) return reader.UInt16(column);
        if (type == ColumnType.UInt32) return reader.UInt32(column);
        if (type == ColumnType.UInt64) return reader.UInt64(column);
        if (type == ColumnType.Int64) return reader.Int64(column);
        if (type == ColumnType.Float64) return reader.Float64(column);
        if (type == ColumnType.Date) return reader.Date(column);
        if (type == ColumnType.DateTime) return reader.DateTime(column);
        if (type == ColumnType.DateTime64) return reader.DateTime64(column);
        if (type == ColumnType.Uuid) return reader.Uuid(column);
        if (type == ColumnType.FixedString16) return reader.FixedString16(column).ToArray();
        if (type == ColumnType.StringMap) return ToArrays(reader.StringMap(column));
        if (type == ColumnType.StringArray) return ToArrays(reader.StringArray(column));
        if (type == ColumnType.FixedString16Array) return reader.FixedString16Array(column).ToArray().Chunk(16).ToArray();
        return reader.String(column).ToArray();
    }

    private static Gen<object[]> Value(Table table, int from) => from == table.Columns.Count
        ? Gen.Const(Array.Empty<object>())
        : Value(table.Columns[from].Type).SelectMany(_ => Value(table, from + 1), (first, rest) => (object[])[first, .. rest]);

    private static void Write(RowWriter writer, ColumnType type, object value)
    {
        if (type == ColumnType.UInt8) writer.UInt8((byte)value);
        else if (type == ColumnType.UInt16) writer.UInt16((ushort)value);
        else if (type == ColumnType.UInt32) writer.UInt32((uint)value);
        else if (type == ColumnType.UInt64) writer.UInt64((ulong)value);
        else if (type == ColumnType.Int64) writer.Int64((long)value);
        else if (type == ColumnType.Float64) writer.Float64((double)value);
        else if (type == ColumnType.Date) writer.Date((ushort)value);
        else if (type == ColumnType.DateTime) writer.DateTime((uint)value);
        else if (type == ColumnType.DateTime64) writer.DateTime64((long)value);
        else if (type == ColumnType.Uuid) writer.Uuid((UInt128)value);
        else if (type == ColumnType.FixedString16) writer.FixedString16((byte[])value);
        else if (type == ColumnType.StringMap) WriteMap(writer, (byte[][])value);
        else if (type == ColumnType.StringArray || type == ColumnType.FixedString16Array) WriteArray(writer, (byte[][])value);
        else writer.String((byte[])value);
    }

    private static void WriteMap(RowWriter writer, byte[][] keysAndValues)
    {
        writer.BeginMap(keysAndValues.Length / 2);
        for (var index = 0; index < keysAndValues.Length; index += 2)
            writer.Entry(keysAndValues[index], keysAndValues[index + 1]);
    }

    private static void WriteArray(RowWriter writer, byte[][] elements)
    {
        writer.BeginArray(elements.Length);
        foreach (var element in elements)
            writer.Element(element);
    }

    private static byte[][] ToArrays(StringList list)
    {
        var strings = new List<byte[]>(list.Count);
        while (list.TryRead(out var value))
            strings.Add(value.ToArray());
        return [.. strings];
    }
}
