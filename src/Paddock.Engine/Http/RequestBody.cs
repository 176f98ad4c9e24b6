using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;
using ZstdSharp;

namespace Paddock.Engine.Http;

/// <summary>The request's body, decompressed piece by piece and with an end: no request may unpack to more than <see cref="Most"/> bytes.</summary>
internal static class RequestBody
{
    private const long Most = 2L << 30;

    internal static Stream Open(HttpRequest http)
    {
        var body = http.Body;
        return http.Headers.ContentEncoding.ToString() switch
        {
            "" or "identity" => body,
            "gzip" or "x-gzip" => new BoundedStream(new GZipStream(body, CompressionMode.Decompress), Most),
            "deflate" => new BoundedStream(new ZLibStream(body, CompressionMode.Decompress), Most),
            "br" => new BoundedStream(new BrotliStream(body, CompressionMode.Decompress), Most),
            "zstd" => new BoundedStream(new DecompressionStream(body, leaveOpen: true), Most),
            var unknown => throw EngineError.Of(EngineError.NotImplemented, "NOT_IMPLEMENTED", $"Unknown Content-Encoding '{unknown}'"),
        };
    }
}
