namespace Paddock.Protocols.Scrubbing;

/// <summary>Payment card numbers: a brand's prefix and length, single spaces or dashes between digits, and Luhn's check.</summary>
internal static class Cards
{
    private const int MostDigits = 19;

    public static bool TryMatch(ReadOnlySpan<char> text, int start, out int end)
    {
        end = 0;
        if (text[start] is < '2' or > '6' || !IsBoundary(text, start))
            return false;
        Span<byte> digits = stackalloc byte[MostDigits];
        var count = 0;
        for (var at = start; at < text.Length && count < MostDigits; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                if (text[at] is ' ' or '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
                    continue;
                break;
            }
            digits[count++] = (byte)(text[at] - '0');
            var endsRun = at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]);
            if (endsRun && IsLength(digits[..count]) && Luhn(digits[..count]))
            {
                end = at + 1;
                return true;
            }
        }
        return false;
    }

    // Not in the middle of a word, a hexadecimal number or a fraction.
    private static bool IsBoundary(ReadOnlySpan<char> text, int start) =>
        start == 0 || !(char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_');

    private static bool IsLength(ReadOnlySpan<byte> digits)
    {
        if (digits.Length < 13)
            return false;
        var two = (digits[0] * 10) + digits[1];
        var four = (two * 100) + (digits[2] * 10) + digits[3];
        return (two, four) switch
        {
            (34 or 37, _) => digits.Length == 15,
            (36 or 38 or 39, _) => digits.Length == 14,
            (30, <= 3059) => digits.Length == 14,
            (35, >= 3528 and <= 3589) => digits.Length == 16,
            ( >= 40 and <= 49, _) => digits.Length is 13 or 16 or 19,
            ( >= 51 and <= 55, _) or (_, >= 2221 and <= 2720) => digits.Length == 16,
            (62, _) => digits.Length is 16 or 19,
            (65, _) or (_, 6011 or >= 6440 and <= 6499) => digits.Length is 16 or 19,
            _ => false,
        };
    }

    private static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = (int)digits[^(index + 1)];
            if (index % 2 == 1)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0 && digits.ContainsAnyExcept((byte)0);
    }
}
