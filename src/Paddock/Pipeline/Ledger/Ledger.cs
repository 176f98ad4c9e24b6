using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>
/// The account of every record: received = stored + filtered + limited + invalid + duplicate + evicted + in flight, per hour of receipt.
/// The door's counts ride in the same journal entry as the rows they are about, so the account adds up after any crash.
/// </summary>
internal static class Ledger
{
    /// <summary>Two years, whatever the retention of the records it counts.</summary>
    public const ushort RetentionDays = 730;

    public static readonly Table Table = new(1, "ledger",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64),
        new("retention", ColumnType.UInt16),
        new("receiver", ColumnType.LowCardinality),
        new("signal", ColumnType.LowCardinality),
        new("outcome", ColumnType.LowCardinality),
        new("reason", ColumnType.LowCardinality),
        new("quantity", ColumnType.UInt64));

    private const string Create = """
        CREATE TABLE IF NOT EXISTS ledger
        (
            project UInt32 CODEC(ZSTD(1)),
            time DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
            retention UInt16 CODEC(ZSTD(1)),
            receiver LowCardinality(String),
            signal LowCardinality(String),
            outcome LowCardinality(String),
            reason LowCardinality(String),
            quantity UInt64 CODEC(T64, ZSTD(1)),
            batch UInt64 CODEC(Delta, ZSTD(1)),
            INDEX batch_range batch TYPE minmax GRANULARITY 1
        )
        ENGINE = MergeTree
        PARTITION BY (retention, toMonday(time))
        ORDER BY (project, time)
        SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """;

    public static readonly Migration Migration = new(1, "ledger", [Create]);

    /// <summary>The view `ledger` of the public contract for one project.</summary>
    public const string View = """
        SELECT toStartOfHour(time) AS hour, receiver, signal, outcome, reason, sum(quantity) AS quantity
        FROM paddock.ledger PREWHERE project = {project}
        GROUP BY hour, receiver, signal, outcome, reason
        """;

    /// <summary>Counts <paramref name="quantity"/> records in the entry. The reason is one of a closed list of words, "" where the outcome needs none.</summary>
    public static void Count(EntryWriter entry, LedgerKey key, Outcome outcome, string reason, ulong quantity) => entry.Count(key, outcome, reason, quantity);
}
