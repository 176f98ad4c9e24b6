namespace Paddock.Protocols.Otlp;

internal static class ProtobufSpans
{
    /// <summary>Span; false when it is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        var span = reading.Span;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Bytes: TraceIds.SetTraceId(span.TraceIdBytes, fields.Bytes); break;
                case 2 << 3 | Wire.Bytes: span.SpanId = TraceIds.SpanId(fields.Bytes); break;
                case 3 << 3 | Wire.Bytes: span.SampleRate = TraceState.SampleRate(fields.Bytes); break;
                case 4 << 3 | Wire.Bytes: span.ParentSpanId = TraceIds.SpanId(fields.Bytes); break;
                case 5 << 3 | Wire.Bytes: span.NameText = reading.Write(fields.Bytes, OtlpLimits.NameBytes); break;
                case 6 << 3 | Wire.Varint: span.Kind = SpanKinds.Of(fields.Int32); break;
                case 7 << 3 | Wire.Fixed64: span.Start = fields.Value; break;
                case 8 << 3 | Wire.Fixed64: span.End = fields.Value; break;
                case 9 << 3 | Wire.Bytes: isGood = ProtobufRequest.TryReadAttribute(fields.Bytes, reading.Own, reading); break;
                case 10 << 3 | Wire.Varint: reading.Own.Dropped += fields.UInt32; break;
                case 11 << 3 | Wire.Bytes: isGood = TryReadEvent(fields.Bytes, reading.Events); break;
                case 13 << 3 | Wire.Bytes: isGood = TryReadLink(fields.Bytes, reading.Links); break;
                case 15 << 3 | Wire.Bytes: isGood = TryReadStatus(fields.Bytes, reading); break;
                case 16 << 3 | Wire.Fixed32: span.Flags = fields.UInt32; break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadEvent(ReadOnlySpan<byte> message, SpanDetails events)
    {
        if (!events.TryBegin())
            return true;
        ReadOnlySpan<byte> name = default;
        var time = 0UL;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Fixed64))
                time = fields.Value;
            else if (fields.Tag == (2 << 3 | Wire.Bytes))
                name = fields.Bytes;
        }
        events.WriteEvent(time, name);
        return !fields.IsMalformed && TryReadAttributes(message, 3 << 3 | Wire.Bytes, events);
    }

    private static bool TryReadLink(ReadOnlySpan<byte> message, SpanDetails links)
    {
        if (!links.TryBegin())
            return true;
        ReadOnlySpan<byte> traceId = default;
        var spanId = 0UL;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Bytes))
                traceId = fields.Bytes;
            else if (fields.Tag == (2 << 3 | Wire.Bytes))
                spanId = TraceIds.SpanId(fields.Bytes);
        }
        links.WriteLink(traceId, spanId);
        return !fields.IsMalformed && TryReadAttributes(message, 4 << 3 | Wire.Bytes, links);
    }

    private static bool TryReadAttributes(ReadOnlySpan<byte> message, uint tag, SpanDetails details)
    {
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == tag && !(ProtobufValues.TryReadPair(fields.Bytes, out var key, out var value) && details.TryAdd(key, value)))
                return false;
        }
        details.End();
        return true;
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 2 << 3 | Wire.Bytes: reading.Span.StatusText = reading.Write(fields.Bytes, OtlpLimits.ValueBytes); break;
                case 3 << 3 | Wire.Varint: reading.Span.Status = SpanKinds.StatusOf(fields.Int32); break;
            }
        }
        return !fields.IsMalformed;
    }
}
