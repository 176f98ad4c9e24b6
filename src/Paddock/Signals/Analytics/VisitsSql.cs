using Paddock.Pipeline;

namespace Paddock.Signals.Analytics;

/// <summary>
/// The statements of <see cref="VisitsJob"/>. A visitor is a visitor_id, else a distinct_id. What a visitor does without a pause is one stretch of activity; it is cut
/// every 24 hours from its beginning, and each piece is a visit. So a visit is known by its visitor and where its piece begins.
/// Times are nanoseconds: of 1970, or (`at`) of the first day's midnight.
/// </summary>
internal static class VisitsSql
{
    /// <summary>A pageview before anything else that somebody did, before what only shows that a page is open; then the earliest.</summary>
    private const string Rank = "bitOr(at, bitShiftLeft(toInt64(multiIf(name = '$pageview', 0, name NOT IN ('$engagement', '$vital'), 1, 2)), 56))";

    private const string Source = $$"""
        SELECT *, {{Correlation.Visitor}} AS visitor, toUnixTimestamp64Nano(time) - {from:Int64} AS at, {{Rank}} AS rank, cityHash64(url_path) AS path
                FROM paddock.events PREWHERE project = {project:UInt32}
                WHERE time >= fromUnixTimestamp64Nano({from:Int64}) AND time < fromUnixTimestamp64Nano({read_to:Int64}) AND (visitor_id != 0 OR distinct_id != '')
                    AND visitor % {slices:UInt32} = {slice:UInt32}
        """;

    /// <summary>Of the visits that count, as <see cref="VisitsTable.View"/> has them but for none left out.</summary>
    private const string Current = "paddock.visits WHERE project = {project:UInt32} AND (day, generation) IN (SELECT day, generation FROM paddock.visit_days FINAL WHERE project = {project:UInt32})";

    /// <summary>Days to compute: events came or went, the rule is another, or the day before hands over other visits (which is told apart). Parameter: rule.</summary>
    public const string Dirty = """
        WITH
            days AS (SELECT * FROM paddock.visit_days FINAL),
            known AS
            (
                SELECT of.project AS project, of.day AS day, of.generation AS generation, of.rule AS rule, of.reach AS reach, of.events AS known_events, of.batches AS known_batches,
                    of.carry = one.carry_out + two.carry_out2 AS carries
                FROM days AS of
                LEFT JOIN (SELECT project, day + 1 AS next, carry_out FROM days) AS one ON of.project = one.project AND of.day = one.next
                LEFT JOIN (SELECT project, day + 2 AS next, carry_out2 FROM days) AS two ON of.project = two.project AND of.day = two.next
            ),
            hours AS
            (
                SELECT project, toStartOfHour(time) AS hour, count() AS events, sum(batch) AS batches FROM paddock.events GROUP BY project, hour
                UNION ALL
                SELECT project, toDateTime(day, 'UTC'), 0, 0 FROM days
            )
        SELECT counted.project AS project, toUInt16(counted.date) AS day, sumIf(counted.events, toDate(hour) = counted.date) AS events, any(known.generation) AS generation,
            generation > 0 AND NOT any(known.carries) AS handed_over
        FROM (SELECT project, hour, events, batches, arrayJoin([toDate(hour), toDate(hour) - 1]) AS date FROM hours) AS counted
        LEFT JOIN known ON counted.project = known.project AND counted.date = known.day
        WHERE toDate(hour) = counted.date OR hour < known.reach
        GROUP BY counted.project, counted.date
        HAVING sum(counted.events) != any(known_events) OR sum(counted.batches) != any(known_batches)
            OR generation > 0 AND (any(known.rule) != {rule:UInt64} OR handed_over)
        ORDER BY project, day
        LIMIT 10000
        """;

    /// <summary>What there is now, by the hour. Parameters: project, from, read_to.</summary>
    public const string Hours = """
        SELECT toInt64(toUnixTimestamp(toStartOfHour(time))) AS hour, count() AS events, sum(batch) AS batches
        FROM paddock.events
        WHERE project = {project:UInt32} AND toStartOfHour(time) >= toDateTime(intDiv({from:Int64}, 1000000000), 'UTC') AND toStartOfHour(time) < toDateTime(intDiv({read_to:Int64}, 1000000000), 'UTC')
        GROUP BY project, toStartOfHour(time)
        """;

    /// <summary>
    /// The visits that start from `from` until before `to`, as a generation. Parameters: project, from, to, read_to (a day behind `to`, for visits that go on),
    /// pause, longest, generation, slices, slice.
    /// </summary>
    public static readonly string Insert = $$"""
        INSERT INTO paddock.visits
        WITH
            -- Activity that comes in over midnight, where its last visit began and when it was last seen.
            carried AS
            (
                SELECT {{Correlation.Visitor}} AS visitor, argMax(active_since, time) AS since, max(time) AS began, argMax(ended_at, time) AS ended
                FROM {{Current}} AND day < toDate(fromUnixTimestamp64Nano({from:Int64}, 'UTC')) AND day >= toDate(fromUnixTimestamp64Nano({from:Int64}, 'UTC')) - 2
                    AND ended_at >= fromUnixTimestamp64Nano({from:Int64} - {pause:Int64}) AND visitor % {slices:UInt32} = {slice:UInt32}
                GROUP BY visitor
            ),
            -- bits: engaged milliseconds, 1 a pageview, 2 something that somebody did, 4 interactive, 8 carried.
            steps AS
            (
                SELECT visitor, at, path, rank, revenue,
                    bitOr(bitShiftLeft(toUInt64(engaged_ms), 8), multiIf(name = '$pageview', 3, name NOT IN ('$engagement', '$vital'), 2, 0) + 4 * (interactive > 0)) AS bits,
                    if(revenue = 0, 0, reinterpretAsUInt32(toString(currency))) AS money, toInt64(0) AS since, toInt64(0) AS began
                FROM ({{Source}})
                UNION ALL
                SELECT visitor, least(toUnixTimestamp64Nano(ended) - {from:Int64}, -1), 0, 0, 0, 8, 0,
                    toUnixTimestamp64Nano(since) - {from:Int64}, toUnixTimestamp64Nano(began) - {from:Int64}
                FROM carried
            ),
            spaced AS
            (
                SELECT *, lagInFrame(at, 1, toInt64(-4611686018427387904)) OVER walk AS before
                FROM steps WINDOW walk AS (PARTITION BY visitor ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            ),
            stretches AS
            (
                SELECT *, max(multiIf(bits = 8, since, at - before > {pause:Int64}, at, toInt64(-4611686018427387904))) OVER walk AS stretch, min(began) OVER walk AS begun
                FROM spaced WINDOW walk AS (PARTITION BY visitor ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            ),
            found AS
            (
                SELECT visitor, stretch + intDiv(at - stretch, {longest:Int64}) * {longest:Int64} AS piece, any(stretch) AS active_since, min(at) AS started, max(at) AS ended,
                    countIf(bitTest(bits, 0)) AS pageviews, countIf(bitTest(bits, 1)) AS events, max(bitTest(bits, 2)) AS interactive, sum(bitShiftRight(bits, 8)) AS engaged,
                    sum(revenue) AS total, minIf(money, money > 0) AS least_money, max(money) AS most_money, min(rank) AS entry, argMax(path, if(bitTest(bits, 0), at, -1)) AS exit
                FROM stretches
                WHERE bits != 8 AND NOT (begun < 0 AND stretch < 0 AND intDiv(at - stretch, {longest:Int64}) = intDiv(begun - stretch, {longest:Int64}))
                GROUP BY visitor, piece
                HAVING started < {to:Int64} - {from:Int64}
            )
        SELECT {project:UInt32}, toDate(fromUnixTimestamp64Nano({from:Int64} + found.started, 'UTC')), {generation:UInt64}, step.retention,
            fromUnixTimestamp64Nano({from:Int64} + found.started, 'UTC'), fromUnixTimestamp64Nano({from:Int64} + found.ended, 'UTC'), fromUnixTimestamp64Nano({from:Int64} + found.active_since, 'UTC'),
            step.received_at, step.receiver, step.environment, step.release, step.service, step.host, step.trace_id, step.session_id, step.visitor_id, step.distinct_id, step.route,
            step.url_host, if(found.pageviews > 0, step.url_path, ''), if(found.pageviews > 0, pages.page, ''),
            found.pageviews, found.events, found.pageviews = 1 AND NOT found.interactive, found.engaged,
            if(found.least_money = found.most_money, found.total, 0), if(found.least_money = found.most_money AND found.most_money > 0, reinterpretAsString(found.most_money), ''),
            step.referrer, step.source, step.channel, step.utm_source, step.utm_medium, step.utm_campaign, step.utm_content, step.utm_term,
            step.click_id, step.browser, step.os, step.device, step.screen, step.language, step.country, step.bot
        FROM ({{Source}}) AS step
        ANY INNER JOIN found ON step.visitor = found.visitor AND step.rank = found.entry
        ANY LEFT JOIN
        (
            SELECT cityHash64(url_path) AS path, any(url_path) AS page FROM paddock.events PREWHERE project = {project:UInt32}
            WHERE time >= fromUnixTimestamp64Nano({from:Int64}) AND time < fromUnixTimestamp64Nano({read_to:Int64}) AND name = '$pageview'
            GROUP BY path
        ) AS pages ON found.exit = pages.path
        """;

    /// <summary>What a generation's days hand over. Parameters: project, generation, first and last day, pause.</summary>
    public const string Summary = """
        SELECT toUInt16(date) AS day, toUnixTimestamp64Nano(max(ended_at)) AS last,
            sumIf(hash, ended_at >= toDateTime64(date + 1, 9, 'UTC') - toIntervalNanosecond({pause:Int64})) AS carry_out,
            sumIf(hash, ended_at >= toDateTime64(date + 2, 9, 'UTC') - toIntervalNanosecond({pause:Int64})) AS carry_out2
        FROM
        (
            SELECT of.day AS date, ended_at, sipHash64(visitor_id, distinct_id, time, ended_at, active_since) AS hash FROM paddock.visits AS of
            WHERE project = {project:UInt32} AND of.day >= toDate({first:UInt16}) AND of.day <= toDate({last:UInt16}) AND generation = {generation:UInt64}
        )
        GROUP BY date
        """;

    /// <summary>Of the two days before a range. Parameters: project, first (day of the range).</summary>
    public const string Before = """
        SELECT toUInt16(of.day) AS day, toInt64(0) AS last, carry_out, carry_out2 FROM paddock.visit_days AS of FINAL
        WHERE project = {project:UInt32} AND of.day < toDate({first:UInt16}) AND of.day >= toDate({first:UInt16}) - 2
        """;

    /// <summary>All days of a range begin to count at once. Parameters: project, generation, rule, days.</summary>
    public const string Switch = """
        INSERT INTO paddock.visit_days
        SELECT {project:UInt32}, toDate(of.1), {generation:UInt64}, {rule:UInt64}, toDateTime(of.2, 'UTC'), of.3, of.4, of.5, of.6, of.7
        FROM (SELECT arrayJoin({days:Array(Tuple(UInt16, UInt32, UInt64, UInt64, UInt64, UInt64, UInt64))}) AS of)
        """;

    /// <summary>Generations that do not count, older than `before` (a generation begins with the milliseconds of its making). Parameter: before.</summary>
    public const string Superseded = """
        DELETE FROM paddock.visits
        WHERE generation < {before:UInt64} AND (project, day, generation) NOT IN (SELECT project, day, generation FROM paddock.visit_days FINAL)
        """;

    public const string CountSuperseded = """
        SELECT count() AS number FROM paddock.visits
        WHERE generation < {before:UInt64} AND (project, day, generation) NOT IN (SELECT project, day, generation FROM paddock.visit_days FINAL)
        """;
}
