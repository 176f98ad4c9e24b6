namespace Paddock.Pipeline;

/// <summary>
/// The files of one directory, seen as a log must see them: a write is not on the medium before <see cref="IDiskFile.Sync"/>,
/// and a name (created, renamed, deleted) is not before <see cref="Sync"/>. Every member throws <see cref="IOException"/> when the disk refuses.
/// </summary>
internal interface IDisk
{
    IReadOnlyList<string> List();

    /// <summary>A new empty file; one of the same name is emptied.</summary>
    IDiskFile Create(string name);

    IDiskFile Open(string name);

    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes the names of the directory durable.</summary>
    void Sync();

    long FreeBytes { get; }
}

/// <summary>One open file of an <see cref="IDisk"/>; offsets and lengths are in bytes.</summary>
internal interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Fills as much of the buffer as the file has; fewer bytes than asked mean the end of the file.</summary>
    int Read(Span<byte> buffer, long offset);

    void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset);

    void Truncate(long length);

    /// <summary>Makes contents and length durable.</summary>
    void Sync();
}
