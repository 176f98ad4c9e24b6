using System.Buffers;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Scrubbing;

/// <summary>Takes secrets out of one string. Strings without a trigger, nearly all, cost one vectorised search each.</summary>
internal sealed class TextScrubber
{
    public const string Filtered = "[Filtered]";

    // Nothing shorter holds a secret that could be told from a word.
    private const int ShortestText = 7;

    private const int MostPasses = 8;

    // As few and as short as will do: each is a beginning or a part of what Recognise knows, and the vectorised search goes by their first three letters.
    // With all the names spelt out it took twice as long.
    private static readonly SearchValues<string> Triggers = SearchValues.Create(
        [
            "pass", "pwd", "secret", "key", "auth", "cred", "token", "bearer", "srf", "cookie", "sess", "card", "sig", "code=",
            "basic ", "://", "eyJ", SecretShapes.PrivateKeyBegin,
            .. SecretShapes.ProviderPrefixes,
        ],
        StringComparison.OrdinalIgnoreCase);

    private const string Scheme = "://";
    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/?# \t\r\n\"'<>");
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n\"'<>");

    /// <summary>What was removed so far.</summary>
    public Echoes Echoes { get; } = new();

    private readonly CharBuffer _words = new(256);
    private readonly CharBuffer _addresses = new(256);
    private readonly CharBuffer _numbers = new(256);
    private readonly CharBuffer _again = new(256);

    /// <summary>The text itself when it is clean, else a scrubbed copy that the next call overwrites.</summary>
    public ReadOnlySpan<char> Scrub(ReadOnlySpan<char> text, TextKind kind, out bool scrubbed)
    {
        var clean = ScrubOnce(text, kind, out scrubbed);
        // What one removal leaves behind may be read as another secret: until nothing is found any more, which is nearly always at once.
        var again = scrubbed;
        for (var pass = 1; again && pass < MostPasses; pass++)
        {
            _again.Clear();
            clean = ScrubOnce(_again[_again.Append(clean)], kind, out again);
        }
        return clean;
    }

    private ReadOnlySpan<char> ScrubOnce(ReadOnlySpan<char> text, TextKind kind, out bool scrubbed)
    {
        scrubbed = false;
        if (text.Length < ShortestText)
            return text;
        var current = text;
        if (FirstTrigger(text) is var first and >= 0)
            current = ScrubAddresses(ScrubWords(text, first, kind));
        scrubbed = current != text;
        if (Numbers.TryFind(current, 0, out var start, out var end))
        {
            current = ScrubNumbers(current, start, end);
            scrubbed = true;
        }
        return current;
    }

    // The vectorised search takes no text shorter than its step; what .NET does instead is slow for values like these, so they are made longer.
    private static int FirstTrigger(ReadOnlySpan<char> text)
    {
        const int step = 32;
        if (text.Length >= step)
            return text.IndexOfAny(Triggers);
        Span<char> padded = stackalloc char[step];
        padded.Clear();
        text.CopyTo(padded);
        return padded.IndexOfAny(Triggers);
    }

    private ReadOnlySpan<char> ScrubWords(ReadOnlySpan<char> text, int trigger, TextKind kind)
    {
        _words.Clear();
        var copied = 0;
        var mentioned = false;
        for (var at = trigger; ;)
        {
            var finding = Recognise(text, at, kind);
            mentioned |= finding.Mentioned;
            if (finding.End > finding.Start)
            {
                _words.Append(text[copied..finding.Start]);
                _words.Append(Filtered);
                Echoes.Remember(text[finding.Start..finding.End]);
                copied = finding.End;
            }
            at = Math.Max(finding.Next, at + 1);
            var next = at < text.Length ? text[at..].IndexOfAny(Triggers) : -1;
            if (next < 0)
                break;
            at += next;
        }
        if (mentioned && kind == TextKind.Data && !IsCodeObject(text))
            return Filtered;
        if (copied == 0)
            return text;
        _words.Append(text[copied..]);
        return _words.Span;
    }

    // Where else in the record the same address stands it may stay: there it was said on purpose.
    private ReadOnlySpan<char> ScrubAddresses(ReadOnlySpan<char> text)
    {
        _addresses.Clear();
        var copied = 0;
        for (var at = text.IndexOf(Scheme); at >= 0;)
        {
            at += Scheme.Length;
            var rest = text[at..];
            var host = rest.IndexOfAny(HostEnds);
            if (host < 0)
                break;
            // To the end of the address, or to another one in it, which comes next.
            var next = rest[host..].IndexOf(Scheme) is var another and >= 0 ? host + another : rest.Length;
            var end = rest[host..next].IndexOfAny(AddressEnds) is var space and >= 0 ? host + space : next;
            for (var from = at + host; Contacts.TryFindInAddress(text[from..(at + end)], out var start, out var stop); from += stop)
            {
                _addresses.Append(text[copied..(from + start)]);
                _addresses.Append(Filtered);
                copied = from + stop;
            }
            at = next < rest.Length ? at + next : -1;
        }
        if (copied == 0)
            return text;
        _addresses.Append(text[copied..]);
        return _addresses.Span;
    }

    private static Finding Recognise(ReadOnlySpan<char> text, int at, TextKind kind)
    {
        var finding = text[at] switch
        {
            ':' => SecretShapes.UserInfo(text, at),
            '-' => SecretShapes.PrivateKey(text, at),
            'e' or 'E' => SecretShapes.WebToken(text, at),
            'b' or 'B' => SecretShapes.Credentials(text, at),
            'k' or 'K' or 's' or 'S' or 'c' or 'C' when SecretShapes.IsParameter(text, at) => SecretShapes.Parameter(text, at),
            's' or 'r' or 'w' or 'g' or 'x' or 'A' => SecretShapes.ProviderToken(text, at),
            _ => default,
        };
        return finding.End > finding.Start || text[at] is ':' or '-' or 'e' or 'E' ? finding : Assignments.Recognise(text, at, kind);
    }

    // What Python prints for functions, classes and plain objects: where they are, never what they hold.
    private static bool IsCodeObject(ReadOnlySpan<char> text) =>
        text.StartsWith("<") && text.EndsWith(">")
        && (text.StartsWith("<function ") || text.StartsWith("<bound method ") || text.StartsWith("<class '") || text.StartsWith("<module '")
            || text.IndexOf(" object at 0x") > 0);

    private ReadOnlySpan<char> ScrubNumbers(ReadOnlySpan<char> text, int start, int end)
    {
        _numbers.Clear();
        var copied = 0;
        do
        {
            _numbers.Append(text[copied..start]);
            _numbers.Append(Filtered);
            copied = end;
        }
        while (Numbers.TryFind(text, copied, out start, out end));
        _numbers.Append(text[copied..]);
        return _numbers.Span;
    }
}
