using System.Globalization;

namespace Paddock.Hosting;

/// <summary>
/// One process at a time on a data directory. The kernel drops the lock with the process, however it ends; the number beside it only
/// makes the message better.
/// </summary>
internal sealed class DataLock : IDisposable
{
    /// <summary>What a command exits with when the directory is taken (EX_TEMPFAIL of sysexits).</summary>
    public const int ExitCode = 75;

    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Makes the directory when it is not there, for the owner's eyes only.</summary>
    /// <returns>Null when another process has it: see <see cref="TakenMessage"/>.</returns>
    /// <exception cref="UnauthorizedAccessException">The directory belongs to somebody else.</exception>
    public static DataLock? TryTake(string dataDirectory)
    {
        if (!Directory.Exists(dataDirectory))
            Directory.CreateDirectory(dataDirectory, OwnerOnly);
        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix.
            var taken = new DataLock(new FileStream(Path.Combine(dataDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.WriteAllText(ProcessFile(dataDirectory), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (IOException problem) when (problem.HResult is WouldBlockOnLinux or WouldBlockOnMacOS)
        {
            return null;
        }
    }

    /// <summary>For the person who started the second process.</summary>
    public static string TakenMessage(string dataDirectory)
    {
        var holder = "Another process";
        try
        {
            holder += $" ({File.ReadAllText(ProcessFile(dataDirectory)).Trim()})";
        }
        catch (IOException)
        {
            // It has not written its number yet; the message does without.
        }

        return $"{holder} uses {dataDirectory}. Stop it first, or choose another directory with --data DIR.";
    }

    public void Dispose() => _file.Dispose();

    private static string ProcessFile(string dataDirectory) => Path.Combine(dataDirectory, "paddock.pid");
}
