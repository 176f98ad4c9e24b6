using System.Text.Json;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Logs;

/// <summary>Reads JSON lines: an object a line; also a list of objects. Never throws on any input; a line that is no object is counted and leaves its neighbours.</summary>
public static class JsonLinesReader
{
    /// <param name="body">At most <see cref="OtlpLimits.BodyBytes"/>.</param>
    /// <param name="source">Fields of all lines, such as service; those of a line win.</param>
    public static OtlpResult Read(ReadOnlySpan<byte> body, in OtlpContext context, IReadOnlyList<KeyValuePair<string, string>> source, IOtlpVisitor<OtlpLog> visitor)
    {
        using var lines = new LogLines(context, visitor);
        foreach (var (name, value) in source)
            lines.FieldOfSource(System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(value));
        if (TextLines.Trim(body).StartsWith("["u8))
            return lines.Result(isMalformed: !TryReadList(TextLines.Trim(body), lines));
        foreach (var line in new TextLines(body))
        {
            if (lines.IsStopped)
                break;
            Read(line, lines);
        }
        return lines.Result();
    }

    private static bool TryReadList(ReadOnlySpan<byte> json, LogLines lines)
    {
        try
        {
            var reader = new Utf8JsonReader(json, PlainJson.Options);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && !lines.IsStopped)
                Read(OtlpJson.Capture(ref reader, json), lines);
            return lines.IsStopped || !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(ReadOnlySpan<byte> json, LogLines lines)
    {
        if (!lines.TryBegin())
            return;
        if (JsonLine.TryRead(json, lines))
            lines.End();
        else
            lines.Refuse();
    }
}
