namespace Paddock.Pipeline.Blobs;

/// <summary>
/// Large bodies as files, called by their content. A blob is durable before the journal entry that names it: its bytes are written under a temporary name
/// and fsynced, then it is renamed and its folder fsynced. So a name that exists holds all its bytes, whenever the power goes. Any thread.
/// </summary>
/// <param name="root">The folder of all blobs; temporary files lie in it.</param>
/// <param name="folder">Opens a folder below it, "90/2026-11-23/ab", and makes it durably when it is new.</param>
/// <param name="minFreeDiskBytes">What must stay free on the disk.</param>
internal sealed class BlobStore(IDisk root, Func<string, IDisk> folder, long minFreeDiskBytes)
{
    public const int MostBytes = 100 << 20;

    private const string Temporary = ".tmp";

    private long temporaries;

    /// <summary>Opens the blobs below a directory.</summary>
    public static BlobStore Open(string directory, long minFreeDiskBytes)
    {
        var store = new BlobStore(new PosixDisk(directory), path => OpenFolder(directory, path), minFreeDiskBytes);
        store.DeleteLeftovers();
        return store;
    }

    /// <summary>Keeps the content; what is there already is not written again.</summary>
    /// <param name="week">of the row that will name it</param>
    /// <param name="name">of the content</param>
    /// <param name="content">At most <see cref="MostBytes"/>.</param>
    public BlobResult Put(BlobWeek week, BlobName name, ReadOnlyMemory<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MostBytes);
        try
        {
            if (root.FreeBytes - content.Length < minFreeDiskBytes) return BlobResult.Full;
            var place = folder(name.Folder(week));
            if (!place.List().Any(file => Path.GetFileName(file) == name.Hash)) Write(name.Path(week), content);
            // Also for a file that is there: who renamed it may not have come to this yet.
            place.Sync();
            return BlobResult.Durable;
        }
        catch (IOException)
        {
            return BlobResult.Failed;
        }
    }

    /// <summary>What a crash left half-written. Before the first <see cref="Put"/>.</summary>
    public void DeleteLeftovers()
    {
        foreach (var name in root.List().Where(static name => name.EndsWith(Temporary, StringComparison.Ordinal))) root.Delete(name);
    }

    private void Write(string path, ReadOnlyMemory<byte> content)
    {
        var temporary = $"{Interlocked.Increment(ref temporaries)}{Temporary}";
        try
        {
            using (var file = root.Create(temporary))
            {
                file.Write([content], 0);
                file.Sync();
            }
            root.Rename(temporary, path);
        }
        catch (IOException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    private void TryDelete(string temporary)
    {
        try
        {
            root.Delete(temporary);
        }
        catch (IOException)
        {
            // The disk refuses this, too: the next start deletes it.
        }
    }

    // Each level is fsynced into the one above it every time: a program that was killed may have left a folder that is not on the medium yet.
    internal static PosixDisk OpenFolder(string directory, string path)
    {
        var disk = new PosixDisk(directory);
        foreach (var name in path.Split('/'))
        {
            directory = Path.Combine(directory, name);
            var inner = new PosixDisk(directory);
            disk.Sync();
            disk = inner;
        }
        return disk;
    }
}
