using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>AnyValue and KeyValue in JSON. Called at the first token of the value, they leave the reader at its last.</summary>
internal static class JsonValues
{
    /// <param name="json">All that the reader reads.</param>
    public static bool TryRead(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out AnyValue value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            isGood &= TryReadMember(ref reader, json, out var member);
            if (member.Kind != AnyValueKind.Empty)
                value = member;
        }
        return isGood;
    }

    public static bool TryReadPair(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out ReadOnlySpan<byte> key, out AnyValue value)
    {
        key = default;
        value = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isKey = OtlpJson.Is(ref reader, "key"u8);
            var isValue = !isKey && OtlpJson.Is(ref reader, "value"u8);
            reader.Read();
            if (isKey)
                isGood &= OtlpJson.TryText(ref reader, out key);
            else if (isValue)
                isGood &= TryRead(ref reader, json, out value);
            else
                reader.Skip();
        }
        return isGood;
    }

    private static bool TryReadMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out AnyValue value)
    {
        value = default;
        var kind = KindOf(ref reader);
        reader.Read();
        if (kind == AnyValueKind.Empty || reader.TokenType == JsonTokenType.Null)
        {
            reader.Skip();
            return true;
        }
        var isGood = true;
        switch (kind)
        {
            case AnyValueKind.String:
                isGood = OtlpJson.TryText(ref reader, out var text);
                value = AnyValue.OfContent(kind, text, OtlpEncoding.Json);
                break;
            case AnyValueKind.Bool:
                isGood = OtlpJson.TryBool(ref reader, out var flag);
                value = AnyValue.OfScalar(kind, flag ? 1 : 0);
                break;
            case AnyValueKind.Int:
                isGood = OtlpJson.TryInt64(ref reader, out var number);
                value = AnyValue.OfScalar(kind, number);
                break;
            case AnyValueKind.Double:
                isGood = OtlpJson.TryDouble(ref reader, out var real);
                value = AnyValue.OfDouble(real);
                break;
            case AnyValueKind.Bytes:
                isGood = OtlpJson.TryBytes(ref reader, out var bytes);
                value = AnyValue.OfContent(kind, bytes, OtlpEncoding.Json);
                break;
            default:
                isGood = reader.TokenType == JsonTokenType.StartObject;
                value = AnyValue.OfContent(kind, OtlpJson.Capture(ref reader, json), OtlpEncoding.Json);
                break;
        }
        return isGood;
    }

    private static AnyValueKind KindOf(scoped ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        _ when OtlpJson.Is(ref reader, "stringValue"u8) => AnyValueKind.String,
        _ when OtlpJson.Is(ref reader, "intValue"u8) => AnyValueKind.Int,
        _ when OtlpJson.Is(ref reader, "boolValue"u8) => AnyValueKind.Bool,
        _ when OtlpJson.Is(ref reader, "doubleValue"u8) => AnyValueKind.Double,
        _ when OtlpJson.Is(ref reader, "arrayValue"u8) => AnyValueKind.Array,
        _ when OtlpJson.Is(ref reader, "kvlistValue"u8) => AnyValueKind.Map,
        _ when OtlpJson.Is(ref reader, "bytesValue"u8) => AnyValueKind.Bytes,
        _ => AnyValueKind.Empty,
    };
}
