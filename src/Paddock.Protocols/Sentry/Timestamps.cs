using System.Globalization;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// Times as SDKs write them: RFC 3339 with or without a zone (UTC then), with T or a space, to the nanosecond; or unix seconds.
/// A time that nanoseconds in 64 bits cannot hold becomes the nearest one that they can.
/// </summary>
internal static class Timestamps
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerTick = 100;

    public static long FromDateTimeOffset(DateTimeOffset time) => FromTicks(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, 0);

    /// <summary>RFC 3339 in UTC, to the microsecond.</summary>
    public static string Format(long unixNanoseconds) =>
        DateTime.UnixEpoch.AddTicks(unixNanoseconds / NanosecondsPerTick).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ParseDateTimeOffset(ReadOnlySpan<char> text) =>
        Parse(text) is { } nanoseconds ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / NanosecondsPerTick) : null;

    public static long? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return ParseUnixSeconds(text) ?? ParseRfc3339(text);
    }

    private static long? ParseUnixSeconds(ReadOnlySpan<char> text)
    {
        const NumberStyles jsonNumber = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, jsonNumber, CultureInfo.InvariantCulture, out var exact))
            return exact > long.MaxValue / NanosecondsPerSecond ? long.MaxValue
                : exact < long.MinValue / NanosecondsPerSecond ? long.MinValue
                : (long)(exact * NanosecondsPerSecond);
        // Out of decimal's range, or with more exponent than it reads.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            return seconds > 0 ? long.MaxValue : long.MinValue;
        return null;
    }

    private static long? ParseRfc3339(ReadOnlySpan<char> text)
    {
        if (text.Length < "2022-11-23T01:02".Length || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't' or ' ') || text[13] != ':')
            return null;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute))
            return null;
        text = text[16..];
        if (!TakeSeconds(ref text, out var second, out var nanoseconds) || !TakeOffset(text, out var offsetMinutes))
            return null;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return null;
        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks
            + ((second - (offsetMinutes * 60L)) * TimeSpan.TicksPerSecond);
        return FromTicks(ticks, nanoseconds);
    }

    private static bool TakeSeconds(ref ReadOnlySpan<char> text, out int second, out int nanoseconds)
    {
        second = nanoseconds = 0;
        if (text.IsEmpty || text[0] != ':')
            return true;
        if (text.Length < 3 || !TryDigits(text[1..3], out second))
            return false;
        text = text[3..];
        if (text.IsEmpty || text[0] is not ('.' or ','))
            return true;
        var scale = (int)NanosecondsPerSecond / 10;
        var at = 1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            nanoseconds += (text[at] - '0') * scale;
            scale /= 10;
        }
        text = text[at..];
        return at > 1;
    }

    private static bool TakeOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        text = text.TrimStart(' ');
        if (text.IsEmpty || text is "Z" or "z" or "UTC")
            return true;
        if (text[0] is not ('+' or '-'))
            return false;
        var digits = text[1..];
        if (!TryDigits(digits[..Math.Min(2, digits.Length)], out var hours))
            return false;
        var rest = digits[2..].TrimStart(':');
        var remainder = 0;
        if (!rest.IsEmpty && !TryDigits(rest, out remainder))
            return false;
        minutes = ((hours * 60) + remainder) * (text[0] == '-' ? -1 : 1);
        return hours < 24 && remainder < 60;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length is not (2 or 4))
            return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            value = (value * 10) + (digit - '0');
        }
        return true;
    }

    private static long FromTicks(long ticks, int nanoseconds)
    {
        if (ticks >= long.MaxValue / NanosecondsPerTick - 10_000_000)
            return long.MaxValue;
        if (ticks <= long.MinValue / NanosecondsPerTick)
            return long.MinValue;
        return (ticks * NanosecondsPerTick) + nanoseconds;
    }
}
