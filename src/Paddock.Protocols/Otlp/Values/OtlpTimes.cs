namespace Paddock.Protocols.Otlp;

internal static class OtlpTimes
{
    /// <summary>The first of the times that was given; nanoseconds since 1970. What is beyond the year 2262 is the end of time: in the future.</summary>
    public static long First(ulong time, ulong observed, long receivedAt) =>
        time != 0 ? (long)Math.Min(time, long.MaxValue)
        : observed != 0 ? (long)Math.Min(observed, long.MaxValue)
        : receivedAt;
}
