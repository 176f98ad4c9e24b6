using Paddock.Engine.Native;

namespace Paddock.Engine.Store;

/// <summary>
/// Makes the names of new parts durable. ClickHouse syncs a part's files and the part's own directory, but not the table's directory in which the part
/// was renamed into place: after a power cut an acknowledged part could be back under its temporary name, which the next start deletes.
/// </summary>
internal sealed class TableDirectories(string store, TimeProvider time)
{
    /// <summary>A directory whose last change is this young may change again within the same tick of the file system's clock.</summary>
    private static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, DateTime> _synced = [];
    private readonly Lock _syncing = new();

    /// <summary>Syncs every table's directory that changed since the last time; gives how many.</summary>
    internal int Sync()
    {
        lock (_syncing) // an insert must not pass while another one's sync of the same directory is under way
        {
            var count = 0;
            foreach (var directory in Tables())
            {
                var changed = Directory.GetLastWriteTimeUtc(directory);
                if (_synced.TryGetValue(directory, out var synced) && synced == changed)
                    continue;
                SyncDirectory(directory);
                count++;
                if (time.GetUtcNow().UtcDateTime - changed > ClockTick)
                    _synced[directory] = changed;
            }

            return count;
        }
    }

    /// <summary>ClickHouse keeps a table in store/abc/abc…/ (the first three digits of its UUID, then all).</summary>
    private IEnumerable<string> Tables()
    {
        var root = Path.Combine(store, "store");
        return Directory.Exists(root) ? Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories) : [];
    }

    private static void SyncDirectory(string directory)
    {
        var descriptor = Posix.Open(directory, Posix.ReadOnly | Posix.Directory);
        if (descriptor < 0)
            return; // dropped in the meantime
        var failed = Posix.Sync(descriptor) != 0;
        _ = Posix.Close(descriptor);
        if (failed)
            throw new IOException($"fsync of {directory} failed");
    }
}
