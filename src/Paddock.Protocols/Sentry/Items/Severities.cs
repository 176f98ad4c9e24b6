namespace Paddock.Protocols.Sentry.Items;

/// <summary>Severities by name and by OpenTelemetry's numbers, of which four make one name.</summary>
internal static class Severities
{
    private static readonly string[] Names = ["trace", "debug", "info", "warning", "error", "fatal"];

    private const byte Info = 9;
    private const int NumbersEach = 4;
    private const byte Most = 24;

    /// <summary>The first number of the name's four; 0 for a name that nobody knows.</summary>
    public static byte NumberOf(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[16];
        var length = name.Length <= lower.Length ? name.ToLowerInvariant(lower) : 0;
        return lower[..length] switch
        {
            "trace" or "verbose" => 1,
            "debug" => 5,
            "info" or "information" or "log" or "notice" => Info,
            "warn" or "warning" => 13,
            "error" or "err" => 17,
            "fatal" or "critical" or "alert" or "emergency" or "panic" => 21,
            _ => 0,
        };
    }

    /// <summary>A number as it is, else that of the name, else info.</summary>
    public static byte Number(double? number, byte ofName) => number is >= 1 and <= Most ? (byte)number.Value : ofName > 0 ? ofName : Info;

    public static string NameOf(byte number) => Names[(number - 1) / NumbersEach];
}
