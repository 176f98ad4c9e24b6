using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Prometheus;

/// <summary>What names of series say, by Prometheus' own rules, where nothing else does.</summary>
internal static class SeriesNames
{
    public static MetricKind KindOf(ReadOnlySpan<byte> name) =>
        name.EndsWith("_total"u8) ? MetricKind.Counter : name.EndsWith("_bucket"u8) || name.EndsWith("_count"u8) || name.EndsWith("_sum"u8) ? MetricKind.Histogram : MetricKind.Gauge;
}
