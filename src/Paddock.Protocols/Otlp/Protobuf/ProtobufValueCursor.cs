namespace Paddock.Protocols.Otlp;

/// <summary>The elements of an ArrayValue, or the pairs of a KeyValueList.</summary>
internal ref struct ProtobufValueCursor(ReadOnlySpan<byte> container, bool isMap)
{
    private ProtobufReader _reader = new(container);

    public bool IsMalformed { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> key, out AnyValue value)
    {
        key = default;
        value = default;
        while (_reader.TryRead())
        {
            if (_reader.Tag != (1 << 3 | Wire.Bytes))
                continue;
            IsMalformed = isMap ? !ProtobufValues.TryReadPair(_reader.Bytes, out key, out value) : !ProtobufValues.TryRead(_reader.Bytes, out value);
            return !IsMalformed;
        }
        IsMalformed = _reader.IsMalformed;
        return false;
    }
}
