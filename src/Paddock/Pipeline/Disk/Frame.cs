using System.Buffers.Binary;

namespace Paddock.Pipeline;

/// <summary>
/// The 16 bytes before every entry of the journal and every record of the manifest: magic, length, checksum of the payload, checksum of these.
/// The last one covers the address and the file's salt, so bytes of another place or another file never pass for an entry,
/// and is apart from the payload's, so a damaged payload still says where the next entry begins.
/// </summary>
internal static class Frame
{
    public const int HeaderLength = 16;

    private static ReadOnlySpan<byte> Magic => "PDKF"u8;

    public static void WriteHeader(Span<byte> header, ulong salt, long address, int length, uint payloadChecksum)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], payloadChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], HeaderChecksum(header, salt, address));
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> header, ulong salt, long address, out int length, out uint payloadChecksum)
    {
        length = 0;
        payloadChecksum = 0;
        if (header.Length < HeaderLength || !header.StartsWith(Magic)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != HeaderChecksum(header, salt, address)) return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        payloadChecksum = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        return length >= 0;
    }

    /// <summary>Where, from 1 on, the next header begins; what is left without a possible one is <c>bytes.Length - HeaderLength + 1</c> or the end.</summary>
    public static int FindHeader(ReadOnlySpan<byte> bytes, ulong salt, long address)
    {
        for (var at = 1; at < bytes.Length;)
        {
            var found = bytes[at..].IndexOf(Magic);
            if (found < 0) break;
            at += found;
            if (bytes.Length - at < HeaderLength || TryReadHeader(bytes[at..], salt, address + at, out _, out _)) return at;
            at++;
        }

        return Math.Max(1, bytes.Length - Magic.Length + 1);
    }

    private static uint HeaderChecksum(ReadOnlySpan<byte> header, ulong salt, long address)
    {
        Span<byte> place = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(place, salt);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], address);
        return Crc32C.Compute(header[..12], Crc32C.Compute(place));
    }
}
