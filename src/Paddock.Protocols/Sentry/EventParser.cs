namespace Paddock.Protocols.Sentry;

/// <summary>Turns the JSON of one event into a scrubbed, trimmed, grouped <see cref="ErrorEvent"/> in one pass. Never throws on any input.</summary>
public static class EventParser
{
    /// <param name="json">The payload as sent, at most <see cref="SentryLimits.EventBytes"/>.</param>
    /// <param name="errorEvent">The caller disposes it; null unless the status is Ok.</param>
    public static EventParseStatus Parse(ReadOnlySpan<byte> json, in EventContext context, out ErrorEvent? errorEvent) => throw new NotImplementedException();
}
