using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>Reads one point: an item of a metric container. Never throws on any input.</summary>
public static class MetricParser
{
    /// <summary>False when it is not JSON, or lacks its name, a type that we know, or a finite value.</summary>
    /// <param name="metric">Is overwritten.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, SentryMetric metric)
    {
        if (json.Length > SentryLimits.LogBytes || !ItemJson.TryRead(json, context, metric, MetricReader.Read))
            return false;
        if (metric.Name.IsEmpty || metric.Draft is not { Kind: { } kind, Value: { } value })
            return false;
        (metric.Kind, metric.Value) = (kind, value);
        var times = ItemTimes.Of(metric.Draft.Time, context);
        (metric.TimeUnixNanoseconds, metric.OriginalTimeUnixNanoseconds, metric.Skewed) = (times.Corrected, times.Original, times.Skewed);
        return true;
    }
}
