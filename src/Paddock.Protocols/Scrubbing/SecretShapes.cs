using System.Buffers;

namespace Paddock.Protocols.Scrubbing;

/// <summary>Secrets that show by their own shape, whatever they are called.</summary>
internal static class SecretShapes
{
    public const string PrivateKeyBegin = "-----BEGIN";
    private const string PrivateKeyEnd = "-----END";

    private static readonly SearchValues<char> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> CredentialCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=._~-");

    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/?# \t\r\n\"'<>");
    private static readonly SearchValues<char> ParameterEnds = SearchValues.Create("&# \t\r\n\"'<>);,");

    /// <summary>Prefixes by which well-known services mark their secrets.</summary>
    public static readonly string[] ProviderPrefixes = ["sk_live_", "sk_test_", "rk_live_", "whsec_", "ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AIza"];

    /// <summary>From -----BEGIN … PRIVATE KEY----- to its end, or to the text's end when that was cut off.</summary>
    public static Finding PrivateKey(ReadOnlySpan<char> text, int at)
    {
        var label = text.Slice(at + PrivateKeyBegin.Length, Math.Min(48, text.Length - at - PrivateKeyBegin.Length));
        var keyAt = label.IndexOf("PRIVATE KEY");
        if (keyAt < 0 || label[..keyAt].Contains('\n'))
            return Finding.Nothing(at + PrivateKeyBegin.Length);
        var endAt = text[at..].IndexOf(PrivateKeyEnd);
        if (endAt < 0)
            return Finding.Secret(at, text.Length, text.Length);
        var behind = at + endAt + PrivateKeyEnd.Length;
        var close = text[behind..].IndexOf("-----");
        var end = close < 0 ? text.Length : behind + close + "-----".Length;
        return Finding.Secret(at, end, end);
    }

    /// <summary>eyJ….….… as JSON web tokens are.</summary>
    public static Finding WebToken(ReadOnlySpan<char> text, int at)
    {
        var header = Run(text, at, Base64Url);
        if (!text[at..].StartsWith("eyJ") || header - at < 12 || header >= text.Length || text[header] != '.')
            return Finding.Nothing(Math.Max(header, at + 1));
        var payload = Run(text, header + 1, Base64Url);
        var end = payload < text.Length && text[payload] == '.' ? Run(text, payload + 1, Base64Url) : payload;
        return payload - header > 4 ? Finding.Secret(at, end, end) : Finding.Nothing(end);
    }

    public static Finding ProviderToken(ReadOnlySpan<char> text, int at)
    {
        const int shortest = 16;
        foreach (var prefix in ProviderPrefixes)
        {
            if (!text[at..].StartsWith(prefix))
                continue;
            var end = Run(text, at, Base64Url);
            return end - at >= shortest ? Finding.Secret(at, end, end) : Finding.Nothing(end);
        }
        return Finding.Nothing(at + 1);
    }

    /// <summary>"Bearer x" and "Basic x" without a name before them.</summary>
    public static Finding Credentials(ReadOnlySpan<char> text, int at) =>
        text[at..].StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) ? Bearer(text, at)
        : text[at..].StartsWith("basic ", StringComparison.OrdinalIgnoreCase) ? Basic(text, at)
        : default;

    // A word of prose has no digit and is shorter than a token.
    private static Finding Bearer(ReadOnlySpan<char> text, int at)
    {
        var start = at + "bearer ".Length;
        var end = Run(text, start, CredentialCharacters);
        var token = text[start..end];
        var isToken = token.Length >= 20 || (token.Length >= 6 && token.ContainsAnyInRange('0', '9'));
        return isToken ? Finding.Secret(start, end, end) : Finding.Nothing(start);
    }

    // User and password in Base64.
    private static Finding Basic(ReadOnlySpan<char> text, int at)
    {
        var start = at + "basic ".Length;
        var end = Run(text, start, Base64);
        Span<byte> decoded = stackalloc byte[256];
        var isPair = end - start is >= 8 and <= 256
            && Convert.TryFromBase64Chars(text[start..end], decoded, out var length)
            && decoded[..length].Contains((byte)':');
        return isPair ? Finding.Secret(start, end, end) : Finding.Nothing(start);
    }

    /// <summary>user:password@ behind ://; a user alone goes too, as DSNs and tokens are written so.</summary>
    public static Finding UserInfo(ReadOnlySpan<char> text, int at)
    {
        const int longest = 512;
        var start = at + "://".Length;
        var rest = text.Slice(start, Math.Min(longest, text.Length - start));
        var authority = rest.IndexOfAny(AuthorityEnds);
        // The password may hold an @ itself: the last one before the path counts.
        var end = (authority < 0 ? rest : rest[..authority]).LastIndexOf('@');
        return end <= 0 || Values.IsNothing(rest[..end]) ? Finding.Nothing(start) : Finding.Secret(start, start + end, start + end);
    }

    /// <summary>A parameter of a URL whose name is a secret's only there: ?key=, &amp;sig=, &amp;X-Amz-Signature=.</summary>
    public static bool IsParameter(ReadOnlySpan<char> text, int at)
    {
        const int longestName = 32;
        var start = at;
        while (start > 0 && at - start < longestName && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '_'))
            start--;
        if (start == 0 || text[start - 1] is not ('?' or '&'))
            return false;
        var name = text[start..];
        var equals = name[..Math.Min(name.Length, longestName)].IndexOf('=');
        return equals > 0 && (name[..equals] is "key" or "sig" or "code" || name[..equals].EndsWith("signature", StringComparison.OrdinalIgnoreCase));
    }

    public static Finding Parameter(ReadOnlySpan<char> text, int at)
    {
        var start = at + text[at..].IndexOf('=') + 1;
        var length = text[start..].IndexOfAny(ParameterEnds);
        var end = length < 0 ? text.Length : start + length;
        return Values.IsNothing(text[start..end]) ? Finding.Nothing(end) : Finding.Secret(start, end, end);
    }

    /// <summary>A line of nothing but Base64, as inside a key that spans lines of source.</summary>
    public static bool IsKeyMaterial(ReadOnlySpan<char> line)
    {
        const int shortest = 60;
        line = line.Trim(" \t\r\n\"'\\,");
        return line.Length >= shortest && !line.ContainsAnyExcept(Base64)
            // Not a ruler of equal signs, nor a long word.
            && line.ContainsAnyInRange('0', '9') && line.ContainsAnyInRange('A', 'Z') && line.ContainsAnyInRange('a', 'z');
    }

    private static int Run(ReadOnlySpan<char> text, int at, SearchValues<char> characters)
    {
        var length = text[at..].IndexOfAnyExcept(characters);
        return length < 0 ? text.Length : at + length;
    }
}
