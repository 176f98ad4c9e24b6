using System.Globalization;

namespace Paddock.Engine.Store;

/// <summary>One engine a store: an advisory lock that the kernel drops with the process, and who holds it, for the message.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds the store; <paramref name="holder"/> then is its process id, if known.</summary>
    internal static StoreLock? TryTake(string directory, out string holder)
    {
        var holderFile = Path.Combine(directory, "pid");
        try
        {
            var file = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            holder = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            File.WriteAllText(holderFile, holder);
            return new StoreLock(file);
        }
        catch (IOException) when (File.Exists(holderFile))
        {
            holder = File.ReadAllText(holderFile).Trim();
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
