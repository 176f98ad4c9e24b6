using Paddock.ClickHouse;

namespace Paddock.Signals.Monitoring;

/// <summary>
/// Metrics: a series is a name with labels, a sample its value at a time. A series is told anew in every week in which it has samples, since a week's
/// partition is dropped whole.
/// </summary>
internal static class SamplesTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Series = new(6, "series",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("series", ColumnType.UInt64),
        new("receiver", ColumnType.LowCardinality),
        new("environment", ColumnType.LowCardinality),
        new("release", ColumnType.LowCardinality),
        new("service", ColumnType.LowCardinality),
        new("host", ColumnType.LowCardinality),
        new("name", ColumnType.LowCardinality),
        new("kind", ColumnType.LowCardinality),
        new("unit", ColumnType.LowCardinality),
        new("labels", ColumnType.StringMap));

    /// <inheritdoc cref="Series"/>
    public static readonly Table Samples = new(7, "samples",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64, "DoubleDelta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("series", ColumnType.UInt64, "Delta, ZSTD(1)"),
        new("value", ColumnType.Float64, "Gorilla, ZSTD(1)"),
        new("mantissa", ColumnType.Int64, "Delta, T64('bit'), ZSTD(1)"),
        new("digits", ColumnType.UInt8));

    // A sample's neighbours are its own series': that is what it is compressed with and read by.
    public static readonly Migration Migration = new(7, "series and samples",
        TableDdl.Create(Series, "project, name, series"),
        TableDdl.Create(Samples, "project, series, time"));

    public static readonly Migration DecimalMigration = new(18, "samples as decimal numbers", TableDdl.AddColumn(Samples, "mantissa"), TableDdl.AddColumn(Samples, "digits"));

    /// <summary>SQL: the number, which is either in `value` or a <see cref="DecimalNumber"/>; the other is 0.</summary>
    public const string Value = "value + mantissa / intExp10(digits)";

    public const string SeriesView = """
        SELECT series, min(time) AS first_seen, max(time) AS last_seen, any(name) AS name, any(labels) AS labels, any(kind) AS kind, any(unit) AS unit,
            any(environment) AS environment, any(release) AS release, any(service) AS service, any(host) AS host, any(receiver) AS receiver
        FROM paddock.series PREWHERE project = {project}
        GROUP BY series
        """;

    public const string SamplesView = $$"""
        SELECT time, series, {{Value}} AS value FROM paddock.samples PREWHERE project = {project}
        """;
}
