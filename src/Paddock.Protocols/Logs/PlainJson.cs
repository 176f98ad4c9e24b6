using System.Text;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Logs;

/// <summary>Copies lists and objects as they were sent, but for secrets, and for what is behind the limits.</summary>
internal static class PlainJson
{
    /// <summary>Depth is no danger to whoever reads without recursion; what is deeper than <see cref="OtlpLimits.Depth"/> becomes "…".</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = OtlpLimits.BodyBytes };

    [ThreadStatic]
    private static CharBuffer? s_chars;

    /// <param name="json">Good JSON.</param>
    public static void Copy(ReadOnlySpan<byte> json, JsonBuffer target, CleanText clean, AttributeNames names)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        CopyValue(ref reader, target, clean, names, AttributeName.None, target.Length + OtlpLimits.ValueBytes, 1);
    }

    /// <summary>The text of a string or name as UTF-8.</summary>
    public static ReadOnlySpan<byte> TextOf(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        // The array is the string's own: other strings of the same line are still in use.
        return Encoding.UTF8.GetBytes(JsonStrings.Decode(ref reader, s_chars ??= new CharBuffer(1024)).ToArray());
    }

    private static void CopyValue(ref Utf8JsonReader reader, JsonBuffer target, CleanText clean, AttributeNames names, AttributeName name, int stop, int depth)
    {
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            if (name.IsSensitive || depth > OtlpLimits.Depth)
            {
                target.Write(name.IsSensitive ? "\"[Filtered]\""u8 : "\"…\""u8);
                reader.Skip();
                return;
            }
            CopyMembers(ref reader, target, clean, names, stop, depth);
            return;
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.String when name.IsSensitive && !reader.ValueSpan.IsEmpty:
                clean.Remember(TextOf(ref reader));
                target.Write("\"[Filtered]\""u8);
                break;
            case JsonTokenType.String:
                clean.WriteJson(target, TextOf(ref reader), Math.Max(0, stop - target.Length));
                break;
            case JsonTokenType.Number when name.IsSensitive && !name.IsAmount:
                target.Write("\"[Filtered]\""u8);
                break;
            case JsonTokenType.Number when reader.ValueSpan.Length is >= 13 and <= 19:
                // As long as a payment card's: the scrubber says.
                clean.WriteJson(target, reader.ValueSpan, OtlpLimits.WordBytes);
                break;
            case JsonTokenType.Number:
                target.Write(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, OtlpLimits.WordBytes)]);
                break;
            default:
                target.Write(reader.TokenType == JsonTokenType.True ? "true"u8 : reader.TokenType == JsonTokenType.False ? "false"u8 : "null"u8);
                break;
        }
    }

    private static void CopyMembers(ref Utf8JsonReader reader, JsonBuffer target, CleanText clean, AttributeNames names, int stop, int depth)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        target.Write(isObject ? (byte)'{' : (byte)'[');
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            var name = AttributeName.None;
            if (isObject)
            {
                name = names.Get(TextOf(ref reader));
                reader.Read();
            }
            if (target.Length >= stop)
            {
                reader.Skip();
                continue;
            }
            if (isObject)
            {
                clean.WriteJson(target, name.Key, OtlpLimits.KeyBytes);
                target.Write((byte)':');
            }
            CopyValue(ref reader, target, clean, names, name, stop, depth + 1);
            target.Write((byte)',');
        }
        target.Close(isObject ? '}' : ']');
    }
}
