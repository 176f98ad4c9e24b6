namespace Paddock.Pipeline;

internal static class UnixTime
{
    /// <summary>Nanoseconds since 1970; .NET's clock has steps of 100.</summary>
    public static long ToUnixNanoseconds(this DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    public static DateTimeOffset FromUnixNanoseconds(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);
}
