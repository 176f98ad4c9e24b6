namespace Paddock.Protocols.Sentry.Items;

/// <summary>When a record was made, in unix nanoseconds: as events have it.</summary>
/// <param name="Corrected">By the client clock's drift.</param>
/// <param name="Original">As the client's clock said; when it says nothing, when it sent.</param>
internal readonly record struct ItemTimes(long Corrected, long Original, bool Skewed)
{
    public static ItemTimes Of(long? said, in EventContext context)
    {
        var drift = ClockDrift.Of(context);
        var original = said ?? Timestamps.FromDateTimeOffset(context.SentAt ?? context.ReceivedAt);
        return new ItemTimes(long.CreateSaturating(original + drift), original, drift != 0);
    }
}
