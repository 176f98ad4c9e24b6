using System.IO.Compression;

namespace Paddock.Protocols.Compression;

/// <summary>Messages that come without a header to say how they are packed: their first bytes do.</summary>
public static class Datagrams
{
    // A bare null would become an empty message, by way of an array that is none.
    private static ReadOnlyMemory<byte>? None => null;

    /// <summary>The message unpacked from gzip or zlib, or as it is. Null: it is not what it says, or has more bytes than it may.</summary>
    public static ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> message, int mostBytes)
    {
        var bytes = message.Span;
        var isGzip = bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        var isZlib = !isGzip && bytes.Length > 1 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;
        if (!isGzip && !isZlib)
            return message.Length <= mostBytes ? message : None;
        try
        {
            using var source = new MemoryStream(message.ToArray(), writable: false);
            using Stream decoder = isGzip ? new GZipStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
            var whole = new byte[Math.Min(mostBytes, 16 * message.Length)];
            var length = 0;
            while (decoder.Read(whole.AsSpan(length)) is var read and > 0)
            {
                length += read;
                if (length < whole.Length)
                    continue;
                if (length == mostBytes)
                    return decoder.ReadByte() < 0 ? whole.AsMemory() : None;
                Array.Resize(ref whole, Math.Min(mostBytes, 2 * whole.Length));
            }
            return length == 0 ? None : whole.AsMemory(0, length);
        }
        catch (InvalidDataException)
        {
            return None;
        }
    }
}
