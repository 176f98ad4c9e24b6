namespace Paddock.Pipeline;

/// <summary>The framed records of the manifest on disk. Every append is on the medium when it returns.</summary>
internal sealed class ManifestFile : IDisposable
{
    private const string Name = "manifest";
    private const string NewName = "manifest.new";

    /// <summary>The records' own salt: the file is written from its beginning once, then only lengthened.</summary>
    private const ulong Salt = 0x4d414e4946455354;

    private readonly IDisk disk;
    private IDiskFile? file;

    private ManifestFile(IDisk disk) => this.disk = disk;

    public long Length { get; private set; }

    /// <summary>The file with its intact records, none when there is no file. What a power cut tore off was never acted upon.</summary>
    public static (ManifestFile File, IReadOnlyList<ManifestRecord> Records, long Damaged) Open(IDisk disk)
    {
        var opened = new ManifestFile(disk);
        if (!disk.List().Contains(Name)) return (opened, [], 0);
        using var file = disk.Open(Name);
        var bytes = new byte[file.Length];
        var filled = file.Read(bytes, 0);
        var entries = new List<FramedEntry>();
        var damaged = 0L;
        FrameScanner.Scan(bytes.AsMemory(0, filled), Salt, 0, isEnd: true, entries, ref damaged);
        return (opened, [.. entries.Select(entry => ManifestRecord.Read(entry.Payload)).OfType<ManifestRecord>()], damaged);
    }

    /// <summary>Appends, or throws and leaves it open whether the record is there; <see cref="Replace"/> before the next append then.</summary>
    public void Append(ManifestRecord record)
    {
        var bytes = Framed(record, Length);
        try
        {
            file!.Write([bytes], Length);
            file.Sync();
            Length += bytes.Length;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>False before the first <see cref="Replace"/> and after a failed append.</summary>
    public bool IsOpen => file is not null;

    /// <summary>Writes a new file in the place of the old one: either is there after a power cut, and whole.</summary>
    public void Replace(IEnumerable<ManifestRecord> records)
    {
        Close();
        var bytes = new List<byte>();
        foreach (var record in records) bytes.AddRange(Framed(record, bytes.Count));
        var next = disk.Create(NewName);
        try
        {
            next.Write([bytes.ToArray()], 0);
            next.Sync();
            disk.Rename(NewName, Name);
            disk.Sync();
        }
        catch
        {
            next.Dispose();
            throw;
        }

        (file, Length) = (next, bytes.Count);
    }

    public void Dispose() => Close();

    private void Close()
    {
        file?.Dispose();
        file = null;
    }

    private static byte[] Framed(ManifestRecord record, long address)
    {
        var payload = record.ToBytes();
        var framed = new byte[Frame.HeaderLength + payload.Length];
        payload.CopyTo(framed, Frame.HeaderLength);
        Frame.WriteHeader(framed, Salt, address, payload.Length, Crc32C.Compute(payload));
        return framed;
    }
}
