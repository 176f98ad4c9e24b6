using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal static class JsonLogs
{
    private enum Field
    {
        Unknown,
        Time,
        Observed,
        SeverityNumber,
        SeverityText,
        Body,
        Attributes,
        Dropped,
        TraceId,
        SpanId,
        EventName,
    }

    /// <summary>LogRecord; false when it is malformed.</summary>
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
        var record = reading.Log;
        var isGood = true;
        ulong number;
        ReadOnlySpan<byte> text;
        Span<byte> spanId = stackalloc byte[TraceIds.SpanIdBytes];
        switch (field)
        {
            case Field.Time:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                record.Time = number;
                break;
            case Field.Observed:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                record.Observed = number;
                break;
            case Field.SeverityNumber:
                isGood = OtlpJson.TryInt32(ref reader, out var severity);
                record.SentSeverity = severity;
                break;
            case Field.SeverityText:
                isGood = OtlpJson.TryText(ref reader, out text);
                record.SeverityText = reading.Write(text, OtlpLimits.WordBytes);
                break;
            case Field.Body:
                isGood = JsonValues.TryRead(ref reader, json, out var body) & reading.TryWrite(body, OtlpLimits.BodyTextBytes, out var written);
                record.BodyText = written;
                break;
            case Field.Attributes:
                isGood = JsonRequest.TryReadAttributes(ref reader, json, reading.Own, reading);
                break;
            case Field.Dropped:
                isGood = OtlpJson.TryUInt64(ref reader, out number);
                reading.Own.Dropped += unchecked((uint)number);
                break;
            case Field.TraceId:
                isGood = OtlpJson.TryHex(ref reader, record.TraceIdBytes);
                break;
            case Field.SpanId:
                isGood = OtlpJson.TryHex(ref reader, spanId);
                record.SpanId = TraceIds.SpanId(spanId);
                break;
            case Field.EventName:
                isGood = OtlpJson.TryText(ref reader, out text);
                record.EventNameText = reading.Write(text, OtlpLimits.NameBytes);
                break;
            default:
                reader.Skip();
                break;
        }
        return isGood;
    }

    private static Field FieldOf(scoped ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        _ when OtlpJson.Is(ref reader, "timeUnixNano"u8) => Field.Time,
        _ when OtlpJson.Is(ref reader, "observedTimeUnixNano"u8) => Field.Observed,
        _ when OtlpJson.Is(ref reader, "severityNumber"u8) => Field.SeverityNumber,
        _ when OtlpJson.Is(ref reader, "severityText"u8) => Field.SeverityText,
        _ when OtlpJson.Is(ref reader, "body"u8) => Field.Body,
        _ when OtlpJson.Is(ref reader, "attributes"u8) => Field.Attributes,
        _ when OtlpJson.Is(ref reader, "droppedAttributesCount"u8) => Field.Dropped,
        _ when OtlpJson.Is(ref reader, "traceId"u8) => Field.TraceId,
        _ when OtlpJson.Is(ref reader, "spanId"u8) => Field.SpanId,
        _ when OtlpJson.Is(ref reader, "eventName"u8) => Field.EventName,
        _ => Field.Unknown,
    };
}
