using System.Text;

namespace Paddock.Protocols.Sentry;

/// <summary>Who sends: the key of a project, and the SDK as it calls itself.</summary>
/// <param name="Key">32 lower-case hex digits; null where there is none.</param>
/// <param name="Client">For example "sentry.python/1.9.10", or null.</param>
public readonly record struct SentryAuth(string Key, string? Client)
{
    private const int KeyLength = 32;
    private const int LongestClient = 100;

    /// <summary>There is no key, but something stands in the place that is for nothing else.</summary>
    public bool HasBadKey { get; private init; }

    /// <summary>
    /// Reads the first form that holds a key: X-Sentry-Auth, Authorization (Sentry, Bearer, Basic, ApiKey), then the query string.
    /// False: none does, and <paramref name="auth"/> says at the most <see cref="HasBadKey"/>.
    /// </summary>
    /// <param name="sentryAuthHeader">X-Sentry-Auth, or null.</param>
    /// <param name="authorizationHeader">Authorization, or null.</param>
    /// <param name="queryString">With or without its "?", or null.</param>
    public static bool TryRead(string? sentryAuthHeader, string? authorizationHeader, string? queryString, out SentryAuth auth)
    {
        if (TryReadFields(sentryAuthHeader, ',', out auth))
            return true;
        var hasBadKey = auth.HasBadKey;
        if (TryReadAuthorization(authorizationHeader, out auth))
            return true;
        hasBadKey |= auth.HasBadKey;
        if (TryReadFields(queryString.AsSpan().TrimStart('?'), '&', out auth))
            return true;
        auth = new SentryAuth { HasBadKey = hasBadKey | auth.HasBadKey };
        return false;
    }

    /// <summary>Reads the key out of a DSN, as the header of a tunnelled envelope carries it; also its project, the last part of the path. False as <see cref="TryRead"/>.</summary>
    public static bool TryReadDsn(string? dsn, out SentryAuth auth, out string project)
    {
        auth = default;
        project = "";
        if (!Uri.TryCreate(dsn, UriKind.Absolute, out var uri))
            return false;
        if (!TryKey(uri.UserInfo.AsSpan().TrimEnd(':'), out var key))
        {
            auth = new SentryAuth { HasBadKey = uri.UserInfo.Length > 0 };
            return false;
        }
        project = uri.AbsolutePath[(uri.AbsolutePath.LastIndexOf('/') + 1)..];
        if (project.Length > 0)
            auth = new SentryAuth(key, null);
        return project.Length > 0;
    }

    private static bool TryReadAuthorization(ReadOnlySpan<char> header, out SentryAuth auth)
    {
        auth = default;
        header = header.Trim();
        var space = header.IndexOf(' ');
        if (space < 0)
            return false;
        var credentials = header[(space + 1)..].Trim();
        switch (header[..space])
        {
            case var scheme when scheme.Equals("Sentry", StringComparison.OrdinalIgnoreCase):
                return TryReadFields(credentials, ',', out auth);
            case var scheme when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase):
                return TryReadBasic(credentials, out auth);
            case var scheme when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ApiKey", StringComparison.OrdinalIgnoreCase):
                if (!TryKey(credentials, out var key))
                    return false;
                auth = new SentryAuth(key, null);
                return true;
            default:
                return false;
        }
    }

    // The key is the user; some clients put it in the password's place.
    private static bool TryReadBasic(ReadOnlySpan<char> encoded, out SentryAuth auth)
    {
        auth = default;
        Span<byte> decoded = stackalloc byte[256];
        if (encoded.Length > decoded.Length || !Convert.TryFromBase64Chars(encoded, decoded, out var length))
            return false;
        var text = Encoding.ASCII.GetString(decoded[..length]).AsSpan();
        var colon = text.IndexOf(':');
        if (!TryKey(colon < 0 ? text : text[..colon], out var key) && !TryKey(text[(colon + 1)..], out key))
            return false;
        auth = new SentryAuth(key, null);
        return true;
    }

    private static bool TryReadFields(ReadOnlySpan<char> fields, char separator, out SentryAuth auth)
    {
        auth = default;
        fields = fields.Trim();
        if (fields.StartsWith("Sentry ", StringComparison.OrdinalIgnoreCase))
            fields = fields["Sentry ".Length..];
        var key = "";
        var hasBadKey = false;
        string? client = null;
        foreach (var range in fields.Split(separator))
        {
            var field = fields[range].Trim();
            var equals = field.IndexOf('=');
            if (equals < 0)
                continue;
            var value = field[(equals + 1)..].Trim().Trim('"');
            if (field[..equals].TrimEnd() is "sentry_key" && TryKey(value, out var found))
                key = found;
            else if (field[..equals].TrimEnd() is "sentry_key" && value.Length > 0)
                hasBadKey = true;
            else if (field[..equals].TrimEnd() is "sentry_client" && value.Length is > 0 and <= LongestClient)
                client = Uri.UnescapeDataString(value);
        }
        auth = key.Length > 0 ? new SentryAuth(key, client) : new SentryAuth { HasBadKey = hasBadKey };
        return key.Length > 0;
    }

    private static bool TryKey(ReadOnlySpan<char> text, out string key)
    {
        key = "";
        if (text.Length != KeyLength)
            return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }
        key = text.ToString().ToLowerInvariant();
        return true;
    }
}
