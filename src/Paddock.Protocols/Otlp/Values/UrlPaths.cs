namespace Paddock.Protocols.Otlp;

public static class UrlPaths
{
    /// <summary>The path of an absolute address, without query and fragment; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> url)
    {
        var scheme = url.IndexOf("://"u8);
        if (scheme < 0)
            return default;
        var rest = url[(scheme + 3)..];
        var end = rest.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0)
            rest = rest[..end];
        var path = rest.IndexOf((byte)'/');
        return path < 0 ? default : rest[path..];
    }
}
