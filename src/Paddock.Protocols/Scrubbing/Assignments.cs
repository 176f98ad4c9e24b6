using System.Buffers;

namespace Paddock.Protocols.Scrubbing;

/// <summary>
/// Finds the value that belongs to a sensitive name inside text: <c>password=x</c>, <c>'token': ['x']</c>, <c>{\"secret\":\"x\"}</c>,
/// <c>Authorization: Bearer x</c>, <c>password%3Dx</c>, <c>--password x</c>. Every step is bounded by the text's length.
/// </summary>
internal static class Assignments
{
    private const int LongestName = 96;
    private const int MostClosers = 8;
    private const int MostBlanks = 16;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$");

    // "AuthenticationError: invalid user" is a sentence, not an assignment.
    private static readonly string[] SentenceEndings =
        ["Error", "Exception", "Warning", "Failure", "Failed", "Denied", "Required", "Invalid", "Expired", "Missing", "Incorrect"];

    public static Finding Recognise(ReadOnlySpan<char> text, int at, TextKind kind)
    {
        var (start, end) = NameAround(text, at);
        var name = text[start..end];
        var sensitivity = SensitiveNames.Of(LastSegment(name));
        if (sensitivity == Sensitivity.None)
            return Finding.Nothing(at + 1);
        // Inside a line of source, a URL's parameters are text of a literal.
        var valueKind = start > 0 && text[start - 1] is '?' or '&' ? TextKind.Prose : kind;
        if (TryFindValue(text, start, end, valueKind, out var value, out var next))
            return value.Length == 0 || Values.IsNothing(text.Slice(value.Start, value.Length))
                ? Finding.Nothing(next)
                : Finding.Secret(value.Start, value.Start + value.Length, next);
        var isMention = sensitivity == Sensitivity.Mention && !name.Contains('.') && !IsInPlainPath(text, start, end) && !IsFlag(text, start);
        return isMention ? Finding.Mention(at + 1) : Finding.Nothing(at + 1);
    }

    private static (int Start, int End) NameAround(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestName && NameCharacters.Contains(text[start - 1]) && !IsDoubleDash(text, start - 1))
            start--;
        var end = at;
        while (end < text.Length && end - at < LongestName && NameCharacters.Contains(text[end]) && !IsDoubleDash(text, end))
            end++;
        while (end > start + 1 && text[end - 1] is '.' or '-')
            end--;
        return (start, end);
    }

    // One dash joins the words of a name, two begin a flag, five a key.
    private static bool IsDoubleDash(ReadOnlySpan<char> text, int at) =>
        text[at] == '-' && ((at > 0 && text[at - 1] == '-') || (at + 1 < text.Length && text[at + 1] == '-'));

    private static ReadOnlySpan<char> LastSegment(ReadOnlySpan<char> name) => name[(name.LastIndexOf('.') + 1)..];

    // /password_reset/done: a route. /reset-password/4f6cd2: perhaps a secret.
    private static bool IsInPlainPath(ReadOnlySpan<char> text, int start, int end)
    {
        const int longestPath = 128;
        if (start == 0 || text[start - 1] != '/')
            return false;
        text = text[..Math.Min(text.Length, end + longestPath)];
        for (var at = end; at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '\'' or '>' or '?' or ',' or ')'); at++)
        {
            if (!char.IsAsciiLetter(text[at]) && text[at] is not ('/' or '-' or '_' or '.'))
                return false;
        }
        return true;
    }

    private static bool TryFindValue(ReadOnlySpan<char> text, int nameStart, int nameEnd, TextKind kind, out (int Start, int Length) value, out int next)
    {
        value = default;
        next = nameEnd;
        var at = SkipClosers(text, nameEnd);
        at = SkipBlanks(text, at);
        if (IsFlag(text, nameStart) && at > nameEnd && at < text.Length && Separator(text, at) == 0)
        {
            // --password hunter2, or '--password', 'hunter2'
            if (text[at] == ',')
                at = SkipBlanks(text, at + 1);
        }
        else
        {
            var separator = Separator(text, at);
            if (separator == 0 || (text[at] == ':' && EndsASentence(text[nameStart..nameEnd])))
                return false;
            if (text[at] == '%')
                return EncodedValue(text, at + separator, out value, out next);
            at = SkipBlanks(text, at + separator);
        }
        if (at >= text.Length || text[at] is '\n' or '\r')
            return false;
        return Values.TryFind(text, at, Enclosing(text, nameStart), IsWholeLine(text[nameStart..nameEnd]), kind, out value, out next);
    }

    private static bool IsFlag(ReadOnlySpan<char> text, int nameStart) => nameStart >= 2 && text[nameStart - 1] == '-' && text[nameStart - 2] == '-';

    // The rest of the line belongs to these, commas and spaces included.
    private static bool IsWholeLine(ReadOnlySpan<char> name) =>
        name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase);

    private static char Enclosing(ReadOnlySpan<char> text, int nameStart) =>
        nameStart > 0 && text[nameStart - 1] is '"' or '\'' ? text[nameStart - 1] : '\0';

    private static bool EndsASentence(ReadOnlySpan<char> name)
    {
        foreach (var ending in SentenceEndings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static int SkipClosers(ReadOnlySpan<char> text, int at)
    {
        for (var count = 0; count < MostClosers && at < text.Length; count++)
        {
            if (text[at] is '"' or '\'' or '`' or ']' or '\\')
                at++;
            else if (StartsWithAny(text[at..], "%22", "%27", "%5D"))
                at += 3;
            else
                break;
        }
        return at;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        for (var count = 0; count < MostBlanks && at < text.Length && text[at] is ' ' or '\t'; count++)
            at++;
        return at;
    }

    private static int Separator(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        if (rest.IsEmpty)
            return 0;
        if (StartsWithAny(rest, "=>", "==", ":="))
            return 2;
        if (StartsWithAny(rest, "%3D", "%3A"))
            return 3;
        if (rest.StartsWith("::") || rest.StartsWith("://"))
            return 0;
        return rest[0] is '=' or ':' ? 1 : 0;
    }

    private static bool EncodedValue(ReadOnlySpan<char> text, int at, out (int Start, int Length) value, out int next)
    {
        while (at < text.Length && (StartsWithAny(text[at..], "%22", "%27", "%20") || text[at] == '+'))
            at += text[at] == '+' ? 1 : 3;
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('&' or '"' or '\'') && !StartsWithAny(text[end..], "%22", "%26", "%2C", "%7D"))
            end++;
        value = (at, end - at);
        next = end;
        return true;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
