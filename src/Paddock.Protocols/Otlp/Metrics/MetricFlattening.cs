namespace Paddock.Protocols.Otlp;

/// <summary>Turns one data point into the values of its series. False: the visitor takes no more.</summary>
internal sealed class MetricFlattening(OtlpReading reading, IOtlpVisitor<OtlpSample> visitor)
{
    private static readonly byte[] Le = [.. "le"u8];
    private static readonly byte[] Quantile = [.. "quantile"u8];

    public bool Flatten(Metric metric, DataPoint point) => metric.Shape switch
    {
        MetricShape.Histogram => Explicit(metric, point) && Totals(metric, point),
        MetricShape.Exponential => Exponential(metric, point) && Totals(metric, point),
        MetricShape.Summary => Summary(metric, point) && Totals(metric, point),
        _ => Give(metric.Name, metric.Kind, point.Value!.Value),
    };

    private bool Explicit(Metric metric, DataPoint point)
    {
        var below = 0UL;
        for (var index = 0; index < point.Bounds.Count; index++)
        {
            below += point.Buckets.Items[index];
            var bound = point.Bounds.Items[index];
            if (double.IsFinite(bound) && !GiveBucket(metric, bound, below))
                return false;
        }
        return GiveBucket(metric, double.PositiveInfinity, point.Count);
    }

    private bool Exponential(Metric metric, DataPoint point)
    {
        var below = 0UL;
        var step = double.Exp2(-point.Scale);
        var (negative, positive) = (point.Negative, point.Positive);
        // Downwards on this side: the last bucket is the farthest from zero, and each ends where the next one nearer to zero begins.
        for (var index = negative.Counts.Count - 1; index >= 0; index--)
        {
            below += negative.Counts.Items[index];
            var bound = -double.Exp2((negative.Offset + (long)index) * step);
            if (IsUseful(bound, index == 0 ? 0 : -double.Exp2((negative.Offset + (long)index - 1) * step)) && !GiveBucket(metric, bound, below))
                return false;
        }
        below += point.ZeroCount;
        if (below > 0 && !GiveBucket(metric, point.ZeroThreshold, below))
            return false;
        for (var index = 0; index < positive.Counts.Count; index++)
        {
            below += positive.Counts.Items[index];
            var bound = double.Exp2((positive.Offset + (long)index + 1) * step);
            if (bound > point.ZeroThreshold && IsUseful(bound, double.Exp2((positive.Offset + (long)index + 2) * step)) && !GiveBucket(metric, bound, below))
                return false;
        }
        return GiveBucket(metric, double.PositiveInfinity, point.Count);
    }

    // Far out, bounds fall together at zero or beyond the largest number: the last of them stands for all, and infinity has a bucket of its own.
    private static bool IsUseful(double bound, double next) => double.IsFinite(bound) && bound != 0 && bound != next;

    private bool Summary(Metric metric, DataPoint point)
    {
        foreach (var (quantile, value) in point.Quantiles.Items)
        {
            reading.Point.Set(metric.Name, MetricKind.Gauge, value);
            SetExtra(Quantile, quantile);
            if (!visitor.Accept(reading.Point))
                return false;
        }
        return true;
    }

    private bool Totals(Metric metric, DataPoint point) =>
        Give(metric.Count, metric.Kind, point.Count)
        && (point.Sum is not { } sum || Give(metric.Sum, metric.Kind, sum))
        && (point.Min is not { } min || Give(metric.Min, MetricKind.Gauge, min))
        && (point.Max is not { } max || Give(metric.Max, MetricKind.Gauge, max));

    private bool Give(Json.Slice name, MetricKind kind, double value)
    {
        reading.Point.Set(name, kind, value);
        return visitor.Accept(reading.Point);
    }

    private bool GiveBucket(Metric metric, double bound, ulong below)
    {
        reading.Point.Set(metric.Bucket, metric.Kind, below);
        SetExtra(Le, bound);
        return visitor.Accept(reading.Point);
    }

    private void SetExtra(byte[] key, double number)
    {
        var text = reading.Labels.Text;
        var start = text.Length;
        if (double.IsPositiveInfinity(number))
            text.Write("+Inf"u8);
        else
            ValueWriter.WriteDouble(text, number);
        reading.Point.SetExtra(key, text.Since(start));
    }
}
