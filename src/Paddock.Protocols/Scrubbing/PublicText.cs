using Paddock.Protocols.Json;

namespace Paddock.Protocols.Scrubbing;

/// <summary>
/// Text that visitors of a site leave behind without knowing: addresses of pages, titles, properties. Besides secrets, it loses e-mail addresses
/// and telephone numbers; pages and referrers also what a link alone opens. One thread at a time.
/// </summary>
internal sealed class PublicText
{
    private const int ShortestToken = 20;
    private const int FewestTurns = 3;
    private const int MostPasses = 8;

    // What follows these in a path opens something: /accounts/reset/MQ/c6z8yf-4a…/, /invite/x7Gh2.
    private static readonly string[] Openers =
        ["reset", "confirm", "verify", "verification", "activate", "activation", "invite", "invitation", "magic", "token", "unsubscribe", "password", "signin-link", "auth"];

    private readonly TextScrubber _scrubber = new();
    private CharBuffer _text = new(512);
    private CharBuffer _next = new(512);
    private readonly CharBuffer _path = new(512);

    /// <summary>The text itself when it is clean, else a scrubbed copy that the next call overwrites.</summary>
    public ReadOnlySpan<char> Scrub(ReadOnlySpan<char> text, TextKind kind)
    {
        // What one removal leaves behind may be read as another: until nothing is found any more, which is nearly always at once.
        for (var pass = 0; pass < MostPasses; pass++)
        {
            _scrubber.Echoes.Clear();
            text = _scrubber.Scrub(text, kind, out _);
            if (!Contacts.TryFind(text, 0, out var start, out var end)) break;
            text = RemoveContacts(text, start, end);
        }
        return text;
    }

    private ReadOnlySpan<char> RemoveContacts(ReadOnlySpan<char> text, int start, int end)
    {
        _next.Clear();
        var copied = 0;
        do
        {
            _next.Append(text[copied..start]);
            _next.Append(TextScrubber.Filtered);
            copied = end;
        }
        while (Contacts.TryFind(text, copied, out start, out end));
        _next.Append(text[copied..]);
        (_text, _next) = (_next, _text);
        return _text.Span;
    }

    /// <summary>Secrets alone: for what a site says of a person on purpose.</summary>
    public ReadOnlySpan<char> ScrubSecrets(ReadOnlySpan<char> text, TextKind kind)
    {
        _scrubber.Echoes.Clear();
        return _scrubber.Scrub(text, kind, out _);
    }

    /// <summary>A path, decoded; the result is overwritten by the next call.</summary>
    public ReadOnlySpan<char> ScrubPath(ReadOnlySpan<char> path)
    {
        _path.Clear();
        var opened = false;
        for (var at = 0; at < path.Length;)
        {
            var length = path[at..].IndexOf('/');
            var segment = length < 0 ? path[at..] : path.Slice(at, length);
            var secret = (opened && !IsPlainWord(segment)) || IsToken(segment);
            _path.Append(secret ? TextScrubber.Filtered : segment);
            opened |= IsOpener(segment);
            at += segment.Length;
            if (length < 0) break;
            _path.Append('/');
            at++;
        }
        return Scrub(_path.Span, TextKind.Prose);
    }

    // reset, password_reset, reset-password.
    private static bool IsOpener(ReadOnlySpan<char> segment)
    {
        while (!segment.IsEmpty)
        {
            var end = segment.IndexOfAny('-', '_');
            var word = end < 0 ? segment : segment[..end];
            foreach (var opener in Openers)
            {
                if (word.Equals(opener, StringComparison.OrdinalIgnoreCase)) return true;
            }
            segment = end < 0 ? default : segment[(end + 1)..];
        }
        return false;
    }

    // "done", "set-password", and marks of earlier scrubbing.
    private static bool IsPlainWord(ReadOnlySpan<char> segment) =>
        segment is TextScrubber.Filtered || IsWords(segment);

    private static bool IsWords(ReadOnlySpan<char> segment)
    {
        foreach (var character in segment)
        {
            if (character is not ((>= 'a' and <= 'z') or '-' or '_')) return false;
        }
        return true;
    }

    /// <summary>A long run of letters and digits that change into each other often: no word, and not the parts of a UUID.</summary>
    private static bool IsToken(ReadOnlySpan<char> segment)
    {
        var (run, turns) = (0, 0);
        var wasDigit = false;
        foreach (var character in segment)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                (run, turns) = (0, 0);
                continue;
            }
            var isDigit = char.IsAsciiDigit(character);
            if (run++ > 0 && isDigit != wasDigit) turns++;
            wasDigit = isDigit;
            if (run >= ShortestToken && turns >= FewestTurns) return true;
        }
        return false;
    }
}
