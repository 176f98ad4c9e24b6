using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Paddock.Pipeline;

/// <summary>A real directory; .NET cannot open a directory to fsync it, so that one goes to libc.</summary>
internal sealed class PosixDisk : IDisk
{
    private const int ReadOnly = 0;

    /// <summary>What people and sites sent is in there, whoever may look into the folder above.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string directory;

    public PosixDisk(string directory)
    {
        this.directory = Path.GetFullPath(directory);
        if (Directory.Exists(this.directory)) return;
        Directory.CreateDirectory(this.directory, OwnerOnly);
        SyncDirectory(Path.GetDirectoryName(this.directory)!);
    }

    public long FreeBytes => new DriveInfo(directory).AvailableFreeSpace;

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path))];

    public IDiskFile Create(string name) => new PosixFile(At(name), FileMode.Create);

    public IDiskFile Open(string name) => new PosixFile(At(name), FileMode.Open);

    public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);

    public void Delete(string name) => File.Delete(At(name));

    public void Sync() => SyncDirectory(directory);

    private string At(string name) => Path.Combine(directory, name);

    private static void SyncDirectory(string path)
    {
        using var handle = OpenFile(path, ReadOnly);
        if (handle.IsInvalid || Fsync(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"fsync of directory {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern SafeFileHandle OpenFile(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(SafeFileHandle handle);
}
