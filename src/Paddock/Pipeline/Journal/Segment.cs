using System.Buffers.Binary;
using System.Globalization;

namespace Paddock.Pipeline;

/// <summary>
/// One file of the journal. Addresses run on through all segments; a segment ends where the next begins, whatever its file holds behind that:
/// so a failed write needs no repair, only a next segment. The header stands twice, because a flipped bit in its salt would cost every entry.
/// </summary>
internal sealed class Segment(long start, ulong salt, IDiskFile file) : IDisposable
{
    private const int HeaderCopyLength = 32;
    private const int HeaderLength = 2 * HeaderCopyLength;
    private const string Suffix = ".journal";

    public long Start => start;

    public ulong Salt => salt;

    public IDiskFile File => file;

    public string Name => NameOf(start);

    /// <summary>The address behind the last byte of the file.</summary>
    public long FileEnd => start + Math.Max(0, file.Length - HeaderLength);

    public long OffsetOf(long address) => address - start + HeaderLength;

    public static string NameOf(long start) => start.ToString("d20", CultureInfo.InvariantCulture) + Suffix;

    public static bool IsName(string name) => name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>An empty segment whose file, header and name are on the medium.</summary>
    public static Segment Create(IDisk disk, long start, ulong salt)
    {
        var file = disk.Create(NameOf(start));
        try
        {
            var header = new byte[HeaderLength];
            for (var at = 0; at < HeaderLength; at += HeaderCopyLength) WriteHeader(header.AsSpan(at, HeaderCopyLength), start, salt);
            file.Write([header], 0);
            file.Sync();
            disk.Sync();
            return new Segment(start, salt, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Null when the file has no intact header: it was never finished, and nothing in it was acknowledged.</summary>
    public static Segment? Open(IDisk disk, string name)
    {
        var file = disk.Open(name);
        Span<byte> header = stackalloc byte[HeaderLength];
        var length = file.Read(header, 0);
        for (var at = 0; at + HeaderCopyLength <= length; at += HeaderCopyLength)
        {
            if (TryReadHeader(header.Slice(at, HeaderCopyLength), out var start, out var salt) && NameOf(start) == name)
                return new Segment(start, salt, file);
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => file.Dispose();

    private static void WriteHeader(Span<byte> header, long start, ulong salt)
    {
        "PDKJRNL1"u8.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], start);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], salt);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], Crc32C.Compute(header[..24]));
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> header, out long start, out ulong salt)
    {
        start = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        salt = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
        return header.StartsWith("PDKJRNL1"u8) && BinaryPrimitives.ReadUInt32LittleEndian(header[24..]) == Crc32C.Compute(header[..24]);
    }
}
