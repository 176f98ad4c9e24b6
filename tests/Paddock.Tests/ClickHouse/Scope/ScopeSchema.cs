using Paddock.ClickHouse.Scope;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>A small store in the shape of the real one: events with everything that can leak (dictionaries of LowCardinality, a Map, arrays), issues behind a dictionary, a ledger.</summary>
internal static class ScopeSchema
{
    public static readonly string[] Tables =
    [
        "CREATE DATABASE paddock",
        """
        CREATE TABLE paddock.errors
        (
            project UInt32, time DateTime64(9, 'UTC'), retention UInt16, environment LowCardinality(String), service LowCardinality(String),
            type LowCardinality(String), level LowCardinality(String), code String, message String, duration UInt64, revenue Float64,
            user String, session String, trace_id FixedString(16), hashes Array(FixedString(16)), tags Map(LowCardinality(String), String),
            stack String, sample_rate Float64, batch UInt64, INDEX user_bloom user TYPE bloom_filter(0.01) GRANULARITY 1
        )
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, time)
        """,
        """
        CREATE TABLE paddock.issues (project UInt32, issue UInt32, title String, status LowCardinality(String), version UInt64)
        ENGINE = ReplacingMergeTree(version) ORDER BY (project, issue)
        """,
        """
        CREATE TABLE paddock.issue_hashes (project UInt32, hash FixedString(16), issue UInt32, version UInt64)
        ENGINE = ReplacingMergeTree(version) ORDER BY (project, hash)
        """,
        """
        CREATE DICTIONARY paddock.issue_of_hash (project UInt32, hash String, issue UInt32) PRIMARY KEY project, hash
        SOURCE(CLICKHOUSE(HOST '127.0.0.1' QUERY 'SELECT project, toString(hash) AS hash, issue FROM paddock.issue_hashes FINAL'))
        LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)
        """,
        """
        CREATE TABLE paddock.ledger
        (
            project UInt32, time DateTime64(9, 'UTC'), retention UInt16, receiver LowCardinality(String), outcome LowCardinality(String),
            reason LowCardinality(String), quantity UInt64
        )
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, time)
        """,
        "CREATE TABLE paddock.schema_migrations (number UInt32, name String) ENGINE = MergeTree ORDER BY number",
    ];

    public static readonly ProjectView[] Views =
    [
        new("errors",
            """
            SELECT time, environment, service, type, level, code, message, duration, revenue, user AS user_id, session AS session_id,
                lower(hex(trace_id)) AS trace_id, dictGetOrDefault('paddock.issue_of_hash', 'issue', (project, hashes[1]), toUInt32(0)) AS issue_id,
                tags AS attributes, stack, sample_rate
            FROM paddock.errors PREWHERE project = {project}
            """),
        new("issues",
            """
            SELECT issue AS issue_id, title, status, last_seen, times_seen
            FROM (SELECT issue, title, status FROM paddock.issues FINAL PREWHERE project = {project}) AS kept
            LEFT JOIN
            (
                SELECT dictGetOrDefault('paddock.issue_of_hash', 'issue', (project, hashes[1]), toUInt32(0)) AS issue,
                    max(time) AS last_seen, count() AS times_seen
                FROM paddock.errors PREWHERE project = {project} GROUP BY issue
            ) AS counted USING (issue)
            """),
        new("ledger", "SELECT time AS hour, receiver, outcome, reason, quantity FROM paddock.ledger PREWHERE project = {project}"),
    ];
}
