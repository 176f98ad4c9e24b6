using System.Buffers.Binary;

namespace Paddock.Protocols.Otlp;

internal static class ProtobufMetrics
{
    /// <summary>Metric. Its fields may come in any order, so its name and what its points have in common are looked for first.</summary>
    public static bool Read(ReadOnlySpan<byte> message, MetricReader metrics)
    {
        ReadOnlySpan<byte> name = default, unit = default, data = default;
        var metric = metrics.Metric;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            var shape = ShapeOf(fields.Tag);
            if (shape != MetricShape.Unknown)
            {
                metric.Shape = shape;
                data = fields.Bytes;
            }
            else if (fields.Tag == (1 << 3 | Wire.Bytes))
            {
                name = fields.Bytes;
            }
            else if (fields.Tag == (3 << 3 | Wire.Bytes))
            {
                unit = fields.Bytes;
            }
        }
        if (fields.IsMalformed || metric.Shape == MetricShape.Unknown || !TryReadCommon(data, metric))
            return metrics.Refuse();
        metrics.SetNames(name, unit);
        return ReadPoints(data, metrics);
    }

    private static MetricShape ShapeOf(uint tag) => tag switch
    {
        5 << 3 | Wire.Bytes => MetricShape.Gauge,
        7 << 3 | Wire.Bytes => MetricShape.Sum,
        9 << 3 | Wire.Bytes => MetricShape.Histogram,
        10 << 3 | Wire.Bytes => MetricShape.Exponential,
        11 << 3 | Wire.Bytes => MetricShape.Summary,
        _ => MetricShape.Unknown,
    };

    private static bool TryReadCommon(ReadOnlySpan<byte> data, Metric metric)
    {
        var fields = new ProtobufReader(data);
        while (fields.TryRead())
        {
            if (fields.Tag == (2 << 3 | Wire.Varint))
                metric.Temporality = fields.Int32;
            else if (fields.Tag == (3 << 3 | Wire.Varint))
                metric.IsMonotonic = fields.Value != 0;
        }
        return !fields.IsMalformed;
    }

    private static bool ReadPoints(ReadOnlySpan<byte> data, MetricReader metrics)
    {
        var fields = new ProtobufReader(data);
        while (fields.TryRead())
        {
            if (fields.Tag != (1 << 3 | Wire.Bytes) || !metrics.TryBeginPoint())
                continue;
            var isGood = metrics.Metric.Shape switch
            {
                MetricShape.Histogram => TryReadHistogram(fields.Bytes, metrics),
                MetricShape.Exponential => TryReadExponential(fields.Bytes, metrics),
                MetricShape.Summary => TryReadSummary(fields.Bytes, metrics),
                _ => TryReadNumber(fields.Bytes, metrics),
            };
            if (!metrics.EndPoint(isGood))
                return false;
        }
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> message, MetricReader metrics)
    {
        var point = metrics.Point;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 3 << 3 | Wire.Fixed64: point.Time = fields.Value; break;
                case 4 << 3 | Wire.Fixed64: point.Value = fields.Double; break;
                case 6 << 3 | Wire.Fixed64: point.Value = unchecked((long)fields.Value); break;
                case 7 << 3 | Wire.Bytes: isGood = TryReadLabel(fields.Bytes, metrics); break;
                case 8 << 3 | Wire.Varint: point.Flags = fields.UInt32; break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadHistogram(ReadOnlySpan<byte> message, MetricReader metrics)
    {
        var point = metrics.Point;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 3 << 3 | Wire.Fixed64: point.Time = fields.Value; break;
                case 4 << 3 | Wire.Fixed64: point.Count = fields.Value; break;
                case 5 << 3 | Wire.Fixed64: point.Sum = fields.Double; break;
                case 6 << 3 | Wire.Fixed64: isGood = point.Buckets.TryAdd(fields.Value); break;
                case 6 << 3 | Wire.Bytes: isGood = TryReadFixed(fields.Bytes, point.Buckets, static bits => bits); break;
                case 7 << 3 | Wire.Fixed64: isGood = point.Bounds.TryAdd(fields.Double); break;
                case 7 << 3 | Wire.Bytes: isGood = TryReadFixed(fields.Bytes, point.Bounds, BitConverter.UInt64BitsToDouble); break;
                case 9 << 3 | Wire.Bytes: isGood = TryReadLabel(fields.Bytes, metrics); break;
                case 10 << 3 | Wire.Varint: point.Flags = fields.UInt32; break;
                case 11 << 3 | Wire.Fixed64: point.Min = fields.Double; break;
                case 12 << 3 | Wire.Fixed64: point.Max = fields.Double; break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadExponential(ReadOnlySpan<byte> message, MetricReader metrics)
    {
        var point = metrics.Point;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Bytes: isGood = TryReadLabel(fields.Bytes, metrics); break;
                case 3 << 3 | Wire.Fixed64: point.Time = fields.Value; break;
                case 4 << 3 | Wire.Fixed64: point.Count = fields.Value; break;
                case 5 << 3 | Wire.Fixed64: point.Sum = fields.Double; break;
                case 6 << 3 | Wire.Varint: point.Scale = fields.SInt32; break;
                case 7 << 3 | Wire.Fixed64: point.ZeroCount = fields.Value; break;
                case 8 << 3 | Wire.Bytes: isGood = TryReadBuckets(fields.Bytes, point.Positive); break;
                case 9 << 3 | Wire.Bytes: isGood = TryReadBuckets(fields.Bytes, point.Negative); break;
                case 10 << 3 | Wire.Varint: point.Flags = fields.UInt32; break;
                case 12 << 3 | Wire.Fixed64: point.Min = fields.Double; break;
                case 13 << 3 | Wire.Fixed64: point.Max = fields.Double; break;
                case 14 << 3 | Wire.Fixed64: point.ZeroThreshold = fields.Double; break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadBuckets(ReadOnlySpan<byte> message, ExponentialBuckets buckets)
    {
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Varint: buckets.Offset = fields.SInt32; break;
                case 2 << 3 | Wire.Varint: isGood = buckets.Counts.TryAdd(fields.Value); break;
                case 2 << 3 | Wire.Bytes: isGood = TryReadVarints(fields.Bytes, buckets.Counts); break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadSummary(ReadOnlySpan<byte> message, MetricReader metrics)
    {
        var point = metrics.Point;
        var isGood = true;
        var fields = new ProtobufReader(message);
        while (isGood && fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 3 << 3 | Wire.Fixed64: point.Time = fields.Value; break;
                case 4 << 3 | Wire.Fixed64: point.Count = fields.Value; break;
                case 5 << 3 | Wire.Fixed64: point.Sum = fields.Double; break;
                case 6 << 3 | Wire.Bytes: isGood = TryReadQuantile(fields.Bytes, point); break;
                case 7 << 3 | Wire.Bytes: isGood = TryReadLabel(fields.Bytes, metrics); break;
                case 8 << 3 | Wire.Varint: point.Flags = fields.UInt32; break;
            }
        }
        return isGood && !fields.IsMalformed;
    }

    private static bool TryReadQuantile(ReadOnlySpan<byte> message, DataPoint point)
    {
        var (quantile, value) = (0.0, 0.0);
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            switch (fields.Tag)
            {
                case 1 << 3 | Wire.Fixed64: quantile = fields.Double; break;
                case 2 << 3 | Wire.Fixed64: value = fields.Double; break;
            }
        }
        return !fields.IsMalformed && point.Quantiles.TryAdd((quantile, value));
    }

    private static bool TryReadLabel(ReadOnlySpan<byte> pair, MetricReader metrics) =>
        ProtobufRequest.TryReadAttribute(pair, metrics.Reading.Labels, metrics.Reading);

    private static bool TryReadFixed<T>(ReadOnlySpan<byte> packed, BoundedList<T> list, Func<ulong, T> convert)
    {
        for (; packed.Length >= sizeof(ulong); packed = packed[sizeof(ulong)..])
        {
            if (!list.TryAdd(convert(BinaryPrimitives.ReadUInt64LittleEndian(packed))))
                return false;
        }
        return packed.IsEmpty;
    }

    private static bool TryReadVarints(ReadOnlySpan<byte> packed, BoundedList<ulong> list)
    {
        while (!packed.IsEmpty)
        {
            if (!ProtobufReader.TryReadVarint(ref packed, out var value) || !list.TryAdd(value))
                return false;
        }
        return true;
    }
}
