namespace Paddock.Protocols.Scrubbing;

/// <summary>Numbers that are somebody's: payment cards (checked by Luhn) and public network addresses.</summary>
internal static class Numbers
{
    private const int ShortestIpv4 = 7;
    private const int LongestCard = 19;

    /// <summary>The first such number at or behind <paramref name="from"/>.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (var at = from; text.Length - at >= ShortestIpv4;)
        {
            var digit = text[at..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
                break;
            start = at + digit;
            var run = start + 1;
            while (run < text.Length && char.IsAsciiDigit(text[run]))
                run++;
            if (Cards.TryMatch(text, start, out end) || NetworkAddresses.TryMatchIpv4(text, start, run, out end))
                return true;
            if (run < text.Length && NetworkAddresses.TryMatchIpv6(text, start, out end))
                return true;
            at = run;
        }
        start = end = 0;
        return false;
    }

    public static bool IsCard(ReadOnlySpan<byte> number)
    {
        if (number.Length is < 13 or > LongestCard)
            return false;
        Span<char> digits = stackalloc char[LongestCard];
        for (var index = 0; index < number.Length; index++)
            digits[index] = (char)number[index];
        return Cards.TryMatch(digits[..number.Length], 0, out var end) && end == number.Length;
    }
}
