using System.IO.Compression;

namespace Paddock.Protocols.Compression;

/// <summary>"deflate" means zlib by the standard and raw deflate by the habit of some clients: the first two bytes tell.</summary>
internal static class DeflateSniffing
{
    internal static async ValueTask<Stream> OpenAsync(Stream body, CancellationToken cancellationToken)
    {
        var first = new byte[2];
        var length = await body.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        var whole = new PrefixedStream(first.AsMemory(0, length), body);
        return length == 2 && IsZlibHeader(first[0], first[1])
            ? new ZLibStream(whole, CompressionMode.Decompress, leaveOpen: true)
            : new DeflateStream(whole, CompressionMode.Decompress, leaveOpen: true);
    }

    // RFC 1950: method 8 and a check value that makes both bytes a multiple of 31; no preset dictionary, as nobody could agree on one here.
    private static bool IsZlibHeader(byte method, byte flags) => (method & 0x0f) == 8 && (((method << 8) | flags) % 31) == 0 && (flags & 0x20) == 0;
}
