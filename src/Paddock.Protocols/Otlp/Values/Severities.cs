namespace Paddock.Protocols.Otlp;

/// <summary>Levels: OpenTelemetry's numbers 1-24, four to each name.</summary>
internal static class Severities
{
    public const int Highest = 24;

    public static ReadOnlySpan<byte> Name(int number) => number switch
    {
        < 1 => default,
        <= 4 => "trace"u8,
        <= 8 => "debug"u8,
        <= 12 => "info"u8,
        <= 16 => "warn"u8,
        <= 20 => "error"u8,
        _ => "fatal"u8,
    };

    /// <summary>The number of a level that came by name only; 0 for a name that nobody knows.</summary>
    public static int Number(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[16];
        if (name.Length > lower.Length || System.Text.Ascii.ToLower(name, lower, out var length) != System.Buffers.OperationStatus.Done)
            return 0;
        lower = lower[..length];
        return lower switch
        {
            _ when Is(lower, "trace"u8) || Is(lower, "verbose"u8) => 1,
            _ when Is(lower, "debug"u8) => 5,
            _ when Is(lower, "info"u8) || Is(lower, "information"u8) => 9,
            _ when Is(lower, "notice"u8) => 10,
            _ when Is(lower, "warn"u8) || Is(lower, "warning"u8) => 13,
            _ when Is(lower, "error"u8) || Is(lower, "err"u8) => 17,
            _ when Is(lower, "critical"u8) || Is(lower, "crit"u8) || Is(lower, "alert"u8) => 21,
            _ when Is(lower, "fatal"u8) || Is(lower, "emergency"u8) || Is(lower, "emerg"u8) || Is(lower, "panic"u8) => 21,
            _ => 0,
        };
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word) => name.SequenceEqual(word);
}
