using System.Buffers;
using Paddock.ClickHouse;
using Paddock.Database.Rows;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>
/// Copies issues and their hashes from the relational side to the engine, where views and queries resolve them. What could not be written
/// stays pending and goes with the next attempt, so an engine that was away loses nothing. Used by the batch writer alone.
/// </summary>
internal sealed class IssueMirror(ClickHouseClient clickHouse, TimeProvider time) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _row = new(1024);
    private readonly BlockBuilder _issues = new(IssuesTable.Issues);
    private readonly BlockBuilder _hashes = new(IssuesTable.Hashes);
    private readonly List<IssueChanges> _pending = [];

    public void Add(IssueChanges changes)
    {
        if (changes.Issues.Count + changes.Hashes.Count > 0) _pending.Add(changes);
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        if (_pending.Count == 0) return;
        _issues.Clear();
        _hashes.Clear();
        var version = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var changes in _pending)
        {
            foreach (var issue in changes.Issues) Append(_issues, issue, version);
            foreach (var hash in changes.Hashes) Append(_hashes, hash, version);
        }
        await clickHouse.InsertAsync(_issues, 0, cancel);
        await clickHouse.InsertAsync(_hashes, 0, cancel);
        await clickHouse.ExecuteAsync("SYSTEM RELOAD DICTIONARY paddock.issue_of_hash", cancellation: cancel);
        _pending.Clear();
    }

    public void Dispose()
    {
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
        row.Default(); // assignee: nobody can be assigned yet
        row.String(issue.FirstRelease);
        row.DateTime64(issue.FirstSeen.ToUnixNanoseconds());
        row.UInt64(version);
        End(block, row);
    }

    private void Append(BlockBuilder block, IssueHashRow hash, ulong version)
    {
        Span<byte> bytes = stackalloc byte[16];
        Convert.FromHexString(hash.Hash, bytes, out _, out _);
        var row = Begin(block);
        row.UInt32((uint)hash.ProjectId);
        row.FixedString16(bytes);
        row.UInt32((uint)hash.IssueId);
        row.UInt64(version);
        End(block, row);
    }

    private RowWriter Begin(BlockBuilder block)
    {
        _row.ResetWrittenCount();
        var row = new RowWriter(_row);
        row.Begin(block.Table);
        return row;
    }

    private void End(BlockBuilder block, RowWriter row)
    {
        row.End();
        block.Append(_row.WrittenSpan, block.Table.Columns.Count);
    }
}
