using System.Buffers;

namespace Paddock.Protocols.Scrubbing;

/// <summary>How far the value behind a name and its separator reaches: quoted, bracketed, or up to the next delimiter.</summary>
internal static class Values
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n,;&)]}><\"'`|\\");

    private static readonly string[] Schemes = ["Bearer", "Basic", "Digest", "Token", "ApiKey", "Negotiate", "Sentry"];

    /// <summary>Values that give nothing away, the marks of earlier scrubbing included.</summary>
    /// <summary>Says that there is no value, or that it stands elsewhere: a placeholder of a statement.</summary>
    public static bool IsNothing(ReadOnlySpan<char> value) =>
        value.Trim() is "" or "None" or "null" or "nil" or "undefined" or "true" or "false" or "True" or "False" or "[]" or "{}" or "()"
            or TextScrubber.Filtered or "%s" or "?"
        || !value.ContainsAnyExcept('*');

    /// <param name="enclosing">The quote that the name stands behind, or '\0'.</param>
    /// <param name="wholeLine">The value goes on to the end of its line.</param>
    /// <param name="value">Without its quotes.</param>
    /// <param name="next">Behind the value.</param>
    public static bool TryFind(ReadOnlySpan<char> text, int at, char enclosing, bool wholeLine, TextKind kind, out (int Start, int Length) value, out int next)
    {
        var quote = QuoteAt(text, at);
        if (quote.Content > 0)
        {
            var end = EndOfQuoted(text, quote);
            value = (quote.Content, end - quote.Content);
            next = Math.Min(text.Length, end + 1);
            return true;
        }
        value = default;
        next = at;
        if (kind == TextKind.Code)
            return false;
        if (text[at..].StartsWith(TextScrubber.Filtered))
        {
            next = at + TextScrubber.Filtered.Length;
            value = (at, next - at);
            return true;
        }
        next = wholeLine ? EndOfLine(text, at, enclosing)
            : text[at] is '[' or '{' or '(' or '<' ? EndOfBracketed(text, at)
            : EndOfWord(text, at);
        value = (at, next - at);
        return true;
    }

    private readonly record struct Quote(int Content, char Character, int Backslashes, bool Triple);

    // 'x', "x", `x`, b'x', \"x\", """x"""
    private static Quote QuoteAt(ReadOnlySpan<char> text, int at)
    {
        for (var prefix = 0; prefix < 2 && at < text.Length && text[at] is 'b' or 'B' or 'u' or 'U' or 'r' or 'R' or 'f' or 'F'; prefix++)
            at++;
        var backslashes = 0;
        for (; at < text.Length && text[at] == '\\' && backslashes < 8; at++)
            backslashes++;
        if (at >= text.Length || text[at] is not ('"' or '\'' or '`'))
            return default;
        var triple = backslashes == 0 && at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];
        return new Quote(at + (triple ? 3 : 1), text[at], backslashes, triple);
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text, Quote quote)
    {
        var backslashes = 0;
        for (var at = quote.Content; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                backslashes++;
                continue;
            }
            if (text[at] == quote.Character && Closes(backslashes, quote.Backslashes) && (!quote.Triple || IsTriple(text, at)))
                return at - (quote.Backslashes == 0 ? 0 : backslashes);
            backslashes = 0;
        }
        return text.Length;
    }

    // A quote of the outer text has as many backslashes before it as the opening one, or fewer; plain quotes an even number.
    private static bool Closes(int backslashes, int opening) => opening == 0 ? backslashes % 2 == 0 : backslashes <= opening;

    private static bool IsTriple(ReadOnlySpan<char> text, int at) => at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];

    private static int EndOfBracketed(ReadOnlySpan<char> text, int at)
    {
        var depth = 0;
        for (var end = at; end < text.Length; end++)
        {
            switch (text[end])
            {
                case '[' or '{' or '(' or '<':
                    depth++;
                    break;
                case ']' or '}' or ')' or '>':
                    if (--depth == 0)
                        return end + 1;
                    break;
                case '"' or '\'':
                    end = EndOfQuoted(text, new Quote(end + 1, text[end], 0, false));
                    break;
            }
        }
        return text.Length;
    }

    private static int EndOfLine(ReadOnlySpan<char> text, int at, char enclosing)
    {
        var end = enclosing == '\0' ? text[at..].IndexOfAny('\r', '\n') : text[at..].IndexOfAny('\r', '\n', enclosing);
        return end < 0 ? text.Length : at + end;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny(Delimiters);
        var end = length < 0 ? text.Length : at + length;
        // "Bearer abc": the word names the scheme, the next one is the secret.
        return end < text.Length && text[end] == ' ' && IsScheme(text[at..end]) ? EndOfWordAfter(text, end + 1) : end;
    }

    private static int EndOfWordAfter(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny(Delimiters);
        return length < 0 ? text.Length : at + length;
    }

    private static bool IsScheme(ReadOnlySpan<char> word)
    {
        foreach (var scheme in Schemes)
        {
            if (word.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
