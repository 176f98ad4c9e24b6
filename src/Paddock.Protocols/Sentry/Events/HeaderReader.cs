using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Headers and cookies in each of their forms: an object, a list of pairs, or one string.</summary>
internal static class HeaderReader
{
    private const int MostHeaders = 100;
    private const int LongestName = 128;
    private const int LongestValue = 4096;

    /// <summary>Writes <c>"headers":[["name","value"],…],</c>; a header that came several times has its values joined.</summary>
    public static void WriteHeaders(ref Utf8JsonReader reader, Reading reading)
    {
        var outer = reading.Path.Enter("headers");
        FieldReader.WriteName(reading, "headers"u8);
        reading.Output.Write((byte)'[');
        ForEachPair(ref reader, reading, static (ref Utf8JsonReader value, Reading context, string name) =>
        {
            context.Output.Write((byte)'[');
            context.Output.WriteString(name);
            context.Output.Write((byte)',');
            WriteHeaderValue(ref value, context, name);
            context.Output.Write("],"u8);
        });
        reading.Output.Close(']');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    /// <summary>Writes <c>"cookies":{"name":"[Filtered]",…},</c>.</summary>
    public static void WriteCookies(ref Utf8JsonReader reader, Reading reading)
    {
        var outer = reading.Path.Enter("cookies");
        FieldReader.WriteName(reading, "cookies"u8);
        reading.Output.Write((byte)'{');
        if (reader.TokenType == JsonTokenType.String)
        {
            reading.Remember(ref reader);
            foreach (var cookie in reading.Decode(ref reader).ToString().Split(';', MostHeaders, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                WriteCookie(reading, cookie.Contains('=') ? cookie[..cookie.IndexOf('=')] : "");
        }
        else
        {
            ForEachPair(ref reader, reading, static (ref Utf8JsonReader value, Reading context, string name) =>
            {
                ValueCopier.Forget(ref value, context);
                WriteCookie(context, name);
            });
        }
        reading.Output.Close('}');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    private static void WriteCookie(Reading reading, string name)
    {
        reading.WriteName(reading.Clean(name, TextKind.Prose, LongestName, out _));
        reading.WriteFiltered();
        reading.Output.Write((byte)',');
    }

    private static void WriteHeaderValue(ref Utf8JsonReader reader, Reading reading, string name)
    {
        if (SensitiveNames.IsSensitive(name))
        {
            ValueCopier.Filter(ref reader, reading);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            var values = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (values.Count == MostHeaders)
                    reader.Skip();
                else if (reading.Text(ref reader, TextKind.Data, LongestValue) is { } value)
                    values.Add(value);
            }
            reading.Output.WriteString(reading.Clean(string.Join(", ", values), TextKind.Prose, LongestValue, out _));
        }
        else if (reading.TryText(ref reader, TextKind.Data, LongestValue, out var text))
        {
            reading.Output.WriteString(text);
        }
        else
        {
            reading.Output.WriteString("");
        }
    }

    private delegate void PairAction(ref Utf8JsonReader value, Reading reading, string name);

    private static void ForEachPair(ref Utf8JsonReader reader, Reading reading, PairAction action)
    {
        var count = 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reading.Name(ref reader).ToString();
                    reader.Read();
                    Apply(ref reader, reading, name, action, ref count);
                }
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType != JsonTokenType.StartArray)
                    {
                        reading.Invalid(ref reader);
                        continue;
                    }
                    if (!Lists.TryEnterPair(ref reader, reading, out var name))
                        continue;
                    Apply(ref reader, reading, name, action, ref count);
                    Lists.LeaveArray(ref reader);
                }
                break;
            default:
                reading.Invalid(ref reader);
                break;
        }
    }

    private static void Apply(ref Utf8JsonReader reader, Reading reading, string name, PairAction action, ref int count)
    {
        if (count++ >= MostHeaders)
        {
            reading.Remarks.Trimmed(reading.Path);
            reader.Skip();
            return;
        }
        var outer = reading.Path.Enter(name);
        action(ref reader, reading, name);
        reading.Path.Leave(outer);
    }
}
