using Paddock.Pipeline;
using Paddock.ClickHouse;

namespace Paddock.Signals.Analytics;

/// <summary>
/// Visits are derived from events, a UTC day of a project at a time: the day on which they start. What is computed anew gets a new generation beside the old, and
/// <c>visit_days</c> says which one counts, so that readers see all of the old or all of the new.
/// When the retention of a week of events is over, its days agree with nothing any more, and are computed to no visits.
/// </summary>
internal static class VisitsTable
{
    public static readonly Migration Migration = new(15, "visits",
        """
        CREATE TABLE IF NOT EXISTS paddock.visits
        (
            project UInt32, day Date, generation UInt64, retention UInt16,
            time DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)), ended_at DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)), active_since DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
            received_at DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)), receiver LowCardinality(String),
            environment LowCardinality(String), release LowCardinality(String), service LowCardinality(String), host LowCardinality(String),
            trace_id FixedString(16) CODEC(ZSTD(1)), session_id String CODEC(ZSTD(1)), visitor_id UInt64 CODEC(ZSTD(1)), distinct_id String CODEC(ZSTD(1)), route LowCardinality(String),
            url_host LowCardinality(String), entry_page String CODEC(ZSTD(1)), exit_page String CODEC(ZSTD(1)),
            pageviews UInt32 CODEC(ZSTD(1)), events UInt32 CODEC(ZSTD(1)), bounce UInt8, engaged_ms UInt64 CODEC(ZSTD(1)), revenue Float64 CODEC(ZSTD(1)), currency LowCardinality(String),
            referrer String CODEC(ZSTD(1)), source LowCardinality(String), channel LowCardinality(String),
            utm_source LowCardinality(String), utm_medium LowCardinality(String), utm_campaign LowCardinality(String), utm_content LowCardinality(String), utm_term LowCardinality(String),
            click_id LowCardinality(String), browser LowCardinality(String), os LowCardinality(String), device LowCardinality(String), screen LowCardinality(String),
            language LowCardinality(String), country LowCardinality(String), bot LowCardinality(String)
        )
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, day, generation, time)
        SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """,
        // events and batches: what the day was computed from, over the hours until `reach`. carry: the visits that came in over its first midnight;
        // carry_out, carry_out2: those that go out over its last, and over the one behind.
        """
        CREATE TABLE IF NOT EXISTS paddock.visit_days
        (
            project UInt32, day Date, generation UInt64, rule UInt64, reach DateTime('UTC'), events UInt64, batches UInt64, carry UInt64, carry_out UInt64, carry_out2 UInt64
        )
        ENGINE = ReplacingMergeTree(generation) ORDER BY (project, day) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """,
        // By which changed days are found without reading a single event.
        """
        ALTER TABLE paddock.events ADD PROJECTION IF NOT EXISTS by_hour
        (SELECT project, toStartOfHour(time) AS hour, count() AS events, sum(batch) AS batches GROUP BY project, hour)
        """,
        "ALTER TABLE paddock.events MODIFY SETTING lightweight_mutation_projection_mode = 'rebuild'",
        "ALTER TABLE paddock.events MATERIALIZE PROJECTION by_hour");

    /// <summary>A condition on rows of <c>paddock.visits</c>, which leaves out what was computed anew.</summary>
    public const string Current = "events > 0 AND (day, generation) IN (SELECT day, generation FROM paddock.visit_days FINAL WHERE project = {project:UInt32})";

    /// <summary>The view `visits` of the public contract. What only shows that a page was still open is no visit.</summary>
    public const string View = $$"""
        SELECT time, received_at, environment, release, service, host, {{Correlation.TraceText}} AS trace_id,
            session_id, if(visitor_id = 0, '', leftPad(lower(hex(visitor_id)), 16, '0')) AS visitor_id, distinct_id,
            {{Correlation.Person}} AS person_id, route, receiver,
            time AS started_at, ended_at, url_host, entry_page, exit_page, pageviews, events, bounce, engaged_ms, revenue, currency, referrer, source, channel,
            utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id, browser, os, device, screen, language, country, bot
        FROM paddock.visits
        PREWHERE project = {project}
        WHERE events > 0 AND (day, generation) IN (SELECT day, generation FROM paddock.visit_days FINAL PREWHERE project = {project})
        """;
}
