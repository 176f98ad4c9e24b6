using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>Reads one span: an item of a span container (version 2), or the payload of an old span item. Never throws on any input.</summary>
public static class SpanParser
{
    /// <summary>False when it is not JSON or lacks its ids or its start.</summary>
    /// <param name="span">Is overwritten.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, SentrySpan span) =>
        json.Length <= SentryLimits.SpanBytes
        && ItemJson.TryRead(json, context, span, SpanReader.ReadSpan)
        && SpanAssembly.TryComplete(span, context);
}
