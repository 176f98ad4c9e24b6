namespace Paddock.Protocols.Otlp;

/// <summary>Walks over the elements of an array or the members of a map, in either encoding.</summary>
internal ref struct ValueCursor
{
    private readonly OtlpEncoding _encoding;
    private ProtobufValueCursor _protobuf;
    private JsonValueCursor _json;

    public ValueCursor(in AnyValue container)
    {
        _encoding = container.Encoding;
        var isMap = container.Kind == AnyValueKind.Map;
        if (_encoding == OtlpEncoding.Protobuf)
            _protobuf = new ProtobufValueCursor(container.Content, isMap);
        else
            _json = new JsonValueCursor(container.Content, isMap);
    }

    public readonly bool IsMalformed => _encoding == OtlpEncoding.Protobuf ? _protobuf.IsMalformed : _json.IsMalformed;

    /// <param name="key">Empty for the elements of an array.</param>
    public bool TryRead(out ReadOnlySpan<byte> key, out AnyValue value) =>
        _encoding == OtlpEncoding.Protobuf ? _protobuf.TryRead(out key, out value) : _json.TryRead(out key, out value);
}
