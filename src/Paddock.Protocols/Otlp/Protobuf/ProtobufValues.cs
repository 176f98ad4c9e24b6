namespace Paddock.Protocols.Otlp;

/// <summary>AnyValue and KeyValue in protobuf.</summary>
internal static class ProtobufValues
{
    /// <summary>False when the message is malformed. Of a value that was given twice the last counts.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out AnyValue value)
    {
        value = default;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            switch (reader.Tag)
            {
                case 1 << 3 | Wire.Bytes: value = AnyValue.OfContent(AnyValueKind.String, reader.Bytes, OtlpEncoding.Protobuf); break;
                case 2 << 3 | Wire.Varint: value = AnyValue.OfScalar(AnyValueKind.Bool, reader.Value == 0 ? 0 : 1); break;
                case 3 << 3 | Wire.Varint: value = AnyValue.OfScalar(AnyValueKind.Int, unchecked((long)reader.Value)); break;
                case 4 << 3 | Wire.Fixed64: value = AnyValue.OfDouble(reader.Double); break;
                case 5 << 3 | Wire.Bytes: value = AnyValue.OfContent(AnyValueKind.Array, reader.Bytes, OtlpEncoding.Protobuf); break;
                case 6 << 3 | Wire.Bytes: value = AnyValue.OfContent(AnyValueKind.Map, reader.Bytes, OtlpEncoding.Protobuf); break;
                case 7 << 3 | Wire.Bytes: value = AnyValue.OfContent(AnyValueKind.Bytes, reader.Bytes, OtlpEncoding.Protobuf); break;
            }
        }
        return !reader.IsMalformed;
    }

    public static bool TryReadPair(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> key, out AnyValue value)
    {
        key = default;
        value = default;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Tag == (1 << 3 | Wire.Bytes))
                key = reader.Bytes;
            else if (reader.Tag == (2 << 3 | Wire.Bytes) && !TryRead(reader.Bytes, out value))
                return false;
        }
        return !reader.IsMalformed;
    }
}
