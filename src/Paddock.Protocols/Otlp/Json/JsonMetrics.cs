using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal static class JsonMetrics
{
    /// <summary>Metric. Its members may come in any order, so its name and what its points have in common are looked for first.</summary>
    public static bool Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MetricReader metrics)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return metrics.Refuse();
        }
        ReadOnlySpan<byte> name = default, unit = default;
        var metric = metrics.Metric;
        var data = default(Utf8JsonReader);
        var isGood = true;
        while (OtlpJson.TryReadName(ref reader))
        {
            var shape = ShapeOf(ref reader);
            var isName = OtlpJson.Is(ref reader, "name"u8);
            var isUnit = OtlpJson.Is(ref reader, "unit"u8);
            reader.Read();
            if (isName)
            {
                isGood &= OtlpJson.TryText(ref reader, out name);
            }
            else if (isUnit)
            {
                isGood &= OtlpJson.TryText(ref reader, out unit);
            }
            else
            {
                if (shape != MetricShape.Unknown && reader.TokenType != JsonTokenType.Null)
                {
                    metric.Shape = shape;
                    data = reader;
                }
                reader.Skip();
            }
        }
        if (!isGood || metric.Shape == MetricShape.Unknown || !TryReadCommon(data, metric, out var points))
            return metrics.Refuse();
        metrics.SetNames(name, unit);
        return ReadPoints(points, json, metrics);
    }

    private static MetricShape ShapeOf(scoped ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        _ when OtlpJson.Is(ref reader, "gauge"u8) => MetricShape.Gauge,
        _ when OtlpJson.Is(ref reader, "sum"u8) => MetricShape.Sum,
        _ when OtlpJson.Is(ref reader, "histogram"u8) => MetricShape.Histogram,
        _ when OtlpJson.Is(ref reader, "exponentialHistogram"u8) => MetricShape.Exponential,
        _ when OtlpJson.Is(ref reader, "summary"u8) => MetricShape.Summary,
        _ => MetricShape.Unknown,
    };

    /// <param name="points">At the first token of dataPoints; at none when there are none.</param>
    private static bool TryReadCommon(Utf8JsonReader data, Metric metric, out Utf8JsonReader points)
    {
        points = default;
        if (data.TokenType != JsonTokenType.StartObject)
            return false;
        var isGood = true;
        while (OtlpJson.TryReadName(ref data))
        {
            var isPoints = OtlpJson.Is(ref data, "dataPoints"u8);
            var isTemporality = OtlpJson.Is(ref data, "aggregationTemporality"u8);
            var isMonotonic = OtlpJson.Is(ref data, "isMonotonic"u8);
            data.Read();
            if (isTemporality)
            {
                isGood &= OtlpJson.TryInt32(ref data, out var temporality);
                metric.Temporality = temporality;
            }
            else if (isMonotonic)
            {
                isGood &= OtlpJson.TryBool(ref data, out var monotonic);
                metric.IsMonotonic = monotonic;
            }
            else
            {
                if (isPoints && data.TokenType != JsonTokenType.Null)
                    points = data;
                data.Skip();
            }
        }
        return isGood && points.TokenType is JsonTokenType.None or JsonTokenType.StartArray;
    }

    private static bool ReadPoints(Utf8JsonReader points, ReadOnlySpan<byte> json, MetricReader metrics)
    {
        if (points.TokenType == JsonTokenType.None)
            return true;
        while (points.Read() && points.TokenType != JsonTokenType.EndArray)
        {
            if (!metrics.TryBeginPoint())
                points.Skip();
            else if (!metrics.EndPoint(JsonDataPoints.TryRead(ref points, json, metrics)))
                return false;
        }
        return true;
    }
}
