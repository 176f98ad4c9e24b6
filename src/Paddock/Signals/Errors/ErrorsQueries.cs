using Paddock.Pipeline;
using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>Every read of the errors room, one SQL a question. All are scoped to a project by their first condition; counts are weighted by the sample rate.</summary>
internal sealed class ErrorsQueries(ClickHouseClient clickHouse)
{
    public const string OfIssue = "hasAny(hashes, arrayMap(h -> toFixedString(unhex(h), 16), {hashes:Array(String)})) AND has({hashes:Array(String)}, hex(hashes[1]))";
    private const string Events = "toUInt64(round(sum(1 / sample_rate)))";
    private const string HasStatus = $"({IssueStatus.IsShown} AND ({{status:String}} = 'all' OR status = {{status:String}}))";
    private const string Users = "uniqExactIf(distinct_id, distinct_id != '')";

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["last_seen"] = "last_seen DESC",
        ["first_seen"] = "first_seen DESC",
        ["events"] = "events DESC",
        ["users"] = "users DESC",
        ["priority"] = "kept.priority DESC, last_seen DESC",
    };

    /// <summary>Instead of an event's id: of the newest hundred of an issue the one that leads furthest, to a trace and a person; of equals the newest.</summary>
    public const string Recommended = "recommended";

    private const int RecommendedOf = 100;

    // Narrow columns only: it is asked of every row of the issue.
    private const string LeadsTo = "notEmpty(trace_id) + notEmpty(distinct_id)";

    public const string OrderNames = "last_seen, first_seen, events, users or priority";

    /// <summary>Whether it names an event of an issue, or says which.</summary>
    public static bool IsEvent(string name) => name is "latest" or "oldest" or Recommended || Guid.TryParseExact(name, "N", out _);

    public static bool IsOrder(string name) => Orders.ContainsKey(name);

    /// <summary>Issues with an event in the range, <paramref name="limit"/> from <paramref name="offset"/>, each with the number of all that match.</summary>
    public Task<List<IssueCounts>> ListAsync(int project, TimeRange range, IssueSearch search, string status, string order, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT issue, title, value, culprit, level, platform, status, first_release, toString(first_seen) AS first_seen, toString(last_seen) AS last_seen,
                events, users, handled, sampled, count() OVER () AS total, countIf(kept.first_seen >= {from:DateTime64(3, 'UTC')}) OVER () AS total_new
            FROM
            (
                SELECT {{ErrorsTable.Issue}} AS issue, {{Events}} AS events, {{Users}} AS users, max(time) AS last_seen, argMax(handled, time) AS handled, toUInt8(min(sample_rate) < 1) AS sampled
                FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{search.Rows}} GROUP BY issue
            ) AS counted
            INNER JOIN (SELECT * FROM paddock.issues FINAL WHERE project = {project:UInt32}) AS kept USING (issue)
            WHERE {{HasStatus}} AND {{search.Issues}} AND {{search.Counts}}
            ORDER BY {{Orders[order]}}, issue DESC LIMIT {limit:UInt32} OFFSET {offset:UInt32}
            """, ErrorsJson.Default.IssueCounts,
            Options(project, range, search, new() { { "status", status }, { "limit", limit }, { "offset", offset } }), cancel);

    /// <summary>What all issues of the list come to: in the range, in the period of equal length before, and in each bucket (empty ones are left out).</summary>
    public Task<List<ListTotals>> TotalsAsync(int project, TimeRange range, IssueSearch search, string status, CancellationToken cancel)
    {
        var parameters = RangeSql.Parameters(project, range);
        parameters.Add("status", status);
        search.AddTo(parameters);
        return clickHouse.QueryAsync($$"""
            SELECT *, toUInt8({{RangeSql.HasBefore("errors")}}) AS has_before FROM
            (
                SELECT if(grouping(bucket) = 0, 'bucket', 'all') AS kind, {{RangeSql.IsNow}} AS is_now, {{RangeSql.Bucket}} AS bucket, {{Events}} AS events, {{Users}} AS users
                FROM paddock.errors WHERE {{RangeSql.RowsWithBefore}} AND {{search.Rows}} AND {{Listed(search)}}
                GROUP BY GROUPING SETS ((is_now), (is_now, bucket)) HAVING is_now OR kind = 'all'
            )
            """, ErrorsJson.Default.ListTotals, new QueryOptions { Parameters = parameters }, cancel);
    }

    /// <summary>Events per bucket of the named issues; empty buckets are left out.</summary>
    public Task<List<BucketCount>> BucketsAsync(int project, TimeRange range, IssueSearch search, IEnumerable<uint> issues, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT {{ErrorsTable.Issue}} AS issue, {{RangeSql.Bucket}} AS bucket, {{Events}} AS events
            FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{search.Rows}} AND has({issues:Array(UInt32)}, issue)
            GROUP BY issue, bucket
            """, ErrorsJson.Default.BucketCount,
            Options(project, range, search, new() { { "bucket", range.BucketSeconds }, { "issues", issues.Select(static issue => (ulong)issue) } }), cancel);

    /// <summary>The issue with its counts in the range, and when it was seen last in it, as the list has it; or at all, where it was not. Null where the project has no such issue.</summary>
    public async Task<IssueCounts?> FindAsync(int project, uint issue, string[] hashes, TimeRange range, CancellationToken cancel) =>
        (await clickHouse.QueryAsync($$"""
            SELECT issue, title, value, culprit, level, platform, status, first_release, toString(first_seen) AS first_seen, toString(seen.last) AS last_seen,
                seen.events AS events, seen.users AS users, seen.handled AS handled, seen.sampled AS sampled, toUInt64(1) AS total, toUInt64(0) AS total_new
            FROM (SELECT * FROM paddock.issues FINAL WHERE project = {project:UInt32} AND issue = {issue:UInt32} AND {{IssueStatus.IsShown}}) AS kept
            CROSS JOIN
            (
                SELECT ifNull(maxOrNullIf(time, time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}), max(time)) AS last, argMax(handled, time) AS handled, toUInt8(min(sample_rate) < 1) AS sampled,
                    toUInt64(round(sumIf(1 / sample_rate, time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}))) AS events,
                    uniqExactIf(distinct_id, distinct_id != '' AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}) AS users
                FROM paddock.errors WHERE project = {project:UInt32} AND {{OfIssue}}
            ) AS seen
            """, ErrorsJson.Default.IssueCounts, Options(project, range, new() { { "issue", (long)issue }, { "hashes", hashes } }), cancel)).SingleOrDefault();

    /// <summary>The six most frequent values of each tag in the range, with the number of events that carry the tag at all.</summary>
    public Task<List<TagValueCount>> TagsAsync(int project, string[] hashes, TimeRange range, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT key, value, toUInt64(round(n)) AS events, toUInt64(round(sum(n) OVER (PARTITION BY key))) AS total
            FROM
            (
                SELECT key, value, sum(1 / sample_rate) AS n
                FROM
                (
                    SELECT sample_rate, arrayConcat(arrayZip(mapKeys(tags), mapValues(tags)),
                        arrayFilter(pair -> pair.2 != '', [('environment', toString(environment)), ('release', toString(release)), ('host', toString(host))])) AS pairs
                    FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{OfIssue}}
                )
                ARRAY JOIN pairs AS pair
                GROUP BY pair.1 AS key, pair.2 AS value
            )
            ORDER BY total DESC, key, events DESC LIMIT 6 BY key LIMIT 300
            """, ErrorsJson.Default.TagValueCount, Options(project, range, new() { { "hashes", hashes } }), cancel);

    /// <summary>In which releases the issue was seen in the range, most events first.</summary>
    public Task<List<ReleaseCount>> ReleasesAsync(int project, string[] hashes, TimeRange range, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT release, {{Events}} AS events, toString(min(time)) AS first_seen
            FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{OfIssue}} AND release != ''
            GROUP BY release ORDER BY events DESC LIMIT 20
            """, ErrorsJson.Default.ReleaseCount, Options(project, range, new() { { "hashes", hashes } }), cancel);

    /// <summary>People with an event of the issue in the range, most events first, each with the number of all.</summary>
    public Task<List<AffectedCount>> AffectedAsync(int project, string[] hashes, TimeRange range, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT {{Correlation.Person}} AS person, {{Events}} AS events, toString(max(time)) AS last_seen, count() OVER () AS total
            FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{OfIssue}} AND distinct_id != ''
            GROUP BY person ORDER BY events DESC, last_seen DESC, person LIMIT {{limit}} OFFSET {{offset}}
            """, ErrorsJson.Default.AffectedCount, Options(project, range, new() { { "hashes", hashes } }), cancel);

    /// <summary>The values that an expression has most often in the range, with the text in them.</summary>
    public Task<List<ValueCount>> ValuesAsync(int project, TimeRange range, string expression, SearchSql sql, string text, CancellationToken cancel)
    {
        var parameters = new QueryParameters { { "text", text } };
        sql.AddTo(parameters);
        return clickHouse.QueryAsync($$"""
            SELECT toString({{expression}}) AS found, toUInt64(count()) AS n FROM paddock.errors
            WHERE {{RangeSql.Rows}} AND found != '' AND positionCaseInsensitiveUTF8(found, {text:String}) > 0 GROUP BY found ORDER BY n DESC, found LIMIT 10
            """, ErrorsJson.Default.ValueCount, Options(project, range, parameters), cancel);
    }

    /// <summary>Events of each first hash, of all that are kept.</summary>
    public Task<List<HashCount>> HashCountsAsync(int project, string[] hashes, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT hex(hashes[1]) AS hash, {{Events}} AS events FROM paddock.errors WHERE project = {project:UInt32} AND {{OfIssue}} GROUP BY hash
            """, ErrorsJson.Default.HashCount, Options(project, new() { { "hashes", hashes } }), cancel);

    /// <summary>Where an event stands among the issue's events, oldest first: its neighbours, its position and their number.</summary>
    public async Task<EventPlace?> PlaceAsync(int project, string[] hashes, string eventId, CancellationToken cancel)
    {
        const string all = $"SELECT time, event_id, trace_id, distinct_id FROM paddock.errors WHERE project = {{project:UInt32}} AND {OfIssue}";
        var one = eventId switch
        {
            "latest" => $"{all} ORDER BY time DESC, event_id DESC LIMIT 1",
            "oldest" => $"{all} ORDER BY time, event_id LIMIT 1",
            Recommended => $"SELECT time, event_id FROM ({all} ORDER BY time DESC, event_id DESC LIMIT {RecommendedOf}) ORDER BY {LeadsTo} DESC, time DESC, event_id DESC LIMIT 1",
            _ => $"{all} AND event_id = toFixedString(unhex({{event:String}}), 16) LIMIT 1",
        };
        return (await clickHouse.QueryAsync($$"""
            WITH the AS ({{one}})
            SELECT lower(hex(any(chosen.event_id))) AS event_id, toString(any(chosen.time)) AS time, count() AS total,
                countIf((errors.time, errors.event_id) <= (chosen.time, chosen.event_id)) AS position,
                lower(hex(argMaxIf(errors.event_id, (errors.time, errors.event_id), (errors.time, errors.event_id) < (chosen.time, chosen.event_id)))) AS previous,
                lower(hex(argMinIf(errors.event_id, (errors.time, errors.event_id), (errors.time, errors.event_id) > (chosen.time, chosen.event_id)))) AS next
            FROM ({{all}}) AS errors CROSS JOIN the AS chosen
            HAVING total > 0
            """, ErrorsJson.Default.EventPlace, Options(project, new() { { "hashes", hashes }, { "event", eventId } }), cancel)).SingleOrDefault();
    }

    /// <summary>Events by their ids, or by how those begin; the newest first.</summary>
    /// <param name="project">whose</param>
    /// <param name="from">32 hexadecimal digits: the least id</param>
    /// <param name="to">the greatest</param>
    /// <param name="range">when</param>
    /// <param name="most">how many at most</param>
    /// <param name="cancel">ends it</param>
    public Task<List<FoundEventRow>> EventsOfIdAsync(int project, string from, string to, TimeRange range, int most, CancellationToken cancel) =>
        // An id is found by its index; how one begins is sought in the column, sixteen bytes a row of the range.
        clickHouse.QueryAsync($$"""
            SELECT lower(hex(event_id)) AS id, {{ErrorsTable.Issue}} AS issue, type AS title, toString(time) AS at FROM paddock.errors
            WHERE {{RangeSql.Rows}} AND {{(from == to ? "event_id = toFixedString(unhex({first:String}), 16)" : "event_id >= toFixedString(unhex({first:String}), 16) AND event_id <= toFixedString(unhex({last:String}), 16)")}} AND issue != 0
            ORDER BY time DESC LIMIT {most:UInt32}
            """, ErrorsJson.Default.FoundEventRow, Options(project, range, new() { { "first", from }, { "last", to }, { "most", most } }), cancel);

    /// <summary>One event whole.</summary>
    public async Task<StoredEvent?> EventAsync(int project, string eventId, string time, CancellationToken cancel) =>
        (await clickHouse.QueryAsync($$"""
            SELECT lower(hex(event_id)) AS event_id, toString(time) AS time, toString(received_at) AS received_at, type, value, message, level, handled, culprit,
                transaction, platform, logger, sdk, environment, release, host, {{Correlation.TraceText}} AS trace_id,
                if(span_id = 0, '', leftPad(lower(hex(span_id)), 16, '0')) AS span_id, user, tags, stack, breadcrumbs, request, contexts, extra, rest, remarks, distribution, clock_skew, sample_rate
            FROM paddock.errors AS stored
            WHERE project = {project:UInt32} AND stored.time = {time:DateTime64(9, 'UTC')} AND stored.event_id = toFixedString(unhex({event:String}), 16)
            LIMIT 1
            """, ErrorsJson.Default.StoredEvent, Options(project, new() { { "event", eventId }, { "time", time } }), cancel)).SingleOrDefault();

    /// <summary>The newest file of this content.</summary>
    public async Task<StoredAttachment?> AttachmentAsync(int project, string blob, CancellationToken cancel) =>
        (await clickHouse.QueryAsync("""
            SELECT name, retention, toString(toMonday(time)) AS monday FROM paddock.attachments WHERE project = {project:UInt32} AND blob = {blob:String} ORDER BY time DESC LIMIT 1
            """, ErrorsJson.Default.StoredAttachment, Options(project, new() { { "blob", blob } }), cancel)).SingleOrDefault();

    private static string Listed(IssueSearch search) =>
        $"{ErrorsTable.Issue} IN (SELECT issue FROM paddock.issues AS kept FINAL WHERE project = {{project:UInt32}} AND {HasStatus} AND {search.Issues})" + (search.Counts == "1" ? "" :
        $" AND {ErrorsTable.Issue} IN (SELECT issue FROM (SELECT {ErrorsTable.Issue} AS issue, {Events} AS events, {Users} AS users, max(time) AS last_seen FROM paddock.errors WHERE {RangeSql.Rows} AND {search.Rows} GROUP BY issue) AS counted WHERE {search.Counts})");

    private static QueryOptions Options(int project, TimeRange range, IssueSearch search, QueryParameters parameters)
    {
        search.AddTo(parameters);
        return Options(project, range, parameters);
    }

    private static QueryOptions Options(int project, TimeRange range, QueryParameters parameters)
    {
        parameters.Add("from", range.From);
        parameters.Add("to", range.To);
        return Options(project, parameters);
    }

    private static QueryOptions Options(int project, QueryParameters parameters)
    {
        parameters.Add("project", project);
        return new QueryOptions { Parameters = parameters };
    }
}
