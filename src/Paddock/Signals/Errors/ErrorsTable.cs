using Paddock.ClickHouse;

namespace Paddock.Signals.Errors;

/// <summary>
/// One row an error event: facts only. Which issue a row belongs to is resolved when read, through its hashes,
/// so that a merge or a new grouping rule changes one row on the relational side and none here.
/// </summary>
internal static class ErrorsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(2, "errors",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64),
        new("retention", ColumnType.UInt16),
        new("received_at", ColumnType.DateTime64),
        new("sent_time", ColumnType.DateTime64),
        new("skewed", ColumnType.UInt8),
        new("receiver", ColumnType.LowCardinality),
        new("environment", ColumnType.LowCardinality),
        new("release", ColumnType.LowCardinality),
        new("service", ColumnType.LowCardinality),
        new("host", ColumnType.LowCardinality),
        new("trace_id", ColumnType.FixedString16),
        new("span_id", ColumnType.UInt64),
        new("session_id", ColumnType.String),
        new("visitor_id", ColumnType.UInt64),
        new("distinct_id", ColumnType.String),
        new("route", ColumnType.LowCardinality),
        new("url_path", ColumnType.String),
        new("event_id", ColumnType.FixedString16),
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
        new("sample_rate", ColumnType.Float64));

    // index_granularity_bytes: rows are kilobytes wide; 2 MB granules (some 300 rows) keep the reading of one event cheap.
    private const string Create = """
        CREATE TABLE IF NOT EXISTS paddock.errors
        (
            project UInt32 CODEC(ZSTD(1)),
            time DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
            retention UInt16 CODEC(ZSTD(1)),
            received_at DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
            sent_time DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
            skewed UInt8 CODEC(ZSTD(1)),
            receiver LowCardinality(String),
            environment LowCardinality(String),
            release LowCardinality(String),
            service LowCardinality(String),
            host LowCardinality(String),
            trace_id FixedString(16) CODEC(ZSTD(1)),
            span_id UInt64 CODEC(ZSTD(1)),
            session_id String CODEC(ZSTD(1)),
            visitor_id UInt64 CODEC(ZSTD(1)),
            distinct_id String CODEC(ZSTD(1)),
            route LowCardinality(String),
            url_path String CODEC(ZSTD(1)),
            event_id FixedString(16) CODEC(NONE),
            hashes Array(FixedString(16)) CODEC(ZSTD(1)),
            grouping_version UInt16 CODEC(ZSTD(1)),
            type LowCardinality(String),
            value String CODEC(ZSTD(1)),
            message String CODEC(ZSTD(1)),
            level LowCardinality(String),
            handled UInt8 CODEC(ZSTD(1)),
            culprit LowCardinality(String),
            transaction LowCardinality(String),
            platform LowCardinality(String),
            logger LowCardinality(String),
            sdk LowCardinality(String),
            distribution LowCardinality(String),
            user_email String CODEC(ZSTD(1)),
            user String CODEC(ZSTD(1)),
            tags Map(LowCardinality(String), String) CODEC(ZSTD(1)),
            stack String CODEC(ZSTD(1)),
            breadcrumbs String CODEC(ZSTD(1)),
            request String CODEC(ZSTD(1)),
            contexts String CODEC(ZSTD(1)),
            extra String CODEC(ZSTD(1)),
            rest String CODEC(ZSTD(1)),
            remarks String CODEC(ZSTD(1)),
            sample_rate Float64 CODEC(ZSTD(1)),
            batch UInt64 CODEC(ZSTD(1)),

            INDEX batch_range batch TYPE minmax GRANULARITY 1,
            INDEX event_id_bloom event_id TYPE bloom_filter(0.001) GRANULARITY 1,
            INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 1,
            INDEX distinct_id_bloom distinct_id TYPE bloom_filter(0.01) GRANULARITY 1,
            INDEX hashes_bloom hashes TYPE bloom_filter(0.01) GRANULARITY 1
        )
        ENGINE = MergeTree
        PARTITION BY (retention, toMonday(time))
        ORDER BY (project, time)
        SETTINGS index_granularity_bytes = 2097152, fsync_after_insert = 1, fsync_part_directory = 1
        """;

    public static readonly Migration Migration = new(2, "errors", [Create]);

    /// <summary>The view `errors` of the public contract for one project.</summary>
    public const string View = """
        SELECT time, received_at, environment, release, service, host,
            if(trace_id = toFixedString('', 16), '', lower(hex(trace_id))) AS trace_id,
            if(span_id = 0, '', leftPad(lower(hex(span_id)), 16, '0')) AS span_id,
            session_id, if(visitor_id = 0, '', leftPad(lower(hex(visitor_id)), 16, '0')) AS visitor_id, distinct_id, route, url_path, receiver,
            tags AS attributes,
            lower(hex(event_id)) AS event_id,
            dictGetOrDefault('paddock.issue_of_hash', 'issue', (project, hashes[1]), toUInt32(0)) AS issue_id,
            type, value, message, level, multiIf(handled = 1, 'yes', handled = 0, 'no', '') AS handled, culprit, transaction, platform, logger,
            distinct_id AS user_id, user_email, stack, breadcrumbs, contexts, request, extra, tags, sample_rate
        FROM paddock.errors
        PREWHERE project = {project}
        """;
}
