using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Product;

/// <summary>What was said of people: a row a property and change. Who the person is, is resolved when read.</summary>
internal static class PeopleTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Updates = new(13, "person_updates",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("received_at", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("receiver", ColumnType.LowCardinality),
        new("distinct_id", ColumnType.String),
        new("operation", ColumnType.LowCardinality),
        new("property", ColumnType.LowCardinality),
        new("value", ColumnType.String));

    /// <summary>Never in a journal (id 0): the mirror is written straight from the relational side.</summary>
    public static readonly Table Links = new(0, "person_links",
        new("project", ColumnType.UInt32),
        new("distinct_id", ColumnType.String),
        new("person", ColumnType.String),
        new("version", ColumnType.UInt64));

    public static readonly Migration LinksMigration = new(11, "person links",
        """
        CREATE TABLE IF NOT EXISTS paddock.person_links (project UInt32, distinct_id String, person String, version UInt64, batch UInt64)
        ENGINE = ReplacingMergeTree(version) ORDER BY (project, distinct_id) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """,
        // Reloaded by hand after each change of the mirror (LIFETIME 0), as issue_of_hash is.
        """
        CREATE DICTIONARY IF NOT EXISTS paddock.person_of (project UInt32, distinct_id String, person String)
        PRIMARY KEY project, distinct_id
        SOURCE(CLICKHOUSE(HOST '127.0.0.1' QUERY 'SELECT project, distinct_id, person FROM paddock.person_links FINAL WHERE distinct_id != person'))
        LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)
        """);

    public static readonly Migration UpdatesMigration = new(12, "person updates", TableDdl.Create(Updates, "project, distinct_id, time"));

    /// <summary>The view `people` of the public contract: whoever has a name, seen in events or told of.</summary>
    public const string View = $$"""
        SELECT person_id, min(first) AS first_seen, max(last) AS last_seen, CAST(arrayFlatten(groupArray(pairs)), 'Map(String, String)') AS properties
        FROM
        (
            SELECT {{Correlation.Person}} AS person_id,
                min(time) AS first, max(time) AS last, CAST([], 'Array(Tuple(String, String))') AS pairs
            FROM paddock.events PREWHERE project = {project} WHERE distinct_id != '' GROUP BY person_id
            UNION ALL
            SELECT person_id, min(first) AS first, max(last) AS last, groupArrayIf((property, value), value != '') AS pairs
            FROM
            (
                SELECT {{Correlation.Person}} AS person_id, toString(property) AS property, min(time) AS first, max(time) AS last,
                    multiIf(
                        countIf(operation IN ('set', 'unset')) > 0, argMaxIf(if(operation = 'set', value, ''), time, operation IN ('set', 'unset')),
                        countIf(operation = 'add') > 0, toString(sumIf(toFloat64OrZero(value), operation = 'add')),
                        argMinIf(value, time, operation = 'set_once')) AS value
                FROM paddock.person_updates PREWHERE project = {project} GROUP BY person_id, property
            )
            GROUP BY person_id
        )
        GROUP BY person_id
        """;
}

/// <summary>One change of one property of a person; texts are UTF-8.</summary>
internal ref struct PersonUpdate
{
    public required int Project;

    /// <summary>Nanoseconds since 1970 UTC.</summary>
    public required long Time;

    public required ushort RetentionDays;

    /// <summary>Nanoseconds since 1970 UTC.</summary>
    public required long ReceivedAt;

    public required string Receiver;
    public required ReadOnlySpan<byte> DistinctId;

    /// <summary>set, set_once, unset or add (a number to what there is).</summary>
    public required string Operation;

    public ReadOnlySpan<byte> Property;
    public ReadOnlySpan<byte> Value;
}

internal static class PeopleRow
{
    /// <summary>One row. A dedup key of 0: nothing to tell a repetition by; repeating all but "add" is harmless.</summary>
    public static void Write(EntryWriter entry, LedgerKey key, UInt128 dedupKey, in PersonUpdate update)
    {
        var row = entry.BeginRow(PeopleTable.Updates, key, dedupKey);
        row.UInt32((uint)update.Project);
        row.DateTime64(update.Time);
        row.UInt16(update.RetentionDays);
        row.DateTime64(update.ReceivedAt);
        row.String(update.Receiver);
        row.String(update.DistinctId);
        row.String(update.Operation);
        row.String(update.Property);
        row.String(update.Value);
        entry.EndRow();
    }
}
