using System.Buffers.Text;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Reads and writes single members of known objects.</summary>
internal static class FieldReader
{
    /// <summary>Writes <c>"name":text,</c> unless the value is null or no text; gives what was written, usable until the next is read.</summary>
    public static ReadOnlySpan<char> WriteText(scoped ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name, TextKind kind, int mostCharacters)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        var outer = EnterAscii(reading, name);
        var text = default(ReadOnlySpan<char>);
        if (reader.TokenType == JsonTokenType.String)
        {
            WriteName(reading, name);
            text = reading.WriteText(ref reader, kind, mostCharacters);
            reading.Output.Write((byte)',');
        }
        else if (reading.TryText(ref reader, kind, mostCharacters, out text))
        {
            WriteName(reading, name);
            reading.Output.WriteString(text);
            reading.Output.Write((byte)',');
        }
        reading.Path.Leave(outer);
        return text;
    }

    /// <summary>Writes <c>"name":number,</c> for a whole number, also one between quotes.</summary>
    public static long? WriteInteger(ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out long number, out var consumed) && consumed == reader.ValueSpan.Length)
        {
            WriteName(reading, name);
            reading.Output.Write(reader.ValueSpan.TrimStart((byte)'+').Length == 0 ? "0"u8 : Canonical(reader.ValueSpan, number));
            reading.Output.Write((byte)',');
            return number;
        }
        var outer = EnterAscii(reading, name);
        reading.Invalid(ref reader);
        reading.Path.Leave(outer);
        return null;
    }

    public static bool? ReadBoolean(ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.TokenType == JsonTokenType.True;
        var outer = EnterAscii(reading, name);
        reading.Invalid(ref reader);
        reading.Path.Leave(outer);
        return null;
    }

    public static void WriteBoolean(ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name)
    {
        if (ReadBoolean(ref reader, reading, name) is not { } value)
            return;
        WriteName(reading, name);
        reading.Output.Write(value ? "true,"u8 : "false,"u8);
    }

    /// <summary>Writes <c>"name":value,</c>, any value, by the rules; a null is left out.</summary>
    public static void WriteValue(ref Utf8JsonReader reader, Reading reading, scoped ReadOnlySpan<char> name, in CopyRules rules)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        var outer = reading.Path.Enter(name);
        reading.WriteName(name);
        if (rules.ByName && SensitiveNames.IsSensitive(name) && ValueCopier.HoldsSomething(ref reader, name))
        {
            ValueCopier.Filter(ref reader, reading);
        }
        else
        {
            ValueCopier.Copy(ref reader, reading, rules);
        }
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    /// <summary>Writes the member at hand (the reader is at its name) by the rules.</summary>
    public static void WriteOther(ref Utf8JsonReader reader, Reading reading, scoped ReadOnlySpan<char> name, in CopyRules rules)
    {
        // The name must outlive the tokens behind it.
        Span<char> kept = stackalloc char[64];
        if (name.Length > kept.Length)
        {
            reading.Remarks.Trimmed(reading.Path);
            reader.Skip();
            return;
        }
        name.CopyTo(kept);
        reader.Read();
        WriteValue(ref reader, reading, kept[..name.Length], rules);
    }

    /// <summary>Moves to the value of a member of the object at hand; false when it has none of that name. Works on a copy of the reader.</summary>
    public static bool TryFind(ref Utf8JsonReader ahead, ReadOnlySpan<byte> name)
    {
        if (ahead.TokenType != JsonTokenType.StartObject)
            return false;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = JsonStrings.Is(ref ahead, name);
            ahead.Read();
            if (found)
                return true;
            ahead.Skip();
        }
        return false;
    }

    public static void WriteName(Reading reading, ReadOnlySpan<byte> name)
    {
        reading.Output.WriteQuoted(name);
        reading.Output.Write((byte)':');
    }

    public static int EnterAscii(Reading reading, ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[64];
        var length = System.Text.Encoding.ASCII.GetChars(name, characters);
        return reading.Path.Enter(characters[..length]);
    }

    // Numbers of JSON are written as they came, those between quotes may have leading zeros or a plus.
    private static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> token, long number) =>
        token is [>= (byte)'1' and <= (byte)'9', ..] ? token : System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
