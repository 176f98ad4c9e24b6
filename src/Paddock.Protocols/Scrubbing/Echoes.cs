using System.Buffers;
using System.Text;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Scrubbing;

/// <summary>
/// What was removed under its name is removed wherever else it stands: a key in a variable called api_key is often also in the arguments,
/// the message and the line of source. Only what looks like nothing but a secret is remembered.
/// </summary>
internal sealed class Echoes
{
    private const int MostSecrets = 32;
    private const int ShortestSecret = 8;
    private const int LongestSecret = 256;

    // So long, a text without a digit is no word either.
    private const int LongWithoutDigit = 20;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\r\n;,=&\"'`<>()[]{}\\");

    private readonly List<string> _secrets = [];
    private readonly List<byte[]> _encoded = [];

    public bool IsEmpty => _secrets.Count == 0;

    public void Clear()
    {
        _secrets.Clear();
        _encoded.Clear();
    }

    public void Remember(ReadOnlySpan<char> removed)
    {
        while (!removed.IsEmpty && _secrets.Count < MostSecrets)
        {
            var end = removed.IndexOfAny(Separators);
            var part = end < 0 ? removed : removed[..end];
            removed = end < 0 ? default : removed[(end + 1)..];
            if (LooksSecret(part) && !IsKnown(part))
                Add(part.ToString());
        }
    }

    public string? Replace(string? text)
    {
        if (text is null)
            return null;
        foreach (var secret in _secrets)
            text = text.Replace(secret, TextScrubber.Filtered, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Overwrites them, keeping the length.</summary>
    public void Mask(Span<char> text)
    {
        foreach (var secret in _secrets)
        {
            for (var rest = text; rest.IndexOf(secret) is var at and >= 0; rest = rest[(at + secret.Length)..])
                rest.Slice(at, secret.Length).Fill('*');
        }
    }

    public bool OccurIn(ReadOnlySpan<byte> json)
    {
        foreach (var secret in _encoded)
        {
            if (json.IndexOf(secret) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>Copies a part of one buffer into another without them.</summary>
    public Slice Copy(ReadOnlySpan<byte> json, JsonBuffer target)
    {
        var start = target.Length;
        var copied = 0;
        // Where each secret occurs next: found again only when that place is passed, so that a rare one costs one search and not one for each of a frequent one.
        Span<int> next = stackalloc int[MostSecrets];
        next = next[.._encoded.Count];
        next.Fill(-1);
        while (FindFirst(json, copied, next) is var first and >= 0)
        {
            target.Write(json[copied..next[first]]);
            target.Write("[Filtered]"u8);
            copied = next[first] + _encoded[first].Length;
        }
        target.Write(json[copied..]);
        return target.Since(start);
    }

    // The index of the secret that occurs first at or behind a place; -1 when none does.
    private int FindFirst(ReadOnlySpan<byte> json, int from, Span<int> next)
    {
        var first = -1;
        for (var index = 0; index < next.Length; index++)
        {
            if (next[index] < from)
                next[index] = IndexOfWhole(json, from, _encoded[index]);
            if (next[index] < json.Length && (first < 0 || next[index] < next[first]))
                first = index;
        }
        return first;
    }

    // json.Length when it does not occur any more.
    private static int IndexOfWhole(ReadOnlySpan<byte> json, int from, byte[] secret)
    {
        while (json[from..].IndexOf(secret) is var found and >= 0)
        {
            if (!IsInsideEscape(json, from + found))
                return from + found;
            from += found + 1;
        }
        return json.Length;
    }

    // The n of \n or the digits of \u001f, taken for the beginning of a secret, would leave broken JSON behind.
    private static bool IsInsideEscape(ReadOnlySpan<byte> json, int at)
    {
        const int longestEscape = 6;
        for (var back = 1; back < longestEscape && back <= at; back++)
        {
            if (json[at - back] != (byte)'\\')
                continue;
            var before = json[..(at - back + 1)];
            var backslashes = before.Length - before.TrimEnd((byte)'\\').Length;
            return backslashes % 2 == 1 && (back == 1 || json[at - back + 1] == (byte)'u');
        }
        return false;
    }

    // Two letters at least: no JSON number has them.
    private static bool LooksSecret(ReadOnlySpan<char> text)
    {
        if (text.Length is < ShortestSecret or > LongestSecret)
            return false;
        var letters = 0;
        var digits = 0;
        foreach (var character in text)
        {
            if (!char.IsBetween(character, '!', '~'))
                return false;
            if (char.IsAsciiLetter(character))
                letters++;
            else if (char.IsAsciiDigit(character))
                digits++;
        }
        // Paths and dotted names of modules are long as well.
        return letters >= 2 && (digits > 0 || (text.Length >= LongWithoutDigit && !text.ContainsAny('.', '/', '_')));
    }

    private bool IsKnown(ReadOnlySpan<char> secret)
    {
        foreach (var known in _secrets)
        {
            if (secret.SequenceEqual(known))
                return true;
        }
        return false;
    }

    private void Add(string secret)
    {
        _secrets.Add(secret);
        _encoded.Add(Encoding.ASCII.GetBytes(secret));
    }
}
