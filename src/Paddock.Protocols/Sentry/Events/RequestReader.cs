using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>The HTTP request: headers become pairs, cookies keep their names only, the query string loses its secrets.</summary>
internal static class RequestReader
{
    private const int LongestUrl = 2048;
    private const int LongestMethod = 32;
    private const int LongestQuery = 4096;

    /// <summary>Writes the object <c>{"url","method","query","headers":[["name","value"]…],"cookies":{…},"env","data"}</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        reading.Output.Write((byte)'{');
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, reading, target);
        }
        else
        {
            reading.Invalid(ref reader);
        }
        reading.Output.Close('}');
    }

    private static void ReadMember(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        var name = reading.Name(ref reader);
        switch (name)
        {
            case "url":
                reader.Read();
                target.RequestUrl = Kept(FieldReader.WriteText(ref reader, reading, "url"u8, TextKind.Prose, LongestUrl));
                break;
            case "method":
                reader.Read();
                target.RequestMethod = Kept(FieldReader.WriteText(ref reader, reading, "method"u8, TextKind.Prose, LongestMethod));
                break;
            case "query_string":
                reader.Read();
                WriteQuery(ref reader, reading);
                break;
            case "headers":
                reader.Read();
                HeaderReader.WriteHeaders(ref reader, reading);
                break;
            case "cookies":
                reader.Read();
                HeaderReader.WriteCookies(ref reader, reading);
                break;
            case "env":
                reader.Read();
                FieldReader.WriteValue(ref reader, reading, "env", CopyRules.Environment);
                break;
            case "data":
                reader.Read();
                FieldReader.WriteValue(ref reader, reading, "data", CopyRules.RequestData);
                break;
            default:
                FieldReader.WriteOther(ref reader, reading, name, CopyRules.Environment);
                break;
        }
    }

    private static void WriteQuery(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            FieldReader.WriteValue(ref reader, reading, "query", CopyRules.Environment);
            return;
        }
        // Scrubbed as the end of a URL, so that the first parameter counts as one too.
        var outer = reading.Path.Enter("query");
        var query = reading.Decode(ref reader);
        var asUrl = string.Concat(query.StartsWith('?') ? "" : "?", query);
        reading.WriteName("query");
        reading.Output.WriteString(reading.Clean(asUrl, TextKind.Prose, LongestQuery, out _).TrimStart('?'));
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    private static string? Kept(ReadOnlySpan<char> text) => text.IsWhiteSpace() ? null : text.ToString();
}
