namespace Paddock.Protocols.Logs;

/// <summary>The lines of a text that are not empty, without what surrounds them: <c>foreach (var line in new TextLines(text))</c>.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)'\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            Current = Trim(line);
            if (!Current.IsEmpty)
                return true;
        }
        return false;
    }

    /// <summary>Without blanks, ends of lines and a byte order mark.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => (text.StartsWith("\uFEFF"u8) ? text[3..] : text).Trim(" \t\r\n"u8);
}
