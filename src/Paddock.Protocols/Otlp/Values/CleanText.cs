using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Otlp;

/// <summary>Writes text from outside: cut at a whole character, without secrets, valid UTF-8 without NUL. One thread's.</summary>
internal sealed class CleanText
{
    // Nothing shorter holds a secret (TextScrubber), so it need not even be decoded.
    private const int ShortText = 7;

    private readonly CharBuffer _chars = new(1024);
    private readonly TextScrubber _scrubber = new();

    /// <summary>What was removed from the record that is read.</summary>
    public Echoes Echoes => _scrubber.Echoes;

    public Slice Write(JsonBuffer target, ReadOnlySpan<byte> utf8, int mostBytes)
    {
        var start = target.Length;
        if (utf8.Length < ShortText && Ascii.IsValid(utf8) && !utf8.Contains((byte)0))
        {
            target.Write(utf8);
            return target.Since(start);
        }
        var clean = Clean(utf8, mostBytes, out var kept, out var isVerbatim);
        if (isVerbatim)
        {
            target.Write(utf8[..kept]);
        }
        else
        {
            target.WriteText(clean);
            // U+FFFD and "[Filtered]" take more room than what they stand for.
            target.Truncate(start + CutLength(target.Span(target.Since(start)), mostBytes));
        }
        return target.Since(start);
    }

    /// <summary>The same as a JSON string.</summary>
    public void WriteJson(JsonBuffer target, ReadOnlySpan<byte> utf8, int mostBytes) => target.WriteString(Clean(utf8, mostBytes, out _, out _));

    /// <summary>Remembers a text as removed, so that its other appearances in the record go as well.</summary>
    public void Remember(ReadOnlySpan<byte> removed)
    {
        const int longest = 1024;
        Echoes.Remember(Decode(removed[..Math.Min(removed.Length, longest)], out _));
    }

    /// <summary>Takes what was removed elsewhere in the record out of this text, too.</summary>
    public Slice RemoveEchoes(JsonBuffer buffer, Slice text)
    {
        if (!Echoes.OccurIn(buffer.Span(text)))
            return text;
        var clean = Echoes.Replace(Encoding.UTF8.GetString(buffer.Span(text)));
        var start = buffer.Length;
        buffer.WriteText(clean);
        return buffer.Since(start);
    }

    /// <summary>How much of a text can stay without splitting a character.</summary>
    public static int CutLength(ReadOnlySpan<byte> utf8, int mostBytes)
    {
        if (utf8.Length <= mostBytes)
            return utf8.Length;
        var length = mostBytes;
        // A character has at most three continuation bytes; where there are more it is no UTF-8 anyway.
        while (length > mostBytes - 4 && length > 0 && (utf8[length] & 0xC0) == 0x80)
            length--;
        return length;
    }

    private ReadOnlySpan<char> Clean(ReadOnlySpan<byte> utf8, int mostBytes, out int kept, out bool isVerbatim)
    {
        kept = CutLength(utf8, mostBytes);
        var text = Decode(utf8[..kept], out isVerbatim);
        var clean = _scrubber.Scrub(text, TextKind.Prose, out var scrubbed);
        isVerbatim &= !scrubbed;
        return clean;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8, out bool isVerbatim)
    {
        _chars.Clear();
        var free = _chars.Free(utf8.Length);
        isVerbatim = Utf8.ToUtf16(utf8, free, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        if (!isVerbatim)
            Utf8.ToUtf16(utf8, free, out _, out written);
        _chars.Advance(written);
        var text = _chars.Writable;
        if (text.Contains('\0'))
        {
            text.Replace('\0', '\uFFFD');
            isVerbatim = false;
        }
        return text;
    }
}
