using Paddock.Protocols.Sentry;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Sentry;

/// <summary>Points of metrics: each is a sample of the series that its attributes name. Who it was about and in which trace stays out of a series: it would make one for each.</summary>
internal static class SentryMetrics
{
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        var metric = new SentryMetric();
        var series = new SeriesKey();
        return SentryContainers.Read(item, intake, SentrySignals.Samples,
            json => MetricParser.TryParse(json, intake.Context, metric) ? Write(metric, series, intake) : SentryContainers.Malformed(intake, SentrySignals.Samples));
    }

    private static SentryAnswer? Write(SentryMetric metric, SeriesKey series, SentryIntake intake)
    {
        if (intake.OutOfRange(metric.TimeUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.Samples, outOfRange);
        if (intake.Admit(SentrySignals.Samples) is { } limited) return limited;
        series.Begin(metric.Name.Span);
        foreach (var (key, value) in metric.Attributes) series.Add(key.Span, value.Span);
        var correlation = intake.Correlation(metric.Origin, metric.TimeUnixNanoseconds, metric.OriginalTimeUnixNanoseconds);
        intake.Samples.Write(intake.Entry, intake.Key(SentrySignals.Samples), correlation, series, KindOf(metric.Kind), metric.Unit.Span, metric.Value);
        return null;
    }

    private static ReadOnlySpan<byte> KindOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter_delta"u8,
        MetricKind.Distribution => "distribution"u8,
        _ => "gauge"u8,
    };
}
