namespace Paddock.Protocols.Json;

/// <summary>Characters that grow; kept by its owner from use to use.</summary>
internal sealed class CharBuffer(int capacity)
{
    // What one giant event leaves behind must not stay with the thread for ever.
    private const int LargestKept = 256 * 1024;

    private char[] _chars = new char[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public Span<char> Writable => _chars.AsSpan(0, Length);

    public ReadOnlySpan<char> this[Slice slice] => _chars.AsSpan(slice.Start, slice.Length);

    public void Clear()
    {
        Length = 0;
        if (_chars.Length > LargestKept)
            _chars = new char[capacity];
    }

    public Slice Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Free(text.Length));
        return Advance(text.Length);
    }

    public void Append(char character)
    {
        Free(1)[0] = character;
        Length++;
    }

    /// <summary>Room for <paramref name="count"/> characters behind the text, to be followed by <see cref="Advance"/>.</summary>
    public Span<char> Free(int count)
    {
        if (_chars.Length - Length < count)
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + count));
        return _chars.AsSpan(Length);
    }

    public Slice Advance(int count)
    {
        var slice = new Slice(Length, count);
        Length += count;
        return slice;
    }

    public void Truncate(int length) => Length = length;
}

/// <summary>A part of a buffer that may still grow (and move).</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}
