using System.IO.Pipelines;
using System.Text.Json;
using Paddock.ClickHouse.Scope;

namespace Paddock.Hosting.Sql;

/// <summary>Writes {"columns":[…],"rows":[…],"statistics":{…}} while the rows arrive.</summary>
internal static class SqlAnswer
{
    public static async Task WriteAsync(PipeWriter output, ScopedAnswer answer, Func<TimeSpan> elapsed, CancellationToken cancellation)
    {
        WriteHead(output, answer.Columns);
        await answer.WriteRowsAsync(output, cancellation);
        WriteTail(output, answer, elapsed());
        await output.FlushAsync(cancellation);
    }

    private static void WriteHead(PipeWriter output, IReadOnlyList<ScopedColumn> columns)
    {
        output.Write("{\"columns\":"u8);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, column.Name);
                json.WriteString("type"u8, column.Type);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.Write(",\"rows\":["u8);
    }

    // What was read from the tables is not told: blocks are shared with other projects, and so would the number be.
    private static void WriteTail(PipeWriter output, ScopedAnswer answer, TimeSpan elapsed)
    {
        output.Write("],\"statistics\":"u8);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("rows"u8, answer.Rows);
            json.WriteBoolean("truncated"u8, answer.IsTruncated);
            json.WriteNumber("elapsedMilliseconds"u8, Math.Round(elapsed.TotalMilliseconds, 1));
            json.WriteEndObject();
        }
        output.Write("}\n"u8);
    }

    private static void Write(this PipeWriter output, ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(output, bytes);
}
