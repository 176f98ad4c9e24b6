namespace Paddock.Protocols.Otlp;

/// <summary>
/// Reads the bodies of /v1/logs, /v1/traces and /v1/metrics (opentelemetry-proto v1), in either encoding: the same request gives the same records.
/// Never throws on any input. A record that is broken in itself is left out and counted; its neighbours stay.
/// </summary>
public static class OtlpReader
{
    /// <param name="body">Decompressed, at most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadLogs(ReadOnlySpan<byte> body, OtlpEncoding encoding, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        var reading = OtlpReading.Begin(context);
        return Read(body, encoding, reading, new LogReader(reading, visitor));
    }

    /// <param name="body">Decompressed, at most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadSpans(ReadOnlySpan<byte> body, OtlpEncoding encoding, in OtlpContext context, IOtlpVisitor<OtlpSpan> visitor)
    {
        var reading = OtlpReading.Begin(context);
        return Read(body, encoding, reading, new SpanReader(reading, visitor));
    }

    /// <summary>The counts are of data points; the visitor is given one <see cref="OtlpSample"/> for each series that a point speaks of, a dozen for a histogram.</summary>
    /// <param name="body">Decompressed, at most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadMetrics(ReadOnlySpan<byte> body, OtlpEncoding encoding, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        var reading = OtlpReading.Begin(context);
        return Read(body, encoding, reading, new MetricReader(reading, visitor));
    }

    private static OtlpResult Read(ReadOnlySpan<byte> body, OtlpEncoding encoding, OtlpReading reading, IRecordReader records)
    {
        try
        {
            var status = encoding == OtlpEncoding.Protobuf ? ProtobufRequest.Read(body, reading, records) : JsonRequest.Read(body, reading, records);
            return reading.Counts.ToResult(status);
        }
        finally
        {
            reading.End();
        }
    }
}
