namespace Paddock.Protocols.Compression;

/// <summary>The codings of a request body that every door accepts.</summary>
public enum ContentEncoding
{
    Identity,
    Gzip,
    Deflate,
    Brotli,
    Zstandard,

    /// <summary>One block, as Prometheus and Loki send it; not the framed format.</summary>
    Snappy,
}

public static class ContentEncodings
{
    /// <summary>Reads a Content-Encoding header. Null and "" mean identity; a list of several codings is not understood, as nobody sends one.</summary>
    public static bool TryParse(string? header, out ContentEncoding encoding)
    {
        ContentEncoding? known = (header ?? "").Trim().ToLowerInvariant() switch
        {
            "" or "identity" => ContentEncoding.Identity,
            "gzip" or "x-gzip" => ContentEncoding.Gzip,
            "deflate" => ContentEncoding.Deflate,
            "br" => ContentEncoding.Brotli,
            "zstd" => ContentEncoding.Zstandard,
            "snappy" => ContentEncoding.Snappy,
            _ => null,
        };
        encoding = known ?? ContentEncoding.Identity;
        return known is not null;
    }
}
