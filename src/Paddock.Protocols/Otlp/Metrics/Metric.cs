using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>What all data points of a metric share.</summary>
internal sealed class Metric
{
    private const int DeltaTemporality = 1;

    public MetricShape Shape { get; set; }

    public int Temporality { get; set; }

    public bool IsMonotonic { get; set; }

    public Slice Name { get; private set; }

    public Slice Bucket { get; private set; }

    public Slice Count { get; private set; }

    public Slice Sum { get; private set; }

    public Slice Min { get; private set; }

    public Slice Max { get; private set; }

    public bool IsDelta => Temporality == DeltaTemporality;

    public MetricKind Kind => (Shape, IsMonotonic, IsDelta) switch
    {
        (MetricShape.Gauge, _, _) => MetricKind.Gauge,
        (MetricShape.Sum, true, false) => MetricKind.Counter,
        (MetricShape.Sum, true, true) => MetricKind.CounterDelta,
        (MetricShape.Sum, false, false) => MetricKind.UpDown,
        (MetricShape.Sum, false, true) => MetricKind.UpDownDelta,
        (_, _, true) => MetricKind.HistogramDelta,
        _ => MetricKind.Histogram,
    };

    public void Begin()
    {
        (Shape, Temporality, IsMonotonic) = (MetricShape.Unknown, 0, false);
        Name = default;
    }

    /// <summary>Names the series, once name and shape are known.</summary>
    public void SetName(JsonBuffer text, Slice name)
    {
        Name = name;
        if (Shape is not (MetricShape.Histogram or MetricShape.Exponential or MetricShape.Summary))
            return;
        Bucket = With(text, "_bucket"u8);
        Count = With(text, "_count"u8);
        Sum = With(text, "_sum"u8);
        Min = With(text, "_min"u8);
        Max = With(text, "_max"u8);
    }

    private Slice With(JsonBuffer text, ReadOnlySpan<byte> end)
    {
        var start = text.Length;
        text.Copy(Name);
        text.Write(end);
        return text.Since(start);
    }
}
