using System.Buffers.Text;
using System.Text.Json;
using Paddock.Protocols.Gelf;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Logs;

/// <summary>Puts the members of one JSON object into the current line: those of nested objects under names with dots, lists as JSON.</summary>
internal static class JsonLine
{
    private const int DeepestName = 5;

    /// <summary>False: not one JSON object; then the line has to be begun again, or refused.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, LogLines line, JsonNames names = JsonNames.AsTheyAre)
    {
        try
        {
            var reader = new Utf8JsonReader(json, PlainJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            ReadMembers(ref reader, json, line, names, [], DeepestName);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text of a line whose protocol has no fields: most loggers write objects there. One with a message is read as fields; any other text is the message.</summary>
    public static void ReadText(LogLines line, ReadOnlySpan<byte> text)
    {
        var isObject = text.StartsWith("{"u8) && text.EndsWith("}"u8);
        if (isObject && TryRead(text, line) && line.HasMessage)
            return;
        if (isObject)
            line.Restart();
        line.SetMessage(text);
    }

    private static void ReadMembers(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, LogLines line, JsonNames names, scoped ReadOnlySpan<byte> prefix, int depth)
    {
        Span<byte> path = stackalloc byte[2 * OtlpLimits.KeyBytes];
        prefix.CopyTo(path);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = PlainJson.TextOf(ref reader);
            if (prefix.IsEmpty)
                name = Meant(name, names);
            name = name[..Math.Min(name.Length, path.Length - prefix.Length - 1)];
            name.CopyTo(path[prefix.Length..]);
            scoped ReadOnlySpan<byte> full = path[..(prefix.Length + name.Length)];
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && depth > 0 && full.Length < OtlpLimits.KeyBytes)
            {
                path[full.Length] = (byte)'.';
                ReadMembers(ref reader, json, line, JsonNames.AsTheyAre, path[..(full.Length + 1)], depth - 1);
            }
            else if (!full.IsEmpty)
            {
                ReadValue(ref reader, json, line, full);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadValue(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, LogLines line, scoped ReadOnlySpan<byte> name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                line.Field(name, PlainJson.TextOf(ref reader));
                break;
            case JsonTokenType.Number when Utf8Parser.TryParse(reader.ValueSpan, out long whole, out var read) && read == reader.ValueSpan.Length:
                line.Field(name, AnyValue.OfScalar(AnyValueKind.Int, whole));
                break;
            case JsonTokenType.Number when Utf8Parser.TryParse(reader.ValueSpan, out double number, out var read) && read == reader.ValueSpan.Length:
                line.Field(name, AnyValue.OfDouble(number));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                line.Field(name, AnyValue.OfScalar(AnyValueKind.Bool, reader.TokenType == JsonTokenType.True ? 1 : 0));
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                line.JsonField(name, OtlpJson.Capture(ref reader, json));
                break;
        }
    }

    private static ReadOnlySpan<byte> Meant(ReadOnlySpan<byte> name, JsonNames names) => names switch
    {
        // By which project it is: the listener has read it.
        JsonNames.Gelf when name.SequenceEqual(GelfReader.KeyName) || name.SequenceEqual("version"u8) => default,
        JsonNames.Gelf when name.StartsWith("_"u8) => name[1..],
        JsonNames.Clef when name.StartsWith("@@"u8) => name[1..],
        _ => name,
    };
}

/// <summary>Which names of a protocol stand for others.</summary>
internal enum JsonNames
{
    AsTheyAre,

    /// <summary>A field of one's own begins with an underscore.</summary>
    Gelf,

    /// <summary>A property whose name begins with @ has two of them.</summary>
    Clef,
}
