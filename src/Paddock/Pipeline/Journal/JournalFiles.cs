using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Paddock.Pipeline;

/// <summary>
/// The segments of a journal and the address up to which they are on the medium.
/// The committing thread begins segments and moves <see cref="End"/>; the batch writer reads below End and cuts at the front.
/// </summary>
internal sealed class JournalFiles : IDisposable
{
    private readonly IDisk disk;
    private readonly Lock gate = new();
    private ImmutableArray<Segment> segments = [];
    private long end;

    private JournalFiles(IDisk disk) => this.disk = disk;

    public long Begin => segments is [var first, ..] ? Math.Min(first.Start, End) : End;

    public long End => Volatile.Read(ref end);

    /// <summary>
    /// Opens what a former run left: a torn tail is not read again, segments wholly before <paramref name="keepFrom"/> are deleted, and nothing new
    /// gets an address before <paramref name="beginAt"/>: what a plan names is spoken for, also where damage has taken it.
    /// What the former run wrote without an fsync gets it now, since it is about to be read.
    /// </summary>
    public static JournalFiles Open(IDisk disk, long keepFrom, long beginAt)
    {
        var files = new JournalFiles(disk);
        foreach (var name in disk.List().Where(Segment.IsName).Order(StringComparer.Ordinal))
        {
            if (Segment.Open(disk, name) is { } segment) files.segments = files.segments.Add(segment);
        }

        files.end = Math.Max(keepFrom, beginAt);
        if (files.segments is [.., var last])
        {
            last.File.Sync();
            disk.Sync();
            files.end = Math.Max(files.end, JournalScan.FindEnd(last));
        }

        files.CutBefore(keepFrom, keep: null);
        return files;
    }

    /// <summary>A new segment at <see cref="End"/>. One that was begun there before and holds nothing durable is replaced.</summary>
    public Segment BeginSegment()
    {
        if (segments is [.., var last] && last.Start == End)
        {
            last.Dispose();
            lock (gate) segments = segments.RemoveAt(segments.Length - 1);
        }

        var segment = Segment.Create(disk, End, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        lock (gate) segments = segments.Add(segment);
        return segment;
    }

    public void Advance(long newEnd) => Volatile.Write(ref end, newEnd);

    /// <summary>Gives back the space behind <see cref="End"/> after a failed write.</summary>
    public void Abandon(Segment segment)
    {
        try
        {
            segment.File.Truncate(segment.OffsetOf(End));
            segment.File.Sync();
        }
        catch (IOException)
        {
            // The next segment begins at End, so what stays behind it is never read.
        }
    }

    /// <summary>Deletes the segments that end at or before the address, all but the one still written to.</summary>
    public void CutBefore(long address, Segment? keep)
    {
        while (true)
        {
            Segment first;
            lock (gate)
            {
                if (segments is not [var head, ..] || head == keep || BoundOf(0) > address) return;
                first = head;
                segments = segments.RemoveAt(0);
            }

            // A name that comes back after a power cut is deleted again by the next Open.
            first.Dispose();
            disk.Delete(first.Name);
        }
    }

    /// <summary>The segment that holds the address (or the first one behind it) and where it ends; null at the end of the journal.</summary>
    public (Segment Segment, long Bound)? Holding(long address)
    {
        lock (gate)
        {
            for (var index = 0; index < segments.Length; index++)
            {
                if (BoundOf(index) > address) return (segments[index], BoundOf(index));
            }

            return null;
        }
    }

    public void Dispose()
    {
        foreach (var segment in segments) segment.Dispose();
    }

    private long BoundOf(int index) => index + 1 < segments.Length ? segments[index + 1].Start : Math.Max(End, segments[index].Start);
}
