using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>Reads one log record: an item of a log container, or the payload of an otel_log item. Never throws on any input.</summary>
public static class LogParser
{
    /// <summary>False when it is not JSON or has no message.</summary>
    /// <param name="log">Is overwritten.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, SentryLog log)
    {
        if (json.Length > SentryLimits.LogBytes || !ItemJson.TryRead(json, context, log, LogReader.Read) || log.Message.IsEmpty)
            return false;
        var times = ItemTimes.Of(log.Time, context);
        (log.TimeUnixNanoseconds, log.OriginalTimeUnixNanoseconds, log.Skewed) = (times.Corrected, times.Original, times.Skewed);
        return true;
    }
}
