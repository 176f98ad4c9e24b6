using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>
/// One row an error event: facts only. Which issue a row belongs to is resolved when read, through its hashes,
/// so that a merge or a new grouping rule changes one row on the relational side and none here.
/// </summary>
internal static class ErrorsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(2, "errors",
    [
        .. Correlation.Columns,
        new("event_id", ColumnType.FixedString16, "NONE"),
        new("hashes", ColumnType.FixedString16Array),
        new("grouping_version", ColumnType.UInt16),
        new("type", ColumnType.LowCardinality),
        new("value", ColumnType.String),
        new("message", ColumnType.String),
        new("level", ColumnType.LowCardinality),
        new("handled", ColumnType.UInt8),
        new("culprit", ColumnType.LowCardinality),
        new("transaction", ColumnType.LowCardinality),
        new("platform", ColumnType.LowCardinality),
        new("logger", ColumnType.LowCardinality),
        new("sdk", ColumnType.LowCardinality),
        new("distribution", ColumnType.LowCardinality),
        new("user_email", ColumnType.String),
        new("user", ColumnType.String),
        new("tags", ColumnType.StringMap),
        new("stack", ColumnType.String),
        new("breadcrumbs", ColumnType.String),
        new("request", ColumnType.String),
        new("contexts", ColumnType.String),
        new("extra", ColumnType.String),
        new("rest", ColumnType.String),
        new("remarks", ColumnType.String),
        new("sample_rate", ColumnType.Float64),
    ]);

    // Rows are kilobytes wide; granules of 2 MB (some 300 rows) keep the reading of one event cheap.
    public static readonly Migration Migration = new(2, "errors", TableDdl.Create(
        Table,
        "project, time",
        ["event_id TYPE bloom_filter(0.001)", "trace_id TYPE bloom_filter(0.01)", "distinct_id TYPE bloom_filter(0.01)", "hashes TYPE bloom_filter(0.01)"],
        "index_granularity_bytes = 2097152"));

    /// <summary>SQL: the issue of a row, 0 when there is none.</summary>
    public const string Issue = "dictGetOrDefault('paddock.issue_of_hash', 'issue', (project, hashes[1]), toUInt32(0))";

    private static readonly Dictionary<string, string> ComparedColumns =
        new[] { "level", "logger", "platform", "transaction" }.Select(static key => KeyValuePair.Create(key, key)).Concat(RecordSearch.Shared).ToDictionary();

    /// <summary>Errors as they are compared, those of one issue with all others.</summary>
    public static ComparedRecords Compared(uint issue) => new(
        "errors", "1", ComparedColumns, "tags", static _ => $"{Issue} = {{issue:UInt32}}", IsChosen: true, parameters => parameters.Add("issue", issue));

    /// <summary>The newest of each open issue: who opens it next year still sees what it was about.</summary>
    public const string KeepSql = $$"""
        event_id IN
        (
            SELECT event_id FROM paddock.errors
            WHERE (project, {{Issue}}) IN (SELECT project, issue FROM paddock.issues FINAL WHERE status = 'unresolved')
            ORDER BY time DESC LIMIT 3 BY project, hashes[1]
        )
        """;

    /// <summary>The view `errors` of the public contract for one project.</summary>
    public static readonly string View = $$"""
        SELECT {{Correlation.ViewColumns}},
            tags AS attributes,
            lower(hex(event_id)) AS event_id,
            {{Issue}} AS issue_id,
            type, value, message, level, multiIf(handled = 1, 'yes', handled = 0, 'no', '') AS handled, culprit, transaction, platform, logger,
            distinct_id AS user_id, user_email, stack, breadcrumbs, contexts, request, extra, tags, sample_rate
        FROM paddock.errors
        PREWHERE project = {project}
        """;
}
