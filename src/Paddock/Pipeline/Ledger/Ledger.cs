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
        new("time", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("receiver", ColumnType.LowCardinality),
        new("signal", ColumnType.LowCardinality),
        new("outcome", ColumnType.LowCardinality),
        new("reason", ColumnType.LowCardinality),
        new("quantity", ColumnType.UInt64, "T64, ZSTD(1)"));

    public static readonly Migration Migration = new(1, "ledger", TableDdl.Create(Table, "project, time"));

    /// <summary>The view `ledger` of the public contract for one project.</summary>
    public const string View = """
        SELECT toStartOfHour(time) AS hour, receiver, signal, outcome, reason, sum(quantity) AS quantity
        FROM paddock.ledger PREWHERE project = {project}
        GROUP BY hour, receiver, signal, outcome, reason
        """;

    /// <summary>Counts <paramref name="quantity"/> records in the entry. The reason is one of a closed list of words, "" where the outcome needs none.</summary>
    public static void Count(EntryWriter entry, LedgerKey key, Outcome outcome, string reason, ulong quantity) => entry.Count(key, outcome, reason, quantity);
}
