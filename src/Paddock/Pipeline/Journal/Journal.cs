namespace Paddock.Pipeline;

/// <summary>
/// The append-only log between the receivers and the store. An entry is everything one request acknowledged: all of it is kept, or nothing.
/// Thread-safe: any number append; one reads and cuts. After a failed write it goes on in a new segment by itself.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Holds a 12 MiB container with its rows' overhead.</summary>
    public const int MaxEntryBytes = 16 << 20;

    /// <summary>Records that were stored leave the disk within about a day, also on a quiet site.</summary>
    private static readonly TimeSpan SegmentAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan DiskCheckInterval = TimeSpan.FromSeconds(1);

    private readonly IDisk disk;
    private readonly JournalLimits limits;
    private readonly TimeProvider time;
    private readonly JournalFiles files;
    private readonly GroupCommit commits;
    private readonly List<ReadOnlyMemory<byte>> buffers = [];
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Segment? active;
    private volatile string? lastError;
    private long activeSince;
    private long diskCheckedAt;
    private bool diskIsFull;

    private Journal(IDisk disk, JournalLimits limits, TimeProvider time, long keepFrom, long beginAt)
    {
        this.disk = disk;
        this.limits = limits;
        this.time = time;
        files = JournalFiles.Open(disk, keepFrom, beginAt);
        diskCheckedAt = time.GetTimestamp();
        diskIsFull = IsDiskFull();
        commits = new GroupCommit(Commit, limits.MaxPendingBytes);
    }

    /// <summary>The oldest address still kept.</summary>
    public long Begin => files.Begin;

    /// <summary>Everything before this address is durable.</summary>
    public long End => files.End;

    /// <summary>Why the last append failed; null once one succeeded again.</summary>
    public string? LastError => lastError;

    /// <param name="disk">the directory</param>
    /// <param name="limits">sizes</param>
    /// <param name="time">clock</param>
    /// <param name="keepFrom">the address up to which all is stored; addresses never fall behind it</param>
    /// <param name="beginAt">the end of an open plan: new entries go behind it</param>
    public static Journal Open(IDisk disk, JournalLimits limits, TimeProvider time, long keepFrom, long beginAt = 0) => new(disk, limits, time, keepFrom, beginAt);

    /// <summary>
    /// Completes when the entry is on the medium, or with the reason why it is not; nothing of an entry that was refused is ever read.
    /// The entry must not be touched or disposed before. Cancelling has no effect once the entry is queued: the caller learns the truth.
    /// </summary>
    public Task<AppendResult> AppendAsync(EntryWriter entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var frame = entry.FrameBytes;
        if (frame.Length > MaxEntryBytes) return Task.FromResult(AppendResult.TooLarge);
        if (IsFull(frame.Length)) return Task.FromResult(AppendResult.Full);
        return commits.AppendAsync(new PendingAppend(frame, Crc32C.Compute(frame.Span[Frame.HeaderLength..])));
    }

    /// <summary>The next entries between two addresses, about a megabyte of them; null when there are none.</summary>
    public JournalChunk? Read(long from, long until) => JournalScan.Read(files, from, Math.Min(until, End));

    /// <summary>Completes when something durable stands behind the address.</summary>
    public async Task WaitBeyondAsync(long address, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref moved).Task;
            if (End > address) return;
            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets what stands before the address, by whole segments.</summary>
    public void TruncateUntil(long address) => files.CutBefore(address, active);

    public void Dispose()
    {
        commits.Dispose();
        files.Dispose();
    }

    /// <summary>Runs on the journal's thread only.</summary>
    private AppendResult Commit(List<PendingAppend> group)
    {
        try
        {
            var segment = active is { } current && !IsOld(current) ? current : BeginSegment();
            var address = files.End;
            foreach (var append in group)
            {
                var frame = append.Frame;
                Frame.WriteHeader(frame.Span, segment.Salt, address, frame.Length - Frame.HeaderLength, append.PayloadChecksum);
                buffers.Add(frame);
                address += frame.Length;
            }

            segment.File.Write(buffers, segment.OffsetOf(files.End));
            segment.File.Sync();
            files.Advance(address);
            lastError = null;
            Interlocked.Exchange(ref moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            return AppendResult.Durable;
        }
        catch (Exception error)
        {
            // After a failed fsync the kernel may drop the pages and call a second one a success: so never again this segment.
            if (active is { } failed) files.Abandon(failed);
            active = null;
            lastError = error.Message;
            return DiskErrors.IsFull(error) ? AppendResult.Full : AppendResult.Failed;
        }
        finally
        {
            buffers.Clear();
        }
    }

    private bool IsOld(Segment segment) =>
        files.End - segment.Start >= limits.SegmentBytes || time.GetElapsedTime(activeSince) >= SegmentAge;

    private Segment BeginSegment()
    {
        active = null;
        activeSince = time.GetTimestamp();
        return active = files.BeginSegment();
    }

    private bool IsFull(int length)
    {
        if (End - Begin + commits.PendingBytes + length > limits.MaxBytes) return true;
        if (time.GetElapsedTime(Volatile.Read(ref diskCheckedAt)) >= DiskCheckInterval)
        {
            Volatile.Write(ref diskCheckedAt, time.GetTimestamp());
            diskIsFull = IsDiskFull();
        }

        return diskIsFull;
    }

    private bool IsDiskFull()
    {
        try
        {
            return disk.FreeBytes < limits.MinFreeDiskBytes;
        }
        catch (IOException)
        {
            // The write itself will tell.
            return false;
        }
    }
}
