using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal sealed class LogReader(OtlpReading reading, IOtlpVisitor<OtlpLog> visitor) : IRecordReader
{
    private static readonly RequestNames LogNames = new("resourceLogs"u8.ToArray(), "scopeLogs"u8.ToArray(), "logRecords"u8.ToArray());

    public RequestNames Names => LogNames;

    public bool Read(ReadOnlySpan<byte> protobuf) => !TryBegin() || End(ProtobufLogs.TryRead(protobuf, reading));

    public bool Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (TryBegin())
            return End(JsonLogs.TryRead(ref reader, json, reading));
        reader.Skip();
        return true;
    }

    private bool TryBegin()
    {
        if (!reading.Counts.HasRoom())
            return false;
        reading.BeginRecord();
        reading.Log.Begin();
        return true;
    }

    private bool End(bool isGood)
    {
        var record = reading.Log;
        if (!isGood)
        {
            reading.Counts.Malformed++;
            return true;
        }
        record.TimeUnixNanoseconds = OtlpTimes.First(record.Time, record.Observed, reading.Context.ReceivedAt);
        if (!reading.Counts.IsInRange(record.TimeUnixNanoseconds, reading.Context))
            return true;
        record.Complete(reading.Text);
        reading.Counts.Accepted++;
        return visitor.Accept(record);
    }
}
