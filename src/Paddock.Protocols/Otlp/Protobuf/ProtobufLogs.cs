namespace Paddock.Protocols.Otlp;

internal static class ProtobufLogs
{
    /// <summary>LogRecord; false when it is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        var record = reading.Log;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Fixed64: record.Time = fields.Value; break;
                case 2 << 3 | Wire.Varint: record.SentSeverity = fields.Int32; break;
                case 3 << 3 | Wire.Bytes: record.SeverityText = reading.Write(fields.Bytes, OtlpLimits.WordBytes); break;
                case 5 << 3 | Wire.Bytes: isGood = TryReadBody(fields.Bytes, reading); break;
                case 6 << 3 | Wire.Bytes: isGood = ProtobufRequest.TryReadAttribute(fields.Bytes, reading.Own, reading); break;
                case 7 << 3 | Wire.Varint: reading.Own.Dropped += fields.UInt32; break;
                case 9 << 3 | Wire.Bytes: TraceIds.SetTraceId(record.TraceIdBytes, fields.Bytes); break;
                case 10 << 3 | Wire.Bytes: record.SpanId = TraceIds.SpanId(fields.Bytes); break;
                case 11 << 3 | Wire.Fixed64: record.Observed = fields.Value; break;
                case 12 << 3 | Wire.Bytes: record.EventNameText = reading.Write(fields.Bytes, OtlpLimits.NameBytes); break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadBody(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        if (!ProtobufValues.TryRead(message, out var body) || !reading.TryWrite(body, OtlpLimits.BodyTextBytes, out var text))
            return false;
        reading.Log.BodyText = text;
        return true;
    }
}
