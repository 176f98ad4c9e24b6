namespace Paddock.Protocols.Sentry.Items;

/// <summary>Parts of a URL, without building one.</summary>
internal static class UrlPaths
{
    /// <summary>The path of an absolute URL, or what begins with a slash; empty for anything else.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> url) => TrySplit(url, out _, out var path) ? path : url.Span.StartsWith("/"u8) ? WithoutQuery(url) : default;

    public static ReadOnlyMemory<byte> WithoutQuery(ReadOnlyMemory<byte> url) => url.Span.IndexOfAny("?#"u8) is var end and >= 0 ? url[..end] : url;

    /// <summary>Finds the first absolute URL in a text such as "POST https://example.org/a?b": its host with port, and its path.</summary>
    public static bool TrySplit(ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> authority, out ReadOnlyMemory<byte> path)
    {
        authority = path = default;
        var scheme = text.Span.IndexOf("://"u8);
        if (scheme < 0)
            return false;
        var rest = text[(scheme + 3)..];
        var space = rest.Span.IndexOf((byte)' ');
        rest = WithoutQuery(space < 0 ? rest : rest[..space]);
        var slash = rest.Span.IndexOf((byte)'/');
        authority = slash < 0 ? rest : rest[..slash];
        path = slash < 0 ? default : rest[slash..];
        authority = authority[(authority.Span.LastIndexOf((byte)'@') + 1)..];
        return true;
    }
}
