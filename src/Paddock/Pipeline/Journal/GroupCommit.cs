namespace Paddock.Pipeline;

/// <summary>
/// One thread writes all that waits, with one write and one fsync, while the next ones gather behind it.
/// A thread of its own, since it sits in the kernel nearly always and the thread pool has only as many threads as processors.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Lock gate = new();
    private readonly AutoResetEvent arrived = new(false);
    private readonly Func<List<PendingAppend>, AppendResult> commit;
    private readonly long maxPendingBytes;
    private readonly Thread thread;
    private List<PendingAppend> waiting = [];
    private long pendingBytes;
    private volatile bool closed;

    public GroupCommit(Func<List<PendingAppend>, AppendResult> commit, long maxPendingBytes)
    {
        this.commit = commit;
        this.maxPendingBytes = maxPendingBytes;
        thread = new Thread(Run) { Name = "journal", IsBackground = true };
        thread.Start();
    }

    public long PendingBytes => Volatile.Read(ref pendingBytes);

    public Task<AppendResult> AppendAsync(PendingAppend append)
    {
        lock (gate)
        {
            if (closed) return Task.FromResult(AppendResult.Failed);
            if (pendingBytes + append.Frame.Length > maxPendingBytes) return Task.FromResult(AppendResult.Full);
            pendingBytes += append.Frame.Length;
            waiting.Add(append);
            if (waiting.Count == 1) arrived.Set();
        }

        return append.Task;
    }

    /// <summary>Takes nothing more, and returns when all that was taken has its answer.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            arrived.Set();
        }

        thread.Join();
        arrived.Dispose();
    }

    private void Run()
    {
        var group = new List<PendingAppend>();
        while (TryTake(ref group))
        {
            if (group.Count == 0) continue;
            var result = commit(group);
            var bytes = 0L;
            foreach (var append in group)
            {
                bytes += append.Frame.Length;
                append.SetResult(result);
            }

            group.Clear();
            lock (gate) pendingBytes -= bytes;
        }
    }

    private bool TryTake(ref List<PendingAppend> group)
    {
        // What arrived and the closing may have been one signal.
        if (!closed) arrived.WaitOne();
        lock (gate)
        {
            (waiting, group) = (group, waiting);
            return !closed || group.Count > 0;
        }
    }
}
