using System.Buffers;

namespace Paddock.Protocols.Scrubbing;

/// <summary>E-mail addresses and telephone numbers in text: a person's, as far as anybody can tell.</summary>
internal static class Contacts
{
    // "a@b.de"; nothing shorter is an address, and no telephone number is.
    private const int Shortest = 6;

    private static readonly SearchValues<char> Triggers = SearchValues.Create("@+(0123456789");

    /// <summary>The first one at or behind <paramref name="from"/>.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (var at = from; text.Length - from >= Shortest && at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Triggers);
            if (next < 0) break;
            at += next;
            if (text[at] == '@' ? EmailAddress(text, from, at, 1, out start, out end) : Telephone(text, at, out start, out end))
                return true;
            // The rest of a run of digits is no other number.
            while (char.IsAsciiDigit(text[at]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at++;
        }
        start = end = 0;
        return false;
    }

    /// <summary>The first e-mail address in path, query or fragment of a web address, encoded or not: nobody says it there on purpose.</summary>
    public static bool TryFindInAddress(ReadOnlySpan<char> address, out int start, out int end)
    {
        for (var at = 0; address[at..].IndexOfAny('@', '%') is var next and >= 0; at++)
        {
            at += next;
            var sign = address[at] == '@' ? 1 : address[at..].StartsWith("%40") ? "%40".Length : 0;
            if (sign > 0 && EmailAddress(address, 0, at, sign, out start, out end) && !IsFile(address[start..end])) return true;
        }
        start = end = 0;
        return false;
    }

    // Of a package with its version: lib@2.min.js.
    private static bool IsFile(ReadOnlySpan<char> address) => address.EndsWith(".js") || address.EndsWith(".mjs") || address.EndsWith(".css") || address.EndsWith(".map");

    private static bool EmailAddress(ReadOnlySpan<char> text, int from, int at, int sign, out int start, out int end)
    {
        start = at;
        while (start > from && at - start < 64 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '%' or '+' or '-'))
            start--;
        end = at + sign;
        while (end < text.Length && end - at < 254 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
            end++;
        var host = text[(at + sign)..end].TrimEnd(".-");
        end = at + sign + host.Length;
        var dot = host.LastIndexOf('.');
        return start < at && dot > 0 && host.Length - dot > 2 && !char.IsAsciiDigit(host[^1]);
    }

    // As many groups of digits as make a number: two numbers with a space between them are two.
    private static bool Telephone(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        const int mostDigits = 15;
        start = end = at;
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.' or '-' or ':')) return false;
        Span<int> groups = stackalloc int[mostDigits];
        var (digits, group) = (0, 0);
        var begin = text[at] is '+' or '(' ? at + 1 : at;
        for (var place = begin; place < text.Length; place++)
        {
            if (char.IsAsciiDigit(text[place]))
            {
                if (++digits > mostDigits) break;
                groups[group]++;
                var isGroup = place + 1 == text.Length || !char.IsLetterOrDigit(text[place + 1]);
                if (isGroup && IsNumber(text[at] == '+', text[begin..], digits, groups[..(group + 1)])) end = place + 1;
            }
            else if (!IsSeparator(text, place))
            {
                break;
            }
            else if (groups[group] > 0)
            {
                group++;
            }
        }
        return end > start;
    }

    private static bool IsNumber(bool international, ReadOnlySpan<char> number, int digits, ReadOnlySpan<int> groups) =>
        international ? digits >= 8
        : number.StartsWith("00") ? digits >= 11 && number[2] is >= '1' and <= '9'
        : number[0] == '0' && groups.Length > 1 ? digits is >= 9 and <= 12 && number[1] is >= '1' and <= '9'
        : groups is [3, 3, 4];

    // One or two between groups, as in "(030) 12 34"; then a digit.
    private static bool IsSeparator(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not (' ' or '-' or '.' or '/' or '(' or ')')) return false;
        var next = at + 1 < text.Length && text[at + 1] is ' ' or '(' ? at + 2 : at + 1;
        return next < text.Length && (char.IsAsciiDigit(text[next]) || (text[at] == '(' && text[next] == '+'));
    }
}
