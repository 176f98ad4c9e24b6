namespace Paddock.Protocols.SourceMaps;

/// <summary>
/// The <c>mappings</c> of a source map: lines between semicolons, segments between commas, and in each 1, 4 or 5 numbers in digits of five bits (VLQ),
/// every one of them the difference to the one before.
/// </summary>
internal ref struct MappingReader(ReadOnlySpan<byte> text)
{
    private const int BitsOfDigit = 5;
    private const int MostBits = 32;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private long _line, _column, _source, _sourceLine, _sourceColumn, _name;

    /// <summary>What was read is no mapping: nothing after it can be understood.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>False at the end, and when <see cref="IsBroken"/>.</summary>
    public bool TryRead(out Mapping mapping)
    {
        mapping = default;
        while (_at < _text.Length && _text[_at] is (byte)',' or (byte)';')
        {
            if (_text[_at++] == (byte)';')
                (_line, _column) = (_line + 1, 0);
        }
        if (_at == _text.Length)
            return false;
        IsBroken = !TryReadSegment(out mapping);
        return !IsBroken;
    }

    private bool TryReadSegment(out Mapping mapping)
    {
        mapping = default;
        if (!TryAdd(ref _column))
            return false;
        mapping = new Mapping((int)_line, (int)_column, -1, -1, -1, -1);
        if (IsAtEnd)
            return true;
        if (!TryAdd(ref _source) || !TryAdd(ref _sourceLine) || !TryAdd(ref _sourceColumn))
            return false;
        mapping = mapping with { Source = (int)_source, SourceLine = (int)_sourceLine, SourceColumn = (int)_sourceColumn };
        if (IsAtEnd)
            return true;
        if (!TryAdd(ref _name) || !IsAtEnd)
            return false;
        mapping = mapping with { Name = (int)_name };
        return true;
    }

    private readonly bool IsAtEnd => _at == _text.Length || _text[_at] is (byte)',' or (byte)';';

    private bool TryAdd(ref long value)
    {
        long number = 0;
        for (var shift = 0; shift <= MostBits && _at < _text.Length; shift += BitsOfDigit)
        {
            var digit = Digit(_text[_at++]);
            if (digit < 0)
                return false;
            number |= (long)(digit & 0x1F) << shift;
            if ((digit & 0x20) != 0)
                continue;
            value += (number & 1) == 0 ? number >> 1 : -(number >> 1);
            return value is >= 0 and < int.MaxValue;
        }
        return false;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'A' and <= (byte)'Z' => character - 'A',
        >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
