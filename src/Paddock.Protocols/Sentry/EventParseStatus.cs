namespace Paddock.Protocols.Sentry;

public enum EventParseStatus
{
    Ok,

    /// <summary>Not JSON, or not an object.</summary>
    Malformed,

    /// <summary>Over <see cref="SentryLimits.EventBytes"/>.</summary>
    TooLarge,
}
