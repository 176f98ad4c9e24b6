namespace Paddock.Protocols.Scrubbing;

/// <summary>E-mail addresses and telephone numbers in text: a person's, as far as anybody can tell.</summary>
internal static class Contacts
{
    // "a@b.de"; nothing shorter is an address, and no telephone number is.
    private const int Shortest = 6;

    /// <summary>The first one at or behind <paramref name="from"/>.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (var at = from; text.Length - from >= Shortest && at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny('@', '+', '(') is var sign and >= 0 ? sign : int.MaxValue;
            if (text[at..].IndexOfAnyInRange('0', '9') is var digit and >= 0) next = Math.Min(next, digit);
            if (next == int.MaxValue) break;
            at += next;
            if (text[at] == '@' ? EmailAddress(text, from, at, out start, out end) : Telephone(text, at, out start, out end))
                return true;
            // The rest of a run of digits is no other number.
            while (char.IsAsciiDigit(text[at]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at++;
        }
        start = end = 0;
        return false;
    }

    private static bool EmailAddress(ReadOnlySpan<char> text, int from, int at, out int start, out int end)
    {
        start = at;
        while (start > from && at - start < 64 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '%' or '+' or '-'))
            start--;
        end = at + 1;
        while (end < text.Length && end - at < 254 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
            end++;
        var host = text[(at + 1)..end].TrimEnd(".-");
        end = at + 1 + host.Length;
        var dot = host.LastIndexOf('.');
        return start < at && dot > 0 && host.Length - dot > 2 && !char.IsAsciiDigit(host[^1]);
    }

    private static bool Telephone(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        const int mostDigits = 15;
        start = end = at;
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.' or '-' or ':' or '=' && text[at] == '(')) return false;
        Span<int> groups = stackalloc int[mostDigits];
        var (digits, group) = (0, 0);
        var begin = text[at] is '+' ? at + 1 : at;
        for (var place = begin; place < text.Length; place++)
        {
            if (char.IsAsciiDigit(text[place]))
            {
                if (++digits > mostDigits) return false;
                groups[group]++;
                end = place + 1;
            }
            else if (!IsSeparator(text, place))
            {
                if (char.IsLetter(text[place]) && end == place) return false;
                break;
            }
            else if (groups[group] > 0)
            {
                group++;
            }
        }
        if (digits == 0) return false;
        var number = text[begin..end].TrimStart('(');
        return text[at] == '+' ? digits >= 8
            : number.StartsWith("00") ? digits is >= 11 and <= 15 && number[2] is >= '1' and <= '9'
            : number[0] == '0' && groups[1] > 0 ? digits is >= 9 and <= 12 && number[1] is >= '1' and <= '9'
            : digits == 10 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4;
    }

    // One or two between groups, as in "(030) 12 34"; then a digit.
    private static bool IsSeparator(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not (' ' or '-' or '.' or '/' or '(' or ')')) return false;
        var next = at + 1 < text.Length && text[at + 1] is ' ' or '(' ? at + 2 : at + 1;
        return next < text.Length && (char.IsAsciiDigit(text[next]) || (text[at] == '(' && text[next] == '+'));
    }
}
