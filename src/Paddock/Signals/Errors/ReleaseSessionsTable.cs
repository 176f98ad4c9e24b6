using System.Buffers.Binary;
using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>Runs of a program or requests to a server, by how they ended: what release health is told from. A row may stand for many.</summary>
internal static class ReleaseSessionsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(10, "release_sessions",
    [
        .. Correlation.Columns,
        new("sequence", ColumnType.UInt64),
        new("status", ColumnType.LowCardinality),
        new("errors", ColumnType.UInt32),
        new("duration_ms", ColumnType.Float64),
        new("user_hash", ColumnType.UInt64),
        new("quantity", ColumnType.UInt64),
    ]);

    public static readonly Migration Migration = new(9, "release sessions", TableDdl.Create(Table, "project, time"));

    public static readonly string RecentKeysSql = DedupKey.RecentSql("release_sessions", "MD5(concat(session_id, reinterpretAsFixedString(sequence)))", "session_id != ''");

    // A session is sent again with each change; the highest sequence counts. Aggregates have no session_id and are added up.
    public static readonly string View = $$"""
        SELECT {{Correlation.ViewColumns}}, sequence, status, errors, duration_ms,
            if(user_hash = 0, '', leftPad(lower(hex(user_hash)), 16, '0')) AS user_hash, quantity
        FROM paddock.release_sessions
        PREWHERE project = {project}
        ORDER BY sequence DESC
        LIMIT 1 BY if(session_id = '', toString(generateUUIDv4()), session_id)
        """;
}

/// <summary>A session, or so many of one kind; texts are UTF-8. Its id and its start are the correlation's.</summary>
internal ref struct ReleaseSessionRecord
{
    /// <summary>Of two words about one session the higher is the newer.</summary>
    public ulong Sequence;

    /// <summary>ok, exited, crashed, abnormal or errored.</summary>
    public ReadOnlySpan<byte> Status;

    public uint Errors;

    /// <summary>NaN: not told.</summary>
    public double DurationMilliseconds;

    /// <summary>Of the user's id, which is not kept; 0: none.</summary>
    public ulong UserHash;

    /// <summary>1, or how many sessions an aggregate stands for.</summary>
    public ulong Quantity;
}

internal static class ReleaseSessionsRow
{
    /// <summary>One row. Of a session with an id each sequence is stored once; an aggregate has nothing to tell a repetition by.</summary>
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in ReleaseSessionRecord session)
    {
        var row = entry.BeginRow(ReleaseSessionsTable.Table, key, Dedup(correlation, session));
        correlation.Write(row);
        row.UInt64(session.Sequence);
        row.String(session.Status);
        row.UInt32(session.Errors);
        row.Float64(session.DurationMilliseconds);
        row.UInt64(session.UserHash);
        row.UInt64(session.Quantity);
        entry.EndRow();
    }

    private static UInt128 Dedup(in Correlation correlation, in ReleaseSessionRecord session)
    {
        if (correlation.SessionId.IsEmpty) return 0;
        Span<byte> sequence = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(sequence, session.Sequence);
        return DedupKey.Of(correlation.SessionId, sequence);
    }
}
