namespace Paddock.Pipeline.Blobs;

/// <summary>The blobs that <see cref="BlobStore"/> wrote, for reading and for the end of their retention. Any thread.</summary>
/// <param name="directory">of all blobs; it need not exist</param>
internal sealed class BlobFiles(string directory)
{
    /// <summary>Null when there is none of that name. A file that is deleted meanwhile can be read to its end.</summary>
    public FileStream? Open(BlobWeek week, BlobName name)
    {
        try
        {
            return new FileStream(PathOf(week, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The weeks whose retention is over.</summary>
    public IReadOnlyList<BlobWeek> Due(DateTimeOffset now) =>
    [
        .. Folders(directory).SelectMany(retention => Folders(retention).Select(monday => BlobWeek.Parse(Path.GetFileName(retention), Path.GetFileName(monday))))
            .OfType<BlobWeek>().Where(week => week.IsDue(now)),
    ];

    /// <summary>Deletes a week. What is kept goes to the same week of the retention "for good" first. Harmless to repeat, also after a crash in the middle.</summary>
    public void Drop(BlobWeek week, IEnumerable<BlobName> kept)
    {
        foreach (var name in kept.Where(name => File.Exists(PathOf(week, name))))
        {
            var forGood = week with { RetentionDays = Retention.ForGood };
            var folder = BlobStore.OpenFolder(directory, name.Folder(forGood));
            File.Move(PathOf(week, name), PathOf(forGood, name), overwrite: true);
            folder.Sync();
        }
        Directory.Delete(Path.Combine(directory, week.Folder), recursive: true);
    }

    private string PathOf(BlobWeek week, BlobName name) => Path.Combine(directory, name.Path(week));

    private static string[] Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];
}
