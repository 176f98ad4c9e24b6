using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Paddock.Testing;

/// <summary>Small payloads as a Python SDK shapes them.</summary>
internal static class Some
{
    public static string EventId() => Guid.CreateVersion7().ToString("n");

    public static string Event(string? id = null, string type = "ValueError", string value = "something broke", string function = "checkout", string? timestamp = null) =>
        JsonSerializer.Serialize(new
        {
            event_id = id ?? EventId(),
            timestamp = timestamp ?? TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            platform = "python",
            level = "error",
            transaction = "/checkout/",
            exception = new
            {
                values = new[]
                {
                    new
                    {
                        type,
                        value,
                        mechanism = new { type = "django", handled = false },
                        stacktrace = new { frames = new[] { new { filename = "store/views.py", module = "store.views", function, lineno = 28, in_app = true, context_line = "    total = price(lines)" } } },
                    },
                },
            },
        });

    /// <summary>An envelope of items given as (type, payload), each with its length.</summary>
    public static byte[] Envelope(params (string Type, string Payload)[] items) => Envelope("{}", items);

    public static byte[] Envelope(string header, params (string Type, string Payload)[] items)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var (type, payload) in items)
            text.Append($"{{\"type\":\"{type}\",\"length\":{Encoding.UTF8.GetByteCount(payload)}}}\n{payload}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Gzip(byte[] bytes) => Compress(bytes, static stream => new GZipStream(stream, CompressionLevel.Fastest));

    public static byte[] Brotli(byte[] bytes) => Compress(bytes, static stream => new BrotliStream(stream, CompressionLevel.Fastest));

    public static byte[] Zlib(byte[] bytes) => Compress(bytes, static stream => new ZLibStream(stream, CompressionLevel.Fastest));

    public static byte[] Deflate(byte[] bytes) => Compress(bytes, static stream => new DeflateStream(stream, CompressionLevel.Fastest));

    public static byte[] Zstandard(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(bytes).ToArray();
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        var target = new MemoryStream();
        using (var compressing = open(target)) compressing.Write(bytes);
        return target.ToArray();
    }
}
