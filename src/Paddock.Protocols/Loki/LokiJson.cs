using System.Text.Json;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Loki;

internal static class LokiJson
{
    /// <summary>False: not one JSON object with streams.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, LogLines lines)
    {
        try
        {
            var reader = new Utf8JsonReader(body, PlainJson.Options);
            var hasStreams = false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (OtlpJson.TryReadName(ref reader))
            {
                var isStreams = OtlpJson.Is(ref reader, "streams"u8);
                reader.Read();
                if (!isStreams || reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }
                hasStreams = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && !lines.IsStopped)
                    ReadStream(ref reader, lines);
                if (lines.IsStopped)
                    return true;
            }
            return hasStreams && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The labels may stand behind the lines.
    private static void ReadStream(ref Utf8JsonReader reader, LogLines lines)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            lines.Refuse();
            reader.Skip();
            return;
        }
        lines.BeginSource();
        var values = default(Utf8JsonReader);
        var hasValues = false;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isLabels = OtlpJson.Is(ref reader, "stream"u8);
            var isValues = OtlpJson.Is(ref reader, "values"u8);
            reader.Read();
            if (isLabels && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadLabels(ref reader, lines);
                continue;
            }
            if (isValues && reader.TokenType == JsonTokenType.StartArray)
            {
                values = reader;
                hasValues = true;
            }
            reader.Skip();
        }
        while (hasValues && values.Read() && values.TokenType != JsonTokenType.EndArray && !lines.IsStopped)
            ReadLine(ref values, lines);
    }

    private static void ReadLabels(ref Utf8JsonReader reader, LogLines lines)
    {
        var serviceRank = 0;
        while (OtlpJson.TryReadName(ref reader))
        {
            var name = PlainJson.TextOf(ref reader);
            reader.Read();
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                LokiLines.Label(lines, name, PlainJson.TextOf(ref reader), ref serviceRank);
            reader.Skip();
        }
    }

    // ["time in nanoseconds", "line", {"structured": "metadata"}]
    private static void ReadLine(ref Utf8JsonReader reader, LogLines lines)
    {
        if (!lines.TryBegin())
        {
            reader.Skip();
            return;
        }
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            lines.Refuse();
            return;
        }
        var time = 0L;
        var isGood = reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Number && (time = LogTimes.Parse(reader.ValueSpan) ?? 0) > 0;
        isGood = isGood && reader.Read() && reader.TokenType == JsonTokenType.String;
        if (isGood)
        {
            JsonLine.ReadText(lines, PlainJson.TextOf(ref reader));
            lines.SetTime(time);
            reader.Read();
        }
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            if (isGood && reader.TokenType == JsonTokenType.StartObject)
                ReadMetadata(ref reader, lines);
            else
                reader.Skip();
            reader.Read();
        }
        if (isGood)
            lines.End();
        else
            lines.Refuse();
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, LogLines lines)
    {
        while (OtlpJson.TryReadName(ref reader))
        {
            var name = PlainJson.TextOf(ref reader);
            reader.Read();
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                lines.Field(name, PlainJson.TextOf(ref reader));
            reader.Skip();
        }
    }
}
