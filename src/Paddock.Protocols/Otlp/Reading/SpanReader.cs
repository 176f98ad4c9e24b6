using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal sealed class SpanReader(OtlpReading reading, IOtlpVisitor<OtlpSpan> visitor) : IRecordReader
{
    private static readonly RequestNames SpanNames = new("resourceSpans"u8.ToArray(), "scopeSpans"u8.ToArray(), "spans"u8.ToArray());

    public RequestNames Names => SpanNames;

    public bool Read(ReadOnlySpan<byte> protobuf) => !TryBegin() || End(ProtobufSpans.TryRead(protobuf, reading));

    public bool Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (TryBegin())
            return End(JsonSpans.TryRead(ref reader, json, reading));
        reader.Skip();
        return true;
    }

    private bool TryBegin()
    {
        if (!reading.Counts.HasRoom())
            return false;
        reading.BeginRecord();
        reading.Span.Begin();
        return true;
    }

    // A span without ids is in no trace: there is nothing to do with it.
    private bool End(bool isGood)
    {
        var span = reading.Span;
        if (!isGood || span.SpanId == 0 || !span.TraceId.ContainsAnyExcept((byte)0))
        {
            reading.Counts.Malformed++;
            return true;
        }
        span.TimeUnixNanoseconds = OtlpTimes.First(span.Start, 0, reading.Context.ReceivedAt);
        if (!reading.Counts.IsInRange(span.TimeUnixNanoseconds, reading.Context))
            return true;
        span.Complete(reading.Text);
        reading.Counts.Accepted++;
        return visitor.Accept(span);
    }
}
