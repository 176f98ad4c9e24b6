using System.Globalization;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>What became of bytes that should be kept.</summary>
internal enum BundleFileResult
{
    Kept,

    /// <summary>The content is not what its name says.</summary>
    WrongName,

    /// <summary>The disk is near its limit.</summary>
    Full,
}

/// <summary>
/// Uploaded bundles and the chunks they are put together of, a folder a project: no name leads from one project into another.
/// Files are written under a temporary name, fsynced and renamed, so a name that exists holds all its bytes. Any thread.
/// </summary>
/// <param name="directory">Of all projects; made when the first upload comes.</param>
/// <param name="minFreeDiskBytes">What must stay free on the disk.</param>
internal sealed class BundleFiles(string directory, long minFreeDiskBytes)
{
    /// <summary>Keeps a chunk.</summary>
    public BundleFileResult PutChunk(int project, Sha1Name name, ReadOnlySpan<byte> content)
    {
        if (Sha1Name.Of(content) != name) return BundleFileResult.WrongName;
        Make(project);
        var folder = ChunksOf(project);
        if (new PosixDisk(folder).FreeBytes - content.Length < minFreeDiskBytes) return BundleFileResult.Full;
        var bytes = content.ToArray();
        Write(folder, name, file => file.Write([bytes], 0));
        return BundleFileResult.Kept;
    }

    public bool HasChunk(int project, Sha1Name name) => File.Exists(ChunkOf(project, name));

    public bool HasBundle(int project, Sha1Name name) => File.Exists(BundleOf(project, name));

    public long BytesOf(int project, Sha1Name name) => new FileInfo(BundleOf(project, name)).Length;

    /// <summary>Puts a bundle together of its chunks, which go when it is there.</summary>
    public BundleFileResult Assemble(int project, Sha1Name name, IReadOnlyList<Sha1Name> chunks)
    {
        Make(project);
        if (new PosixDisk(FolderOf(project)).FreeBytes - chunks.Sum(chunk => new FileInfo(ChunkOf(project, chunk)).Length) < minFreeDiskBytes) return BundleFileResult.Full;
        var isRight = false;
        Write(FolderOf(project), name, file =>
        {
            long length = 0;
            foreach (var chunk in chunks)
            {
                var bytes = File.ReadAllBytes(ChunkOf(project, chunk));
                file.Write([bytes], length);
                length += bytes.Length;
            }
        }, written => isRight = Check(written, name));
        if (!isRight) return BundleFileResult.WrongName;
        foreach (var chunk in chunks.Distinct()) File.Delete(ChunkOf(project, chunk));
        return BundleFileResult.Kept;
    }

    /// <summary>Null when it is gone. One that is deleted meanwhile can be read to its end.</summary>
    public FileStream? OpenBundle(int project, Sha1Name name)
    {
        try
        {
            return new FileStream(BundleOf(project, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes what is no bundle in use: left-over chunks and halves of uploads, bundles whose row is gone.</summary>
    /// <param name="isInUse">whether a project's bundle is</param>
    /// <param name="before">younger files stay: their rows may be on the way</param>
    public void Sweep(Func<int, Sha1Name, bool> isInUse, DateTimeOffset before)
    {
        if (!Directory.Exists(directory)) return;
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList())
        {
            var parts = Path.GetRelativePath(directory, path).Split(Path.DirectorySeparatorChar);
            if (parts is [var project, var name] && int.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Sha1Name.Parse(name) is { } bundle && isInUse(id, bundle)) continue;
            File.Delete(path);
        }
    }

    private static bool Check(string path, Sha1Name name)
    {
        using var content = File.OpenRead(path);
        return Sha1Name.Of(content) == name;
    }

    private static void Write(string path, Sha1Name name, Action<IDiskFile> write, Func<string, bool>? isRight = null)
    {
        var folder = new PosixDisk(path);
        var temporary = $"{name.Digits}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = folder.Create(temporary))
            {
                write(file);
                file.Sync();
            }
            if (isRight?.Invoke(Path.Combine(path, temporary)) == false) return;
            folder.Rename(temporary, name.Digits);
            folder.Sync();
        }
        finally
        {
            folder.Delete(temporary);
        }
    }

    // Each level durably in the one above it.
    private void Make(int project)
    {
        foreach (var level in (string[])[directory, FolderOf(project), ChunksOf(project)]) _ = new PosixDisk(level);
    }

    private string FolderOf(int project) => Path.Combine(directory, project.ToString(CultureInfo.InvariantCulture));

    private string ChunksOf(int project) => Path.Combine(FolderOf(project), "chunks");

    private string BundleOf(int project, Sha1Name name) => Path.Combine(FolderOf(project), name.Digits);

    private string ChunkOf(int project, Sha1Name name) => Path.Combine(ChunksOf(project), name.Digits);
}
