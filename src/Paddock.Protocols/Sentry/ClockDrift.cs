namespace Paddock.Protocols.Sentry;

/// <summary>How wrong a client's clock is.</summary>
internal static class ClockDrift
{
    // Relay's figure: less is the network's delay, not a wrong clock.
    private static readonly TimeSpan SmallestDrift = TimeSpan.FromSeconds(55);

    /// <summary>Nanoseconds by which the client's clock is behind ours; 0 when it is right within the network's delay.</summary>
    public static Int128 Of(in EventContext context)
    {
        if (context.SentAt is not { } sentAt)
            return 0;
        var drift = Int128.CreateChecked(Timestamps.FromDateTimeOffset(context.ReceivedAt)) - Timestamps.FromDateTimeOffset(sentAt);
        return Int128.Abs(drift) > SmallestDrift.Ticks * TimeSpan.NanosecondsPerTick ? drift : 0;
    }
}
