namespace Paddock.Protocols.Otlp;

/// <summary>How values of a series follow each other. A delta is the change since the point before, everything else counts from the start of the process.</summary>
public enum MetricKind
{
    Gauge,

    /// <summary>Only rises, or starts again.</summary>
    Counter,
    CounterDelta,
    UpDown,
    UpDownDelta,

    /// <summary>A bucket, the count or the sum of a histogram or summary: a counter.</summary>
    Histogram,
    HistogramDelta,
}

public static class MetricKinds
{
    public static string Name(this MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.CounterDelta => "counter_delta",
        MetricKind.UpDown => "updown",
        MetricKind.UpDownDelta => "updown_delta",
        MetricKind.Histogram => "histogram",
        MetricKind.HistogramDelta => "histogram_delta",
        _ => "gauge",
    };
}
