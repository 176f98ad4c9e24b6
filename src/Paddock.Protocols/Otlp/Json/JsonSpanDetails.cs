using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>Events and links of a span.</summary>
internal static class JsonSpanDetails
{
    public delegate bool DetailReader(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails details);

    public static bool TryReadList(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails details, DetailReader read)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartArray)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                isGood &= OtlpJson.Refuse(ref reader);
            else if (details.TryBegin())
                isGood &= read(ref reader, json, details);
            else
                reader.Skip();
        }
        return isGood;
    }

    public static bool TryReadEvent(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails events)
    {
        var attributes = reader;
        ReadOnlySpan<byte> name = default;
        var time = 0UL;
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isTime = OtlpJson.Is(ref reader, "timeUnixNano"u8);
            var isName = OtlpJson.Is(ref reader, "name"u8);
            reader.Read();
            if (isTime)
                isGood &= OtlpJson.TryUInt64(ref reader, out time);
            else if (isName)
                isGood &= OtlpJson.TryText(ref reader, out name);
            else
                reader.Skip();
        }
        events.WriteEvent(time, name);
        return TryReadAttributes(attributes, json, events) && isGood;
    }

    public static bool TryReadLink(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails links)
    {
        var attributes = reader;
        Span<byte> traceId = stackalloc byte[TraceIds.TraceIdBytes];
        Span<byte> spanId = stackalloc byte[TraceIds.SpanIdBytes];
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isTrace = OtlpJson.Is(ref reader, "traceId"u8);
            var isSpan = OtlpJson.Is(ref reader, "spanId"u8);
            reader.Read();
            if (isTrace)
                isGood &= OtlpJson.TryHex(ref reader, traceId);
            else if (isSpan)
                isGood &= OtlpJson.TryHex(ref reader, spanId);
            else
                reader.Skip();
        }
        links.WriteLink(traceId, TraceIds.SpanId(spanId));
        return TryReadAttributes(attributes, json, links) && isGood;
    }

    // A second look at the object: its members may come in any order.
    private static bool TryReadAttributes(Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails details)
    {
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isAttributes = OtlpJson.Is(ref reader, "attributes"u8);
            reader.Read();
            if (isAttributes && reader.TokenType == JsonTokenType.StartArray)
            {
                isGood &= TryReadPairs(ref reader, json, details);
                continue;
            }
            isGood &= !isAttributes || reader.TokenType == JsonTokenType.Null;
            reader.Skip();
        }
        details.End();
        return isGood;
    }

    private static bool TryReadPairs(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, SpanDetails details)
    {
        var isGood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            isGood &= JsonValues.TryReadPair(ref reader, json, out var key, out var value) && details.TryAdd(key, value);
        return isGood;
    }
}
