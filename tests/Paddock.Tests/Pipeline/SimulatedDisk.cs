using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

internal enum DiskOperation { Create, Write, Truncate, Sync, Rename, Delete, SyncDirectory }

/// <summary>What of the bytes and names that were never fsynced a power cut leaves on the medium.</summary>
internal enum PowerCut { KeepsOnlyWhatWasSynced, KeepsEverything, KeepsSome }

/// <summary>
/// A disk with a page cache: what was not fsynced is only in the cache, names too, and a power cut loses it or any part of it.
/// It fails on demand, half way through a write, and after a failed fsync it never writes that file's pages again, as Linux may not.
/// </summary>
internal sealed class SimulatedDisk : IDisk
{
    private const int Sector = 64;
    private readonly Lock gate = new();
    private Dictionary<string, Node> names = [];
    private Dictionary<string, Node> durableNames = [];

    /// <summary>Asked before every operation; an exception it returns is what the operation ends with.</summary>
    public Func<DiskOperation, string, IOException?> Fault { get; set; } = static (_, _) => null;

    public long Capacity { get; set; } = long.MaxValue;

    public long? ReportedFreeBytes { get; set; }

    /// <summary>The hook that drops directory operations: a directory fsync does nothing.</summary>
    public bool IgnoresDirectorySync { get; set; }

    public int Syncs { get; private set; }

    public int Operations { get; private set; }

    public long FreeBytes => ReportedFreeBytes ?? Math.Max(0, Capacity - Used);

    private long Used => names.Values.Sum(node => (long)node.Cached.Length);

    public static IOException NoSpace() => new("No space left on device", 28);

    public static IOException Broken() => new("Input/output error", 5);

    public IReadOnlyList<string> List()
    {
        lock (gate) return [.. names.Keys];
    }

    public IDiskFile Create(string name)
    {
        lock (gate)
        {
            Require(DiskOperation.Create, name);
            return new OpenFile(this, name, names[name] = new Node());
        }
    }

    public IDiskFile Open(string name)
    {
        lock (gate) return new OpenFile(this, name, names.TryGetValue(name, out var node) ? node : throw new FileNotFoundException(name));
    }

    public void Rename(string from, string to)
    {
        lock (gate)
        {
            Require(DiskOperation.Rename, from);
            names[to] = names[from];
            names.Remove(from);
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            Require(DiskOperation.Delete, name);
            names.Remove(name);
        }
    }

    public void Sync()
    {
        lock (gate)
        {
            Require(DiskOperation.SyncDirectory, "");
            if (!IgnoresDirectorySync) durableNames = new(names);
        }
    }

    /// <summary>The bytes of a file as a reader sees them now.</summary>
    public byte[] Contents(string name)
    {
        lock (gate) return [.. names[name].Cached];
    }

    /// <summary>Puts a file there, on the medium.</summary>
    public void Put(string name, byte[] contents)
    {
        lock (gate) durableNames[name] = names[name] = new Node { Cached = contents, Durable = contents };
    }

    /// <summary>The disk as the next start finds it; this one is left to whoever still writes to it, to no effect.</summary>
    public SimulatedDisk AfterPowerCut(PowerCut cut, Random random)
    {
        lock (gate)
        {
            var next = new SimulatedDisk();
            foreach (var name in names.Keys.Union(durableNames.Keys).Order(StringComparer.Ordinal))
            {
                var survives = cut switch
                {
                    PowerCut.KeepsEverything => names.GetValueOrDefault(name),
                    PowerCut.KeepsOnlyWhatWasSynced => durableNames.GetValueOrDefault(name),
                    _ => random.Next(2) == 0 ? names.GetValueOrDefault(name) : durableNames.GetValueOrDefault(name),
                };
                if (survives is not null) next.Put(name, survives.AfterPowerCut(cut, random));
            }

            return next;
        }
    }

    private void Require(DiskOperation operation, string name)
    {
        Operations++;
        if (Fault(operation, name) is { } error) throw error;
    }

    private sealed class Node
    {
        public byte[] Cached = [];
        public byte[] Durable = [];
        public bool LostItsPages;

        public byte[] AfterPowerCut(PowerCut cut, Random random)
        {
            if (cut == PowerCut.KeepsOnlyWhatWasSynced) return Durable;
            if (cut == PowerCut.KeepsEverything) return LostItsPages ? Durable : Cached;
            var mixed = new byte[random.Next(Math.Min(Durable.Length, Cached.Length), Math.Max(Durable.Length, Cached.Length) + 1)];
            for (var at = 0; at < mixed.Length; at += Sector)
            {
                var source = random.Next(2) == 0 ? Cached : Durable;
                var length = Math.Min(Math.Min(Sector, mixed.Length - at), source.Length - at);
                if (length > 0) source.AsSpan(at, length).CopyTo(mixed.AsSpan(at));
            }

            return mixed;
        }
    }

    private sealed class OpenFile(SimulatedDisk disk, string name, Node node) : IDiskFile
    {
        public long Length
        {
            get { lock (disk.gate) return node.Cached.Length; }
        }

        public int Read(Span<byte> buffer, long offset)
        {
            lock (disk.gate)
            {
                var count = (int)Math.Clamp(node.Cached.Length - offset, 0, buffer.Length);
                node.Cached.AsSpan((int)Math.Min(offset, node.Cached.Length), count).CopyTo(buffer);
                return count;
            }
        }

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset)
        {
            lock (disk.gate)
            {
                var bytes = buffers.SelectMany(buffer => buffer.ToArray()).ToArray();
                var growth = Math.Max(0, offset + bytes.Length - node.Cached.Length);
                disk.Operations++;
                var error = disk.Fault(DiskOperation.Write, name) ?? (disk.Used + growth > disk.Capacity ? NoSpace() : null);
                if (error is not null) bytes = bytes[..(bytes.Length / 2)];
                if (offset + bytes.Length > node.Cached.Length) Array.Resize(ref node.Cached, (int)offset + bytes.Length);
                else node.Cached = [.. node.Cached];
                bytes.CopyTo(node.Cached.AsSpan((int)offset));
                if (error is not null) throw error;
            }
        }

        public void Truncate(long length)
        {
            lock (disk.gate)
            {
                disk.Require(DiskOperation.Truncate, name);
                Array.Resize(ref node.Cached, (int)length);
            }
        }

        public void Sync()
        {
            lock (disk.gate)
            {
                disk.Syncs++;
                try
                {
                    disk.Require(DiskOperation.Sync, name);
                }
                catch (IOException)
                {
                    node.LostItsPages = true;
                    throw;
                }

                if (!node.LostItsPages) node.Durable = [.. node.Cached];
            }
        }

        public void Dispose()
        {
        }
    }
}
