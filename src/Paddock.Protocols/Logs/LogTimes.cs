using System.Buffers.Text;
using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Logs;

/// <summary>Times of log lines in nanoseconds since 1970 UTC; null for what is none.</summary>
internal static class LogTimes
{
    // Each unit's numbers of our time begin where those of the coarser one have the year 5138.
    private const double LargestSeconds = 1e11, LargestMilliseconds = 1e14, LargestMicroseconds = 1e17;

    private const int LongestText = 64;

    /// <summary>RFC 3339, with or without its zone (then UTC), or a number of a unit that its size tells.</summary>
    public static long? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestText)
            return null;
        if (Utf8Parser.TryParse(text, out long whole, out var read) && read == text.Length)
            return OfNumber(whole);
        if (Utf8Parser.TryParse(text, out double number, out read) && read == text.Length)
            return OfNumber(number);
        Span<char> characters = stackalloc char[LongestText];
        return Timestamps.Parse(characters[..Encoding.Latin1.GetChars(text, characters)]);
    }

    public static long? OfNumber(double number) => !double.IsFinite(number) || number <= 0 ? null
        : number < LargestSeconds ? OfSeconds(number)
        : Nanoseconds(number * (number < LargestMilliseconds ? 1e6 : number < LargestMicroseconds ? 1e3 : 1));

    public static long? OfNumber(long number) => number switch
    {
        <= 0 => null,
        < long.MaxValue / 1_000_000_000 => number * 1_000_000_000,
        < (long)LargestSeconds => long.MaxValue,
        < (long)LargestMilliseconds => number * 1_000_000,
        < (long)LargestMicroseconds => number * 1_000,
        _ => number,
    };

    // A double's digits end at a quarter of a microsecond of our time.
    private static long OfSeconds(double seconds)
    {
        var whole = Math.Floor(seconds);
        return Nanoseconds(whole * 1e9) is var rounded and long.MaxValue ? rounded : ((long)whole * 1_000_000_000) + ((long)Math.Round((seconds - whole) * 1e6) * 1_000);
    }

    private static long Nanoseconds(double nanoseconds) => nanoseconds >= long.MaxValue ? long.MaxValue : (long)nanoseconds;
}
