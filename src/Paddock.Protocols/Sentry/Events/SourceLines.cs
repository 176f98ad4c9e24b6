using System.Text;
using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>The source around a frame's line. A private key in it spans lines, so what one line began is remembered for the next.</summary>
internal struct SourceLines
{
    private bool _insideKey;

    public ReadOnlySpan<char> WriteMember(scoped ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name, int mostCharacters)
    {
        if (reader.TokenType != JsonTokenType.String)
            return FieldReader.WriteText(ref reader, reading, name, TextKind.Code, mostCharacters);
        var outer = FieldReader.EnterAscii(reading, name);
        FieldReader.WriteName(reading, name);
        var line = WriteLine(ref reader, reading, mostCharacters);
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
        return line;
    }

    /// <summary>As for lines that the client sends, for one that a source map holds.</summary>
    public ReadOnlySpan<char> WriteMember(Reading reading, ReadOnlySpan<byte> name, string line, int mostCharacters)
    {
        var outer = FieldReader.EnterAscii(reading, name);
        FieldReader.WriteName(reading, name);
        var written = WriteLine(reading, line, mostCharacters);
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
        return written;
    }

    /// <param name="first">Of the lines of the place's source, from 1.</param>
    /// <param name="last">Lines behind the end are left out.</param>
    public void WriteList(Reading reading, ReadOnlySpan<byte> name, in SourcePlace place, int first, int last, int mostCharacters)
    {
        var outer = FieldReader.EnterAscii(reading, name);
        FieldReader.WriteName(reading, name);
        reading.Output.Write((byte)'[');
        for (var number = first; number <= last && place.SourceLine(number) is { } line; number++)
        {
            WriteLine(reading, line, mostCharacters);
            reading.Output.Write((byte)',');
        }
        reading.Output.Close(']');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    public void WriteList(ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name, int mostLines, int mostCharacters)
    {
        var outer = FieldReader.EnterAscii(reading, name);
        if (reader.TokenType == JsonTokenType.StartArray)
            WriteLines(ref reader, reading, name, mostLines, mostCharacters);
        else
            reading.Invalid(ref reader);
        reading.Path.Leave(outer);
    }

    private void WriteLines(ref Utf8JsonReader reader, Reading reading, ReadOnlySpan<byte> name, int mostLines, int mostCharacters)
    {
        FieldReader.WriteName(reading, name);
        reading.Output.Write((byte)'[');
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index < mostLines && reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
            {
                if (reader.TokenType == JsonTokenType.Null)
                    reading.Output.WriteString("");
                else
                    WriteLine(ref reader, reading, mostCharacters);
                reading.Output.Write((byte)',');
            }
            else
            {
                reading.Remarks.Trimmed(reading.Path);
                reader.Skip();
            }
        }
        reading.Output.Close(']');
        reading.Output.Write((byte)',');
    }

    private ReadOnlySpan<char> WriteLine(scoped ref Utf8JsonReader reader, Reading reading, int mostCharacters)
    {
        if (!Hides(reader.ValueSpan))
            return reading.WriteText(ref reader, TextKind.Code, mostCharacters);
        reading.WriteFiltered();
        return TextScrubber.Filtered;
    }

    private ReadOnlySpan<char> WriteLine(Reading reading, string line, int mostCharacters)
    {
        if (Hides(Encoding.UTF8.GetBytes(line)))
        {
            reading.WriteFiltered();
            return TextScrubber.Filtered;
        }
        var clean = reading.Clean(line, TextKind.Code, mostCharacters, out _);
        reading.Output.WriteString(clean);
        return clean;
    }

    private bool Hides(ReadOnlySpan<byte> line)
    {
        var hasMark = line.IndexOf("-----"u8) >= 0;
        var begins = hasMark && line.IndexOf("-----BEGIN"u8) >= 0 && line.IndexOf("PRIVATE KEY-----"u8) >= 0;
        var ends = hasMark && line.IndexOf("-----END"u8) >= 0;
        var hidden = _insideKey;
        _insideKey = (begins || _insideKey) && !ends;
        return hidden || LooksLikeKey(line);
    }

    private static bool LooksLikeKey(ReadOnlySpan<byte> line)
    {
        const int longest = 256;
        if (line.Length is < 60 or > longest || line.TrimStart((byte)' ').Contains((byte)' '))
            return false;
        Span<char> characters = stackalloc char[longest];
        Encoding.Latin1.GetChars(line, characters);
        return SecretShapes.IsKeyMaterial(characters[..line.Length]);
    }
}
