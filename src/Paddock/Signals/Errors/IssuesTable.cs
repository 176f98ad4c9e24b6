using Paddock.ClickHouse;

namespace Paddock.Signals.Errors;

/// <summary>
/// The issues and their hashes as the engine sees them: a mirror of the relational side, replaced row by row by <c>version</c>.
/// The dictionary turns a row's hash into its issue while reading.
/// </summary>
internal static class IssuesTable
{
    /// <summary>Never in a journal (id 0): the mirror is written straight from the relational side.</summary>
    public static readonly Table Issues = new(0, "issues",
        new("project", ColumnType.UInt32),
        new("issue", ColumnType.UInt32),
        new("title", ColumnType.String),
        new("value", ColumnType.String),
        new("culprit", ColumnType.String),
        new("level", ColumnType.LowCardinality),
        new("platform", ColumnType.LowCardinality),
        new("status", ColumnType.LowCardinality),
        new("assignee", ColumnType.String),
        new("first_release", ColumnType.LowCardinality),
        new("first_seen", ColumnType.DateTime64),
        new("regressed_at", ColumnType.DateTime64),
        new("escalated_at", ColumnType.DateTime64),
        new("reviewed_at", ColumnType.DateTime64),
        new("priority", ColumnType.UInt8),
        new("frames", ColumnType.String),
        new("version", ColumnType.UInt64));

    public static readonly Table Hashes = new(0, "issue_hashes",
        new("project", ColumnType.UInt32),
        new("hash", ColumnType.FixedString16),
        new("issue", ColumnType.UInt32),
        new("version", ColumnType.UInt64));

    public static readonly Migration Migration = new(3, "issues", [
        """
        CREATE TABLE IF NOT EXISTS paddock.issues
        (
            project UInt32, issue UInt32, title String, value String, culprit String, level LowCardinality(String), platform LowCardinality(String),
            status LowCardinality(String), assignee String, first_release LowCardinality(String),
            first_seen DateTime64(9, 'UTC'), version UInt64, batch UInt64
        )
        ENGINE = ReplacingMergeTree(version) ORDER BY (project, issue) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """,
        """
        CREATE TABLE IF NOT EXISTS paddock.issue_hashes (project UInt32, hash FixedString(16), issue UInt32, version UInt64, batch UInt64)
        ENGINE = ReplacingMergeTree(version) ORDER BY (project, hash) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """,
        // Reloaded by hand after each change of the mirror (LIFETIME 0): a new issue is known before its first row is visible.
        """
        CREATE DICTIONARY IF NOT EXISTS paddock.issue_of_hash (project UInt32, hash String, issue UInt32)
        PRIMARY KEY project, hash
        SOURCE(CLICKHOUSE(HOST '127.0.0.1' QUERY 'SELECT project, toString(hash) AS hash, issue FROM paddock.issue_hashes FINAL'))
        LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)
        """,
    ]);

    /// <summary>0: it has never happened again after it was resolved. The mirror is written anew at each start, so no row has to be changed here.</summary>
    public static readonly Migration RegressedMigration = new(19, "issues that came back", "ALTER TABLE paddock.issues ADD COLUMN IF NOT EXISTS regressed_at DateTime64(9, 'UTC')");

    /// <summary>What is needed for searching; 0 of a time: never.</summary>
    public static readonly Migration LifeMigration = new(20, "the life of issues", "ALTER TABLE paddock.issues ADD COLUMN IF NOT EXISTS escalated_at DateTime64(9, 'UTC'), ADD COLUMN IF NOT EXISTS reviewed_at DateTime64(9, 'UTC'), ADD COLUMN IF NOT EXISTS priority UInt8, ADD COLUMN IF NOT EXISTS frames String");

    /// <summary>The view `issues` of the public contract for one project: what people set, with what the events say.</summary>
    public static readonly string View = $$"""
        SELECT issue AS issue_id, title, value, culprit, level, platform, status, {{IssueStanding.Sql("now64(9, 'UTC')")}} AS state,
            multiIf(priority = 3, 'high', priority = 1, 'low', 'medium') AS priority, first_seen, last_seen, times_seen, users_seen, assignee, first_release
        FROM (SELECT * FROM paddock.issues FINAL PREWHERE project = {project} WHERE {{IssueStatus.IsShown}}) AS kept
        LEFT JOIN
        (
            SELECT {{ErrorsTable.Issue}} AS issue,
                max(time) AS last_seen, toUInt64(round(sum(1 / sample_rate))) AS times_seen, uniqExactIf(distinct_id, distinct_id != '') AS users_seen
            FROM paddock.errors PREWHERE project = {project} GROUP BY issue
        ) AS counted USING (issue)
        """;
}
