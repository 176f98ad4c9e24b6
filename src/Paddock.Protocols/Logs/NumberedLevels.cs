namespace Paddock.Protocols.Logs;

/// <summary>Levels that are numbers, as OpenTelemetry's 1 to 24; 0 for what is none.</summary>
internal static class NumberedLevels
{
    private static ReadOnlySpan<byte> OfSyslog => [24, 22, 21, 17, 13, 10, 9, 5];

    private static ReadOnlySpan<byte> OfTens => [1, 5, 9, 13, 17, 21];

    /// <summary>0 (emergency) to 7 (debug), of syslog and GELF; 10 (trace) to 60 (fatal), of pino and bunyan. Python's own numbers mean something else: its handlers send words.</summary>
    public static byte Of(long number) => number switch
    {
        >= 0 and <= 7 => OfSyslog[(int)number],
        >= 10 and < 70 => OfTens[(int)(number / 10) - 1],
        _ => 0,
    };
}
