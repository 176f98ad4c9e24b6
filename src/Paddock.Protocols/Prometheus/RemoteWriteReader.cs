using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Prometheus;

/// <summary>
/// Reads the body of Prometheus' remote write, version 1 and 2, unpacked. A stale marker is a sample without a value; of a native histogram its count and its sum are kept.
/// Never throws on any input; what is broken in itself is counted and leaves its neighbours.
/// </summary>
public static class RemoteWriteReader
{
    private const ulong StaleMarker = 0x7ff0_0000_0000_0002;
    private const long Millisecond = 1_000_000;
    private const long LargestMilliseconds = long.MaxValue / Millisecond;

    // Of one request: texts of version 2 that series name by their place.
    private const int MostSymbols = 500_000;

    /// <param name="body">prometheus.WriteRequest, at most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadFirst(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor, RemoteWritten written)
    {
        using var samples = new SeriesSamples(context, visitor);
        var request = new ProtobufReader(body);
        while (!samples.IsStopped && request.TryRead())
        {
            if (request.Tag != (1 << 3 | Wire.Bytes))
                continue;
            samples.BeginSeries();
            if (TryReadLabels(request.Bytes, samples))
                ReadSamples(request.Bytes, samples, SeriesNames.KindOf(samples.Name), histograms: 4, written);
            else
                samples.Refuse();
        }
        return samples.Result(request.IsMalformed);
    }

    /// <param name="body">io.prometheus.write.v2.Request, at most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadSecond(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor, RemoteWritten written)
    {
        using var samples = new SeriesSamples(context, visitor);
        var symbols = new List<(int Start, int Length)>();
        var texts = new ProtobufReader(body);
        while (texts.TryRead())
        {
            if (texts.Tag == (4 << 3 | Wire.Bytes) && symbols.Count < MostSymbols)
                symbols.Add((body.Overlaps(texts.Bytes, out var start) ? start : 0, texts.Bytes.Length));
        }
        var request = new ProtobufReader(body);
        while (!samples.IsStopped && request.TryRead())
        {
            if (request.Tag != (5 << 3 | Wire.Bytes))
                continue;
            samples.BeginSeries();
            if (TryReadReferences(request.Bytes, body, symbols, samples, out var kind))
                ReadSamples(request.Bytes, samples, kind, histograms: 3, written);
            else
                samples.Refuse();
        }
        return samples.Result(texts.IsMalformed);
    }

    private static bool TryReadLabels(ReadOnlySpan<byte> series, SeriesSamples samples)
    {
        var fields = new ProtobufReader(series);
        while (fields.TryRead())
        {
            if (fields.Tag != (1 << 3 | Wire.Bytes))
                continue;
            ReadOnlySpan<byte> name = default;
            ReadOnlySpan<byte> value = default;
            var label = new ProtobufReader(fields.Bytes);
            while (label.TryRead())
            {
                if (label.Tag == (1 << 3 | Wire.Bytes))
                    name = label.Bytes;
                else if (label.Tag == (2 << 3 | Wire.Bytes))
                    value = label.Bytes;
            }
            if (label.IsMalformed)
                return false;
            samples.Label(name, value);
        }
        return !fields.IsMalformed;
    }

    // Names and values by their places among the symbols, in pairs; and what kind of series it is.
    private static bool TryReadReferences(ReadOnlySpan<byte> series, ReadOnlySpan<byte> body, List<(int Start, int Length)> symbols, SeriesSamples samples, out MetricKind kind)
    {
        var type = 0UL;
        var fields = new ProtobufReader(series);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Bytes))
            {
                var references = fields.Bytes;
                while (!references.IsEmpty)
                {
                    if (!TryReadText(ref references, body, symbols, out var name) || !TryReadText(ref references, body, symbols, out var value))
                    {
                        kind = default;
                        return false;
                    }
                    samples.Label(name, value);
                }
            }
            else if (fields.Tag == (5 << 3 | Wire.Bytes))
            {
                var metadata = new ProtobufReader(fields.Bytes);
                while (metadata.TryRead())
                {
                    if (metadata.Tag == (1 << 3 | Wire.Varint))
                        type = metadata.Value;
                    else if (metadata.Tag == (4 << 3 | Wire.Varint) && metadata.Value < (ulong)symbols.Count)
                        samples.SetUnit(TextOf(body, symbols[(int)metadata.Value]));
                }
            }
        }
        // Counter, gauge, histogram, gauge histogram, summary.
        kind = type switch { 1 => MetricKind.Counter, 2 or 4 => MetricKind.Gauge, 3 => MetricKind.Histogram, _ => SeriesNames.KindOf(samples.Name) };
        return !fields.IsMalformed;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> references, ReadOnlySpan<byte> body, List<(int Start, int Length)> symbols, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!ProtobufReader.TryReadVarint(ref references, out var place) || place >= (ulong)symbols.Count)
            return false;
        text = TextOf(body, symbols[(int)place]);
        return true;
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> body, (int Start, int Length) symbol) => symbol.Length == 0 ? default : body.Slice(symbol.Start, symbol.Length);

    private static void ReadSamples(ReadOnlySpan<byte> series, SeriesSamples samples, MetricKind kind, uint histograms, RemoteWritten written)
    {
        var fields = new ProtobufReader(series);
        while (fields.TryRead())
        {
            if (fields.Tag == (2 << 3 | Wire.Bytes))
                written.Samples += ReadSample(fields.Bytes, samples, kind) ? 1 : 0;
            else if (fields.Tag == (histograms << 3 | Wire.Bytes))
                written.Histograms += ReadHistogram(fields.Bytes, samples) ? 1 : 0;
        }
    }

    private static bool ReadSample(ReadOnlySpan<byte> message, SeriesSamples samples, MetricKind kind)
    {
        var value = 0UL;
        var time = 0L;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Fixed64))
                value = fields.Value;
            else if (fields.Tag == (2 << 3 | Wire.Varint))
                time = unchecked((long)fields.Value);
        }
        if (fields.IsMalformed)
            return samples.Refuse();
        return value == StaleMarker ? samples.GiveNone() : samples.Give(kind, BitConverter.UInt64BitsToDouble(value), Nanoseconds(time));
    }

    private static bool ReadHistogram(ReadOnlySpan<byte> message, SeriesSamples samples)
    {
        double count = 0, sum = 0;
        var time = 0L;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Varint: count = fields.Value; break;
                case 2 << 3 | Wire.Fixed64: count = fields.Double; break;
                case 3 << 3 | Wire.Fixed64: sum = fields.Double; break;
                case 15 << 3 | Wire.Varint: time = unchecked((long)fields.Value); break;
            }
        }
        if (fields.IsMalformed)
            return samples.Refuse();
        if (BitConverter.DoubleToUInt64Bits(sum) == StaleMarker)
            return samples.GiveNone();
        return samples.Give(MetricKind.Histogram, count, Nanoseconds(time), "_count"u8) && samples.Give(MetricKind.Histogram, sum, Nanoseconds(time), "_sum"u8);
    }

    private static long Nanoseconds(long milliseconds) => Math.Clamp(milliseconds, 1, LargestMilliseconds) * Millisecond;
}

/// <summary>What of a request was understood and is within what is kept.</summary>
public sealed class RemoteWritten
{
    /// <summary>Stale markers, too.</summary>
    public int Samples { get; set; }

    public int Histograms { get; set; }
}
