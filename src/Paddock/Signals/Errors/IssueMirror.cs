using System.Buffers.Binary;
using System.Collections.Concurrent;
using Paddock.ClickHouse;
using Paddock.Database.Rows;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>
/// Copies issues and their hashes from the relational side to the engine, where views and queries resolve them. What could not be written
/// stays pending and goes with the next attempt, so an engine that was away loses nothing. Used by the batch writer, and by whoever changes or reads issues.
/// </summary>
internal sealed class IssueMirror(ClickHouseClient clickHouse, TimeProvider time) : IDisposable
{
    private readonly ByteBuffer _row = new();
    private readonly BlockBuilder _issues = new(IssuesTable.Issues);
    private readonly BlockBuilder _hashes = new(IssuesTable.Hashes);
    private readonly ConcurrentQueue<(MirroredIssues Changes, ulong Version)> _pending = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private ulong _version;

    /// <summary>In the order in which they were committed: the last one wins.</summary>
    public void Add(MirroredIssues changes)
    {
        if (changes.Issues.Count + changes.Hashes.Count == 0) return;
        // Of two changes within a millisecond, or after the clock was set back, the later one wins, too. When it was decided, not when it is written: also of two servers' the later one.
        _version = Math.Max(_version + 1, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        _pending.Enqueue((changes, _version));
    }

    /// <summary>When it returns, questions see what was added before.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        if (_pending.IsEmpty) return;
        await _flushing.WaitAsync(cancel);
        try
        {
            await FlushAsync(_pending.Count, cancel);
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task FlushAsync(int count, CancellationToken cancel)
    {
        if (count == 0) return;
        _issues.Clear();
        _hashes.Clear();
        foreach (var (changes, version) in _pending.Take(count))
        {
            foreach (var issue in changes.Issues) Append(_issues, issue, version);
            foreach (var hash in changes.Hashes) Append(_hashes, hash, version);
        }
        var hasHashes = _pending.Take(count).Any(static each => each.Changes.Hashes.Count > 0);
        await clickHouse.InsertAsync(_issues, 0, cancel);
        if (hasHashes)
        {
            await clickHouse.InsertAsync(_hashes, 0, cancel);
            await clickHouse.ExecuteAsync("SYSTEM RELOAD DICTIONARY paddock.issue_of_hash", cancellation: cancel);
        }
        while (count-- > 0) _pending.TryDequeue(out _);
    }

    public void Dispose()
    {
        _flushing.Dispose();
        _issues.Dispose();
        _hashes.Dispose();
    }

    private void Append(BlockBuilder block, IssueRow issue, ulong version)
    {
        var row = Begin(block);
        row.UInt32((uint)issue.ProjectId);
        row.UInt32((uint)issue.Id);
        row.String(issue.Title);
        row.String(issue.Value);
        row.String(issue.Culprit);
        row.String(issue.Level);
        row.String(issue.Platform);
        row.String(issue.Status);
        row.String(issue.AssigneeEmail);
        row.String(issue.FirstRelease);
        row.DateTime64(issue.FirstSeen.ToUnixNanoseconds());
        row.DateTime64(issue.RegressedAt?.ToUnixNanoseconds() ?? 0);
        row.DateTime64(issue.EscalatedAt?.ToUnixNanoseconds() ?? 0);
        row.DateTime64(issue.ReviewedAt?.ToUnixNanoseconds() ?? 0);
        row.UInt8((byte)issue.Priority);
        row.String(issue.Frames);
        row.UInt64(version);
        End(block, row);
    }

    private void Append(BlockBuilder block, HashHome home, ulong version)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, home.Hash);
        var row = Begin(block);
        row.UInt32((uint)home.Project);
        row.FixedString16(bytes);
        row.UInt32((uint)home.Issue);
        row.UInt64(version);
        End(block, row);
    }

    private RowWriter Begin(BlockBuilder block)
    {
        _row.Clear();
        var row = new RowWriter(_row);
        row.Begin(block.Table);
        return row;
    }

    private void End(BlockBuilder block, RowWriter row)
    {
        row.End();
        block.Append(_row.WrittenSpan, block.Table.ColumnCount);
    }
}
