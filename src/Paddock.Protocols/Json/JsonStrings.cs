using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Paddock.Protocols.Json;

/// <summary>
/// Decodes a string or property name as clients really send them: what is not UTF-8, a lone surrogate and U+0000 become U+FFFD,
/// where Utf8JsonReader.GetString would throw.
/// </summary>
internal static class JsonStrings
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces the buffer's content by the current token's text.</summary>
    public static ReadOnlySpan<char> Decode(scoped ref Utf8JsonReader reader, CharBuffer buffer) => Decode(ref reader, buffer, out _);

    /// <param name="verbatim">The token's own bytes can stand for the text.</param>
    public static ReadOnlySpan<char> Decode(scoped ref Utf8JsonReader reader, CharBuffer buffer, out bool verbatim)
    {
        buffer.Clear();
        var token = reader.ValueSpan;
        verbatim = !reader.ValueIsEscaped && TryAppendUtf8(token, buffer);
        if (!verbatim)
            AppendEscaped(token, buffer);
        return buffer.Span;
    }

    /// <summary>As Utf8JsonReader.ValueTextEquals, which throws on a lone surrogate.</summary>
    public static bool Is(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> ascii)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan.SequenceEqual(ascii);
        const int longestEscape = 6;
        return reader.ValueSpan.Length <= ascii.Length * longestEscape
            && Ascii.Equals(ascii, Decode(ref reader, new CharBuffer(reader.ValueSpan.Length)));
    }

    private static bool TryAppendUtf8(ReadOnlySpan<byte> utf8, CharBuffer buffer)
    {
        if (Utf8.ToUtf16(utf8, buffer.Free(utf8.Length), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            return false;
        buffer.Advance(written);
        return true;
    }

    private static void AppendEscaped(ReadOnlySpan<byte> token, CharBuffer buffer)
    {
        while (true)
        {
            var plain = token.IndexOf((byte)'\\');
            if (plain < 0)
            {
                AppendUtf8(token, buffer);
                return;
            }
            AppendUtf8(token[..plain], buffer);
            token = token[plain..];
            if (token[1] == (byte)'u')
            {
                token = token[AppendUnicodeEscape(token, buffer)..];
                continue;
            }
            buffer.Append(token[1] switch
            {
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                var itself => (char)itself,
            });
            token = token[2..];
        }
    }

    // The reader has checked that four hex digits follow.
    private static int AppendUnicodeEscape(ReadOnlySpan<byte> token, CharBuffer buffer)
    {
        const int escapeLength = 6;
        var first = CodeUnit(token);
        if (!char.IsSurrogate(first))
        {
            buffer.Append(first == '\0' ? Replacement : first);
            return escapeLength;
        }
        if (char.IsHighSurrogate(first) && token.Length >= 2 * escapeLength && token[escapeLength..].StartsWith("\\u"u8))
        {
            var second = CodeUnit(token[escapeLength..]);
            if (char.IsLowSurrogate(second))
            {
                buffer.Append(first);
                buffer.Append(second);
                return 2 * escapeLength;
            }
        }
        buffer.Append(Replacement);
        return escapeLength;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void AppendUtf8(ReadOnlySpan<byte> utf8, CharBuffer buffer)
    {
        if (utf8.IsEmpty)
            return;
        Utf8.ToUtf16(utf8, buffer.Free(utf8.Length), out _, out var written);
        buffer.Advance(written);
    }
}
