using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Monitoring;

/// <summary>One row a look at something: `checks` are ours, from outside; `check_ins` are the word of a job about itself. Both have the same columns.</summary>
internal static class ChecksTable
{
    /// <summary>Written in journals: the ids are never reused, columns are only ever appended.</summary>
    public static readonly Table CheckIns = new(8, "check_ins", Columns);

    /// <inheritdoc cref="CheckIns"/>
    public static readonly Table Checks = new(9, "checks", Columns);

    public static readonly Migration Migration = new(8, "checks and check-ins", TableDdl.Create(CheckIns, "project, time"), TableDdl.Create(Checks, "project, time"));

    public static readonly string CheckInsView = View("check_ins");

    public static readonly string ChecksView = View("checks");

    public static readonly string RecentKeysSql = DedupKey.RecentSql("check_ins", "MD5(concat(check_in_id, status))", "check_in_id != toFixedString('', 16)");

    private static Column[] Columns =>
    [
        .. Correlation.Columns,
        new("check_in_id", ColumnType.FixedString16),
        new("monitor", ColumnType.LowCardinality),
        new("status", ColumnType.LowCardinality),
        new("latency_ms", ColumnType.Float64),
        new("location", ColumnType.LowCardinality),
        new("detail", ColumnType.String),
    ];

    private static string View(string table) => $$"""
        SELECT {{Correlation.ViewColumns}},
            if(check_in_id = toFixedString('', 16), '', lower(hex(check_in_id))) AS check_in_id, monitor, status, latency_ms, location, detail
        FROM paddock.{{table}}
        PREWHERE project = {project}
        """;
}

/// <summary>A check or check-in; texts are UTF-8.</summary>
internal ref struct CheckRecord
{
    /// <summary>16 bytes, the same in the check-ins of one run of a job; or none.</summary>
    public ReadOnlySpan<byte> CheckInId;

    /// <summary>The slug of the job, or the name of the check.</summary>
    public ReadOnlySpan<byte> Monitor;

    /// <summary>Of a check-in in_progress, ok, error, and by us missed and timeout; of our own checks ok, down, and unknown where nobody looked.</summary>
    public ReadOnlySpan<byte> Status;

    /// <summary>How long it took; NaN: not told.</summary>
    public double LatencyMilliseconds;

    public ReadOnlySpan<byte> Location;

    /// <summary>JSON: of a check-in its monitor_config, of a check what was found.</summary>
    public ReadOnlySpan<byte> Detail;
}

internal static class ChecksRow
{
    /// <param name="entry">gets the row</param>
    /// <param name="table"><see cref="ChecksTable.CheckIns"/> or <see cref="ChecksTable.Checks"/></param>
    /// <param name="key">its line of the ledger</param>
    /// <param name="correlation">whose and when</param>
    /// <param name="check">what</param>
    public static void Write(EntryWriter entry, Table table, LedgerKey key, in Correlation correlation, in CheckRecord check)
    {
        // A job says the same of one run once.
        var row = entry.BeginRow(table, key, check.CheckInId.IsEmpty ? 0 : DedupKey.Of(check.CheckInId, check.Status));
        correlation.Write(row);
        if (check.CheckInId.IsEmpty) row.Default();
        else row.FixedString16(check.CheckInId);
        row.String(check.Monitor);
        row.String(check.Status);
        row.Float64(check.LatencyMilliseconds);
        row.String(check.Location);
        row.String(check.Detail);
        entry.EndRow();
    }
}
