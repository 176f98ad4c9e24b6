namespace Paddock.Protocols.Filtering;

/// <summary>
/// A pattern for a whole text, in any case: * stands for anything, ? for one character. A text is gone through once from left to right: the first place where a part fits is taken, and never
/// given back, which finds every match that there is.
/// </summary>
public sealed class Glob
{
    /// <summary>Characters of a pattern.</summary>
    public const int Longest = 200;

    /// <summary>Of a text, what is behind is not looked at: so that the worst pattern takes less than a millisecond.</summary>
    public const int LongestText = 1000;

    // What stands between the stars.
    private readonly string[] _parts;

    /// <param name="pattern">At most <see cref="Longest"/>.</param>
    public Glob(string pattern) => _parts = pattern.Split('*');

    public bool Matches(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        if (_parts.Length == 1) return text.Length == _parts[0].Length && IsAt(text, _parts[0]);
        if (!IsAt(text, _parts[0])) return false;
        text = text[_parts[0].Length..];
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = IndexOf(text, part);
            if (at < 0) return false;
            text = text[(at + part.Length)..];
        }
        return text.Length >= _parts[^1].Length && IsAt(text[^_parts[^1].Length..], _parts[^1]);
    }

    private static int IndexOf(ReadOnlySpan<char> text, string part)
    {
        if (!part.Contains('?')) return text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
        for (var at = 0; at + part.Length <= text.Length; at++)
        {
            if (IsAt(text[at..], part)) return at;
        }
        return -1;
    }

    private static bool IsAt(ReadOnlySpan<char> text, string part)
    {
        if (text.Length < part.Length) return false;
        for (var index = 0; index < part.Length; index++)
        {
            if (part[index] != '?' && char.ToUpperInvariant(part[index]) != char.ToUpperInvariant(text[index])) return false;
        }
        return true;
    }
}
