namespace Paddock.Protocols.Otlp;

internal enum MetricShape
{
    Unknown,
    Gauge,
    Sum,
    Histogram,
    Exponential,
    Summary,
}

/// <summary>The members of a data point of any shape, as they are read.</summary>
internal sealed class DataPoint
{
    private const uint NoRecordedValue = 1;

    public ulong Time { get; set; }

    public uint Flags { get; set; }

    /// <summary>Of a gauge or sum.</summary>
    public double? Value { get; set; }

    public ulong Count { get; set; }

    public double? Sum { get; set; }

    public double? Min { get; set; }

    public double? Max { get; set; }

    public BoundedList<double> Bounds { get; } = new(OtlpLimits.Buckets);

    public BoundedList<ulong> Buckets { get; } = new(OtlpLimits.Buckets + 1);

    public int Scale { get; set; }

    public ulong ZeroCount { get; set; }

    public double ZeroThreshold { get; set; }

    public ExponentialBuckets Positive { get; } = new();

    public ExponentialBuckets Negative { get; } = new();

    public BoundedList<(double Quantile, double Value)> Quantiles { get; } = new(OtlpLimits.Quantiles);

    public void Begin()
    {
        (Time, Flags, Value, Count, Sum, Min, Max) = (0, 0, null, 0, null, null, null);
        (Scale, ZeroCount, ZeroThreshold) = (0, 0, 0);
        Bounds.Clear();
        Buckets.Clear();
        Quantiles.Clear();
        Positive.Clear();
        Negative.Clear();
    }

    public bool SaysThatThereIsNone(MetricShape shape) =>
        (Flags & NoRecordedValue) != 0 || (shape is MetricShape.Gauge or MetricShape.Sum && Value is null);

    public bool IsGood(MetricShape shape) => shape switch
    {
        MetricShape.Histogram => (Buckets.Count == 0 && Bounds.Count == 0) || (Buckets.Count == Bounds.Count + 1 && IsAscending(Bounds.Items)),
        MetricShape.Exponential => Scale is >= -10 and <= 20 && ZeroThreshold >= 0 && Positive.Counts.Count + Negative.Counts.Count <= OtlpLimits.Buckets,
        _ => true,
    };

    private static bool IsAscending(ReadOnlySpan<double> bounds)
    {
        for (var index = 0; index < bounds.Length; index++)
        {
            if (double.IsNaN(bounds[index]) || (index > 0 && bounds[index] <= bounds[index - 1]))
                return false;
        }
        return true;
    }
}
