using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal static class JsonSpans
{
    private enum Field
    {
        Unknown,
        TraceId,
        SpanId,
        ParentSpanId,
        TraceState,
        Name,
        Kind,
        Start,
        End,
        Attributes,
        Dropped,
        Status,
        Flags,
        Events,
        Links,
    }

    /// <summary>Span; false when it is malformed.</summary>
    public static bool TryRead(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var field = FieldOf(ref reader);
            reader.Read();
            isGood &= TryReadField(ref reader, json, reading, field);
        }
        return isGood;
    }

    private static bool TryReadField(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, Field field)
    {
        var span = reading.Span;
        var isGood = true;
        ulong number;
        ReadOnlySpan<byte> text;
        Span<byte> id = stackalloc byte[TraceIds.SpanIdBytes];
        switch (field)
        {
            case Field.TraceId:
                isGood = OtlpJson.TryHex(ref reader, span.TraceIdBytes);
                break;
            case Field.SpanId:
                isGood = OtlpJson.TryHex(ref reader, id);
                span.SpanId = TraceIds.SpanId(id);
                break;
            case Field.ParentSpanId:
                isGood = OtlpJson.TryHex(ref reader, id);
                span.ParentSpanId = TraceIds.SpanId(id);
                break;
            case Field.TraceState:
                isGood = OtlpJson.TryText(ref reader, out text);
                span.SampleRate = TraceState.SampleRate(text);
                break;
            case Field.Name:
                isGood = OtlpJson.TryText(ref reader, out text);
                span.NameText = reading.Write(text, OtlpLimits.NameBytes);
                break;
            case Field.Kind:
                isGood = OtlpJson.TryInt32(ref reader, out var kind);
                span.Kind = SpanKinds.Of(kind);
                break;
            case Field.Start:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                span.Start = number;
                break;
            case Field.End:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                span.End = number;
                break;
            case Field.Attributes:
                isGood = JsonRequest.TryReadAttributes(ref reader, json, reading.Own, reading);
                break;
            case Field.Dropped:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                reading.Own.Dropped += unchecked((uint)number);
                break;
            case Field.Flags:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                span.Flags = unchecked((uint)number);
                break;
            case Field.Events:
                isGood = JsonSpanDetails.TryReadList(ref reader, json, reading.Events, JsonSpanDetails.TryReadEvent);
                break;
            case Field.Links:
                isGood = JsonSpanDetails.TryReadList(ref reader, json, reading.Links, JsonSpanDetails.TryReadLink);
                break;
            case Field.Status:
                isGood = TryReadStatus(ref reader, reading);
                break;
            default:
                reader.Skip();
                break;
        }
        return isGood;
    }

    private static bool TryReadStatus(scoped ref Utf8JsonReader reader, OtlpReading reading)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isMessage = OtlpJson.Is(ref reader, "message"u8);
            var isCode = !isMessage && OtlpJson.Is(ref reader, "code"u8);
            reader.Read();
            if (isMessage)
            {
                isGood &= OtlpJson.TryText(ref reader, out var text);
                reading.Span.StatusText = reading.Write(text, OtlpLimits.ValueBytes);
            }
            else if (isCode)
            {
                isGood &= OtlpJson.TryInt32(ref reader, out var code);
                reading.Span.Status = SpanKinds.StatusOf(code);
            }
            else
            {
                reader.Skip();
            }
        }
        return isGood;
    }

    private static Field FieldOf(scoped ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        _ when OtlpJson.Is(ref reader, "traceId"u8) => Field.TraceId,
        _ when OtlpJson.Is(ref reader, "spanId"u8) => Field.SpanId,
        _ when OtlpJson.Is(ref reader, "parentSpanId"u8) => Field.ParentSpanId,
        _ when OtlpJson.Is(ref reader, "traceState"u8) => Field.TraceState,
        _ when OtlpJson.Is(ref reader, "name"u8) => Field.Name,
        _ when OtlpJson.Is(ref reader, "kind"u8) => Field.Kind,
        _ when OtlpJson.Is(ref reader, "startTimeUnixNano"u8) => Field.Start,
        _ when OtlpJson.Is(ref reader, "endTimeUnixNano"u8) => Field.End,
        _ when OtlpJson.Is(ref reader, "attributes"u8) => Field.Attributes,
        _ when OtlpJson.Is(ref reader, "droppedAttributesCount"u8) => Field.Dropped,
        _ when OtlpJson.Is(ref reader, "status"u8) => Field.Status,
        _ when OtlpJson.Is(ref reader, "flags"u8) => Field.Flags,
        _ when OtlpJson.Is(ref reader, "events"u8) => Field.Events,
        _ when OtlpJson.Is(ref reader, "links"u8) => Field.Links,
        _ => Field.Unknown,
    };
}
