using System.Buffers;
using System.Text.Unicode;

namespace Paddock.Protocols.Json;

/// <summary>UTF-8 JSON that grows in pooled memory. Writes values as they are; commas are the writer's business.</summary>
internal sealed class JsonBuffer(int capacity) : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + new string([.. Enumerable.Range(0, 0x20).Select(code => (char)code)]));

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory(Slice slice) => _bytes.AsMemory(slice.Start, slice.Length);

    public ReadOnlySpan<byte> Span(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);

    public Slice Since(int start) => new(start, Length - start);

    public void Write(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    public void Write(ReadOnlySpan<byte> utf8)
    {
        if (_bytes.Length - Length < utf8.Length)
            Grow(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
    }

    /// <summary>Writes again what was written before.</summary>
    public void Copy(Slice slice)
    {
        if (_bytes.Length - Length < slice.Length)
            Grow(slice.Length);
        _bytes.AsSpan(slice.Start, slice.Length).CopyTo(_bytes.AsSpan(Length));
        Length += slice.Length;
    }

    /// <summary>Writes text that is JSON already, between quotes.</summary>
    public void WriteQuoted(ReadOnlySpan<byte> escaped)
    {
        Write((byte)'"');
        Write(escaped);
        Write((byte)'"');
    }

    /// <summary>Writes a JSON string; a lone surrogate becomes U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> text)
    {
        Write((byte)'"');
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                WriteText(text);
                break;
            }
            WriteText(text[..plain]);
            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }
        Write((byte)'"');
    }

    /// <summary>Ends an array or object whose elements were each followed by a comma.</summary>
    public void Close(char bracket)
    {
        if (_bytes[Length - 1] == (byte)',')
            Length--;
        Write((byte)bracket);
    }

    public void Truncate(int length) => Length = length;

    /// <summary>Takes out what lies between, moving the rest down.</summary>
    public void Remove(int start, int end)
    {
        _bytes.AsSpan(end, Length - end).CopyTo(_bytes.AsSpan(start));
        Length -= end - start;
    }

    public void Dispose()
    {
        if (_bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    /// <summary>Writes text as it is, without quotes or escapes; a lone surrogate becomes U+FFFD.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        var most = text.Length * 3;
        if (_bytes.Length - Length < most)
            Grow(most);
        Utf8.FromUtf16(text, _bytes.AsSpan(Length), out _, out var written);
        Length += written;
    }

    private void WriteEscape(char character)
    {
        ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
        switch (character)
        {
            case '"': Write("\\\""u8); break;
            case '\\': Write("\\\\"u8); break;
            case '\n': Write("\\n"u8); break;
            case '\r': Write("\\r"u8); break;
            case '\t': Write("\\t"u8); break;
            default:
                Write("\\u00"u8);
                Write(hex[character >> 4]);
                Write(hex[character & 0xf]);
                break;
        }
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + more));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
