using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;

namespace Paddock.Signals.Logs;

/// <summary>One row a log line.</summary>
internal static class LogsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(3, "logs",
    [
        .. Correlation.Columns,
        new("severity_number", ColumnType.UInt8),
        new("severity", ColumnType.LowCardinality),
        new("logger", ColumnType.LowCardinality),
        new("message", ColumnType.String),
        new("template", ColumnType.LowCardinality),
        .. AttributeNames.Columns,
    ]);

    // The token index costs 1.6 B a row and lets a word that is not there be answered in 7 ms instead of 178 (2 M rows).
    public static readonly Migration Migration = new(4, "logs",
        TableDdl.Create(Table, "project, time", ["trace_id TYPE bloom_filter(0.01)", "distinct_id TYPE bloom_filter(0.01)", "message TYPE tokenbf_v1(16384, 3, 0)"]));

    /// <summary>The template that a line's logger gave, unless it is nothing but places for values ("%s"); else the message's first line with what varies replaced.</summary>
    public const string Pattern =
        "if(replaceRegexpAll(template, '%[-+0-9.]*[a-zA-Z]|[{][^}]*[}]|[[:punct:][:space:]]', '') != '', template, replaceRegexpAll(substring(message, 1, if(position(message, '\\n') = 0, 1000, position(message, '\\n') - 1)), '(?:0x)?[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*|[0-9]+(?:[.:][0-9]+)*', '*'))";

    /// <summary>How many lines of which level there were in a minute: what every dashboard asks, without reading a line.</summary>
    public const string Rollup = "by_minute";

    public const string RollupSql = """
        SELECT project, toStartOfMinute(time) AS minute, service, environment, severity, count()
        GROUP BY project, minute, service, environment, severity
        """;

    public static readonly Migration RollupMigration = new(16, "logs by the minute",
        "ALTER TABLE paddock.logs MODIFY SETTING lightweight_mutation_projection_mode = 'rebuild'",
        $"ALTER TABLE paddock.logs ADD PROJECTION IF NOT EXISTS {Rollup} ({RollupSql})",
        $"ALTER TABLE paddock.logs MATERIALIZE PROJECTION {Rollup}");

    public static readonly string View = $$"""
        SELECT {{Correlation.ViewColumns}}, {attributes:logs},
            severity, severity_number, logger, message,
            {{Pattern}} AS pattern
        FROM paddock.logs
        PREWHERE project = {project}
        """;
}

/// <summary>A log line; texts are UTF-8.</summary>
internal ref struct LogRecord
{
    /// <summary>OpenTelemetry's 1 to 24; 0: unknown.</summary>
    public byte SeverityNumber;

    /// <summary>As the client wrote it; empty: told from the number.</summary>
    public ReadOnlySpan<byte> Severity;

    public ReadOnlySpan<byte> Logger;
    public ReadOnlySpan<byte> Message;

    /// <summary>The message before its parameters were put in; empty: unknown.</summary>
    public ReadOnlySpan<byte> Template;
}

internal static class LogsRow
{
    /// <param name="entry">gets the row</param>
    /// <param name="key">its line of the ledger</param>
    /// <param name="correlation">whose and when</param>
    /// <param name="log">what</param>
    /// <param name="attributes">the rest, added since <see cref="AttributeBag.Begin"/></param>
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in LogRecord log, AttributeBag attributes)
    {
        var row = entry.BeginRow(LogsTable.Table, key);
        correlation.Write(row);
        row.UInt8(log.SeverityNumber);
        row.String(Severities.Level(log.SeverityNumber, log.Severity));
        row.String(log.Logger);
        row.String(log.Message);
        row.String(log.Template);
        attributes.Write(row);
        entry.EndRow();
    }
}
