using System.Buffers.Binary;
using System.IO.Compression;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>An artifact bundle: a zip that somebody made. Names of entries are never paths of ours, and nothing is unpacked further than its limit.</summary>
internal sealed class BundleZip : IDisposable
{
    // 20,000 entries with long names; each becomes an object when the zip is opened.
    private const int MostDirectoryBytes = 16 << 20;

    private readonly ZipArchive _zip;

    private BundleZip(ZipArchive zip) => _zip = zip;

    /// <param name="file">Belongs to the bundle from here on, also when it is none.</param>
    /// <returns>Null when it is no zip, or one with too many entries.</returns>
    public static BundleZip? Open(FileStream file)
    {
        try
        {
            if (HasShortDirectory(file)) return new BundleZip(new ZipArchive(file, ZipArchiveMode.Read));
        }
        catch (Exception wrong) when (IsWrong(wrong))
        {
            // As below.
        }
        file.Dispose();
        return null;
    }

    /// <summary>Null when there is none that can be read.</summary>
    public BundleManifest? ReadManifest() => Read("manifest.json", BundleManifest.MostBytes) is { } json ? BundleManifest.Parse(json) : null;

    /// <summary>Null when there is no such entry, or it cannot be unpacked. What is longer than the limit comes as one byte more than that.</summary>
    public ReadOnlyMemory<byte>? Read(string entry, int mostBytes)
    {
        try
        {
            if (_zip.GetEntry(entry) is not { } found) return null;
            using var content = found.Open();
            var bytes = new byte[(int)Math.Min(found.Length, mostBytes) + 1];
            var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes.AsMemory(0, length);
        }
        catch (Exception wrong) when (IsWrong(wrong))
        {
            return null;
        }
    }

    public void Dispose() => _zip.Dispose();

    private static bool IsWrong(Exception problem) => problem is InvalidDataException or IOException or NotSupportedException or ArgumentException;

    // The directory ends where its own end record begins, which says where it starts: so what it costs to read is known before. The large form of zips is not needed here.
    private static bool HasShortDirectory(FileStream file)
    {
        const int recordBytes = 22, mostComment = ushort.MaxValue, startAt = 16;
        var tail = new byte[(int)Math.Min(file.Length, recordBytes + mostComment)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var record = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (record < 0 || record + recordBytes > tail.Length) return false;
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(record + startAt));
        var directoryBytes = file.Length - tail.Length + record - start;
        return directoryBytes is >= 0 and <= MostDirectoryBytes;
    }
}
