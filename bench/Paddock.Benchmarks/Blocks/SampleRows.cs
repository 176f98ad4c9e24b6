using System.Text;
using Paddock.ClickHouse;
using Paddock.Signals.Errors;

namespace Paddock.Benchmarks.Blocks;

/// <summary>Rows as they come: an error of a Django site with its stack (33 kB), and a narrow one of 200 bytes as a log line or a page view is.</summary>
internal sealed class SampleRows
{
    public const string CreateNarrow = """
        CREATE TABLE IF NOT EXISTS paddock.narrow (project UInt32, time DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)), retention UInt16,
            service LowCardinality(String), level LowCardinality(String), trace_id FixedString(16), url_path String CODEC(ZSTD(1)),
            message String CODEC(ZSTD(1)), attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)), batch UInt64 CODEC(ZSTD(1)),
            INDEX batch_range batch TYPE minmax GRANULARITY 1)
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, time)
        """;

    private const int Distinct = 500;
    private const long Start = 1_790_000_000_000_000_000;

    private static readonly Table Narrow = new(250, "narrow",
        new("project", ColumnType.UInt32), new("time", ColumnType.DateTime64), new("retention", ColumnType.UInt16),
        new("service", ColumnType.LowCardinality), new("level", ColumnType.LowCardinality), new("trace_id", ColumnType.FixedString16),
        new("url_path", ColumnType.String), new("message", ColumnType.String), new("attributes", ColumnType.StringMap));

    // Bytes of text by column, of the columns that are not short.
    private static readonly Dictionary<string, int> ErrorText = new()
    {
        ["stack"] = 24_000,
        ["breadcrumbs"] = 5_000,
        ["request"] = 1_500,
        ["contexts"] = 1_200,
        ["rest"] = 400,
        ["extra"] = 300,
        ["remarks"] = 200,
    };

    private static readonly Dictionary<string, int> NarrowText = new() { ["message"] = 60, ["url_path"] = 25 };

    private readonly Random random = new(1);
    private readonly string[] words;
    private readonly Dictionary<string, int> textBytes;
    private readonly object[][] values = new object[Distinct][];

    private SampleRows(Table table, Dictionary<string, int> textBytes)
    {
        Table = table;
        this.textBytes = textBytes;
        words = [.. Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(3, 12)).Select(_ => (char)random.Next('a', 'z'))))];
        var output = new ByteBuffer();
        for (var row = 0; row < Distinct; row++)
        {
            values[row] = [.. table.Columns.Select(column => Value(column, row))];
            output.Clear();
            Write(new RowWriter(output), row);
            Rows[row] = output.WrittenSpan.ToArray();
        }
    }

    public Table Table { get; }

    /// <summary>The rows in row form, all of one partition.</summary>
    public byte[][] Rows { get; } = new byte[Distinct][];

    public static SampleRows Of(string table) => table == "errors" ? new(ErrorsTable.Table, ErrorText) : new(Narrow, NarrowText);

    /// <summary>Writes a row from values that are at hand.</summary>
    public void Write(RowWriter writer, int row)
    {
        writer.Begin(Table);
        for (var column = 0; column < values[0].Length; column++)
            Write(writer, Table.Columns[column].Type, values[row][column]);
        writer.End();
    }

    private static void Write(RowWriter writer, ColumnType type, object value)
    {
        if (type == ColumnType.String || type == ColumnType.LowCardinality) writer.String((byte[])value);
        else if (type == ColumnType.FixedString16) writer.FixedString16((byte[])value);
        else if (type == ColumnType.DateTime64) writer.DateTime64((long)value);
        else if (type == ColumnType.UInt32) writer.UInt32((uint)value);
        else if (type == ColumnType.UInt16) writer.UInt16((ushort)value);
        else if (type == ColumnType.StringMap) WriteMap(writer, (byte[][])value);
        else if (type == ColumnType.FixedString16Array) WriteArray(writer, (byte[][])value);
        else writer.Default();
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

    private object Value(Column column, int row)
    {
        if (column.Type == ColumnType.DateTime64) return Start + (row * 1_000_000L) + random.Next(1_000_000);
        if (column.Type == ColumnType.UInt32) return 1u;
        if (column.Type == ColumnType.UInt16) return (ushort)90;
        if (column.Type == ColumnType.FixedString16) return Bytes(16);
        if (column.Type == ColumnType.FixedString16Array) return new[] { Bytes(16), Bytes(16) };
        if (column.Type == ColumnType.LowCardinality) return Encoding.UTF8.GetBytes(words[random.Next(20)]);
        if (column.Type == ColumnType.StringMap) return (byte[][])[.. Enumerable.Range(0, 12).Select(index => Encoding.UTF8.GetBytes(words[index % 2 == 0 ? index : random.Next(400)]))];
        return Encoding.UTF8.GetBytes(Text(textBytes.GetValueOrDefault(column.Name, 12)));
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    // Words, quotes and numbers, as JSON has them.
    private string Text(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append('"').Append(words[random.Next(400)]).Append("\":").Append(random.Next(3) == 0 ? random.Next(100_000) : random.Next(10)).Append(',');
        return text.ToString(0, length);
    }
}
