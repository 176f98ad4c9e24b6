using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Paddock.ClickHouse;

/// <summary>Reads FORMAT JSONEachRow: one object a line. A line that is none begins ClickHouse's report of a failure in mid-answer.</summary>
internal static class JsonRows
{
    // A row can hold one event whole; the door takes none larger than this.
    private const long LongestRow = 64 * 1024 * 1024;
    private const int ReadSize = 32 * 1024;

    public static async IAsyncEnumerable<T> ReadAsync<T>(Stream answer, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(answer, new StreamPipeReaderOptions(bufferSize: ReadSize, leaveOpen: true));
        // Of the row that is still arriving: how much is known to hold no end of line, lest a long row be searched again with every read.
        long searched = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellation);
                var rest = read.Buffer;
                while (TakeLine(ref rest, searched, read.IsCompleted, out var line))
                {
                    searched = 0;
                    RequireRow(line, rest);
                    yield return Parse(line, type);
                }
                if (read.IsCompleted)
                    yield break;
                if (rest.Length > LongestRow)
                    throw new InvalidDataException($"ClickHouse sent a row of more than {LongestRow} bytes.");
                searched = rest.Length;
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> rest, long searched, bool isLast, out ReadOnlySequence<byte> line)
    {
        line = rest;
        if (rest.Slice(searched).PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }
        if (!isLast || rest.IsEmpty)
            return false;
        rest = rest.Slice(rest.End);
        return true;
    }

    private static void RequireRow(ReadOnlySequence<byte> line, ReadOnlySequence<byte> rest)
    {
        if (line.FirstSpan is not [(byte)'{', ..])
            throw ErrorText.Parse(Encoding.UTF8.GetString(line) + "\n" + Encoding.UTF8.GetString(rest));
    }

    private static T Parse<T>(ReadOnlySequence<byte> line, JsonTypeInfo<T> type)
    {
        var json = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize(ref json, type) ?? throw new InvalidDataException("ClickHouse sent null for a row.");
    }
}
