namespace Paddock.ClickHouse;

/// <summary>The statements that make a <see cref="Table"/> in the store, so that its columns are written down once.</summary>
public static class TableDdl
{
    /// <summary>
    /// CREATE TABLE IF NOT EXISTS with the table's columns and the batch number. A store that has the table already gets columns that were appended
    /// since by <see cref="AddColumn"/> in a later migration.
    /// </summary>
    /// <param name="table">begins with project, time, retention</param>
    /// <param name="orderBy">the sort key</param>
    /// <param name="indexes">such as <c>trace_id TYPE bloom_filter(0.01)</c>: one on each of these columns</param>
    /// <param name="settings">beyond the fsyncs, such as <c>index_granularity_bytes = 2097152</c></param>
    public static string Create(Table table, string orderBy, string[]? indexes = null, string? settings = null)
    {
        IEnumerable<string> lines =
        [
            .. table.Columns.Select(static column => column.Sql),
            $"{Table.BatchColumn} UInt64 CODEC(ZSTD(1))",
            $"INDEX {Table.BatchColumn}_range {Table.BatchColumn} TYPE minmax GRANULARITY 1",
            .. (indexes ?? []).Select(static index => $"INDEX {index.Split(' ')[0]}_index {index} GRANULARITY 1"),
        ];
        return $"""
            CREATE TABLE IF NOT EXISTS {ClickHouseClient.DefaultDatabase}.{table.Name}
            (
                {string.Join(",\n    ", lines)}
            )
            ENGINE = MergeTree
            PARTITION BY (retention, toMonday(time))
            ORDER BY ({orderBy})
            SETTINGS fsync_after_insert = 1, fsync_part_directory = 1{(settings is null ? "" : ", " + settings)}
            """;
    }

    /// <summary>ALTER TABLE that adds one of the table's columns before the batch number; harmless where it is there.</summary>
    public static string AddColumn(Table table, string column) =>
        $"ALTER TABLE {ClickHouseClient.DefaultDatabase}.{table.Name} ADD COLUMN IF NOT EXISTS {table.Columns[table.IndexOf(column)].Sql}";
}
