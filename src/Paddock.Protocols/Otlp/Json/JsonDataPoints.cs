using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>Data points of any shape: their members have the same names where they mean the same.</summary>
internal static class JsonDataPoints
{
    private enum Field
    {
        Unknown,
        Attributes,
        Time,
        AsDouble,
        AsInt,
        Flags,
        Count,
        Sum,
        Min,
        Max,
        BucketCounts,
        ExplicitBounds,
        Scale,
        ZeroCount,
        ZeroThreshold,
        Positive,
        Negative,
        Quantiles,
    }

    private delegate bool ElementReader(scoped ref Utf8JsonReader reader, DataPoint point);

    public static bool TryRead(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MetricReader metrics)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var field = FieldOf(ref reader);
            reader.Read();
            if (field == Field.Unknown || reader.TokenType == JsonTokenType.Null)
                reader.Skip();
            else if (field == Field.Attributes)
                isGood &= JsonRequest.TryReadAttributes(ref reader, json, metrics.Reading.Labels, metrics.Reading);
            else
                isGood &= TryReadField(ref reader, metrics.Point, field);
        }
        return isGood;
    }

    private static bool TryReadField(scoped ref Utf8JsonReader reader, DataPoint point, Field field)
    {
        bool isGood;
        ulong count;
        double number;
        switch (field)
        {
            case Field.Time:
                isGood = OtlpJson.TryUInt64(ref reader, out count);
                point.Time = count;
                break;
            case Field.Flags:
                isGood = OtlpJson.TryUInt64(ref reader, out count);
                point.Flags = unchecked((uint)count);
                break;
            case Field.AsDouble:
                isGood = OtlpJson.TryDouble(ref reader, out number);
                point.Value = number;
                break;
            case Field.AsInt:
                isGood = OtlpJson.TryInt64(ref reader, out var whole);
                point.Value = whole;
                break;
            case Field.Count:
                isGood = OtlpJson.TryUInt64(ref reader, out count);
                point.Count = count;
                break;
            case Field.Sum:
                isGood = OtlpJson.TryDouble(ref reader, out number);
                point.Sum = number;
                break;
            case Field.Min:
                isGood = OtlpJson.TryDouble(ref reader, out number);
                point.Min = number;
                break;
            case Field.Max:
                isGood = OtlpJson.TryDouble(ref reader, out number);
                point.Max = number;
                break;
            case Field.Scale:
                isGood = OtlpJson.TryInt32(ref reader, out var scale);
                point.Scale = scale;
                break;
            case Field.ZeroCount:
                isGood = OtlpJson.TryUInt64(ref reader, out count);
                point.ZeroCount = count;
                break;
            case Field.ZeroThreshold:
                isGood = OtlpJson.TryDouble(ref reader, out number);
                point.ZeroThreshold = number;
                break;
            case Field.BucketCounts:
                isGood = TryReadList(ref reader, point, static (scoped ref reader, point) => OtlpJson.TryUInt64(ref reader, out var bucket) && point.Buckets.TryAdd(bucket));
                break;
            case Field.ExplicitBounds:
                isGood = TryReadList(ref reader, point, static (scoped ref reader, point) => OtlpJson.TryDouble(ref reader, out var bound) && point.Bounds.TryAdd(bound));
                break;
            case Field.Quantiles:
                isGood = TryReadList(ref reader, point, TryReadQuantile);
                break;
            default:
                isGood = TryReadBuckets(ref reader, point, field == Field.Positive ? point.Positive : point.Negative);
                break;
        }
        return isGood;
    }

    private static bool TryReadList(scoped ref Utf8JsonReader reader, DataPoint point, ElementReader read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            isGood &= read(ref reader, point);
        return isGood;
    }

    private static bool TryReadBuckets(scoped ref Utf8JsonReader reader, DataPoint point, ExponentialBuckets buckets)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isOffset = OtlpJson.Is(ref reader, "offset"u8);
            var isCounts = OtlpJson.Is(ref reader, "bucketCounts"u8);
            reader.Read();
            if (isOffset)
            {
                isGood &= OtlpJson.TryInt32(ref reader, out var offset);
                buckets.Offset = offset;
            }
            else if (isCounts && reader.TokenType != JsonTokenType.Null)
            {
                isGood &= TryReadList(ref reader, point, (scoped ref reader, _) => OtlpJson.TryUInt64(ref reader, out var count) && buckets.Counts.TryAdd(count));
            }
            else
            {
                reader.Skip();
            }
        }
        return isGood;
    }

    private static bool TryReadQuantile(scoped ref Utf8JsonReader reader, DataPoint point)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return OtlpJson.Refuse(ref reader);
        var (quantile, value) = (0.0, 0.0);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isQuantile = OtlpJson.Is(ref reader, "quantile"u8);
            var isValue = OtlpJson.Is(ref reader, "value"u8);
            reader.Read();
            if (isQuantile)
                isGood &= OtlpJson.TryDouble(ref reader, out quantile);
            else if (isValue)
                isGood &= OtlpJson.TryDouble(ref reader, out value);
            else
                reader.Skip();
        }
        return isGood && point.Quantiles.TryAdd((quantile, value));
    }

    private static Field FieldOf(scoped ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        _ when OtlpJson.Is(ref reader, "attributes"u8) => Field.Attributes,
        _ when OtlpJson.Is(ref reader, "timeUnixNano"u8) => Field.Time,
        _ when OtlpJson.Is(ref reader, "asDouble"u8) => Field.AsDouble,
        _ when OtlpJson.Is(ref reader, "asInt"u8) => Field.AsInt,
        _ when OtlpJson.Is(ref reader, "flags"u8) => Field.Flags,
        _ when OtlpJson.Is(ref reader, "count"u8) => Field.Count,
        _ when OtlpJson.Is(ref reader, "sum"u8) => Field.Sum,
        _ when OtlpJson.Is(ref reader, "min"u8) => Field.Min,
        _ when OtlpJson.Is(ref reader, "max"u8) => Field.Max,
        _ when OtlpJson.Is(ref reader, "bucketCounts"u8) => Field.BucketCounts,
        _ when OtlpJson.Is(ref reader, "explicitBounds"u8) => Field.ExplicitBounds,
        _ when OtlpJson.Is(ref reader, "scale"u8) => Field.Scale,
        _ when OtlpJson.Is(ref reader, "zeroCount"u8) => Field.ZeroCount,
        _ when OtlpJson.Is(ref reader, "zeroThreshold"u8) => Field.ZeroThreshold,
        _ when OtlpJson.Is(ref reader, "positive"u8) => Field.Positive,
        _ when OtlpJson.Is(ref reader, "negative"u8) => Field.Negative,
        _ when OtlpJson.Is(ref reader, "quantileValues"u8) => Field.Quantiles,
        _ => Field.Unknown,
    };
}
