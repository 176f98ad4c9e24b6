using Paddock.Pipeline;
using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring;

/// <summary>
/// What the monitoring room asks of requests, one SQL a question. A request is a root span; it counts 1 / sample rate, and so do its percentiles.
/// Failed is what the server could not do: status 5xx, or a span's own word where there is no HTTP status.
/// </summary>
internal sealed class RequestsQueries(ClickHouseClient clickHouse, AttributeCatalog catalog)
{
    private const string Failed = """
        (http_status >= 500 OR http_status = 0 AND status IN ('error', 'internal_error', 'unknown', 'unknown_error', 'unavailable', 'unimplemented', 'deadline_exceeded', 'data_loss', 'aborted', 'resource_exhausted'))
        """;

    private const string Typical = "0.5, 0.95";

    // What is part of a request begins with it; clocks of two machines may differ.
    private const string Early = "toIntervalMinute(1)";

    private static readonly string Around = $"{Typical}, {P95Interval.Levels}";

    private const string Name = "if(transaction != '', transaction, name)";
    private const string Weight = "toUInt64(greatest(1, round(1 / sample_rate)))";
    private const string Duration = "multiIf(duration_ns < 1e8, 'under 100 ms', duration_ns < 3e8, '100 to 300 ms', duration_ns < 1e9, '300 ms to 1 s', duration_ns < 3e9, '1 to 3 s', 'over 3 s')";
    private const int MostLookedAt = 2_000;

    private const string Roots = $"{RangeSql.Rows} AND is_root = 1";

    private static readonly FrozenDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["transaction"] = Name,
        ["name"] = "name",
        ["op"] = "op",
        ["kind"] = "kind",
        ["method"] = "http_method",
        ["status"] = "toString(http_status)",
        ["outcome"] = $"if({Failed}, 'failed', 'ok')",
        ["db"] = "db_system",
        ["duration"] = Duration,
    }.ToFrozenDictionary();

    public static readonly FrozenSet<string> ImpersonalKeys = RecordSearch.Impersonal(Columns.Keys);

    private static readonly FrozenDictionary<string, string> Orders = new Dictionary<string, string>
    {
        ["time"] = "total_ms DESC",
        ["requests"] = "requests DESC",
        ["p95"] = "durations[2] DESC",
        ["failed"] = "failed DESC",
    }.ToFrozenDictionary();

    public static bool IsOrder(string name) => Orders.ContainsKey(name);

    /// <returns>Null where the text is no search.</returns>
    public RecordSearch? Search(int project, string? text) => RecordSearch.Parse(text, Name, Columns, catalog.Of(project).Names);

    /// <summary>Requests as they are compared. Null where the text is no search.</summary>
    public ComparedRecords? Compared(int project, string? text) =>
        Search(project, text) is { } search
            ? ComparedRecords.Of("spans", "is_root = 1", Columns.Where(static column => column.Key is not ("name" or "kind")), catalog.Of(project).Names.Whole(), search)
            : null;

    /// <summary>
    /// All requests of the range and of the period of equal length before, those of each bucket (empty ones are left out), and a page of its transactions.
    /// Of one reading, which costs as much as grouping.
    /// </summary>
    public Task<List<RequestGroup>> OverviewAsync(int project, TimeRange range, RecordSearch search, string order, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT *, toUInt8({{RangeSql.HasBefore("spans")}}) AS has_before FROM
            (
                SELECT *, count() OVER kinds AS total, sum(total_ms) OVER kinds AS all_ms, row_number() OVER (PARTITION BY kind ORDER BY {{Orders[order]}}, transaction_name) AS place FROM
                (
                    SELECT multiIf(grouping(transaction_name) = 0, 'transaction', grouping(bucket) = 0, 'bucket', 'all') AS kind, {{RangeSql.IsNow}} AS is_now, {{RangeSql.Bucket}} AS bucket, {{Name}} AS transaction_name,
                        anyHeavy(op) AS operation, anyHeavy(service) AS service_name, toUInt64(round(sum(1 / sample_rate))) AS requests, toUInt64(round(sumIf(1 / sample_rate, {{Failed}}))) AS failed,
                        count() AS measured, toUInt8(min(sample_rate) < 1) AS sampled, sum(duration_ns / sample_rate) / 1e6 AS total_ms,
                        arraySlice({{Percentiles.Sql(Around, "duration_ns", Weight)}}, 1, if(kind = 'all', 99, 2)) AS durations
                    FROM paddock.spans WHERE {{RangeSql.RowsWithBefore}} AND is_root = 1 AND {{search.Rows}}
                    GROUP BY GROUPING SETS ((is_now), (is_now, bucket), (is_now, transaction_name)) HAVING is_now OR kind = 'all'
                )
                WINDOW kinds AS (PARTITION BY kind)
            )
            WHERE kind != 'transaction' OR place > {{offset}} AND place <= {{offset + limit}} ORDER BY place
            """, RequestsJson.Default.RequestGroup, RangeSql.Options(project, range, search), cancel);

    /// <summary>
    /// Where the time of the matching requests goes: their spans by operation, by the time that each takes itself and no span inside of it, most first. Looks at the newest <see cref="MostLookedAt"/> requests.
    /// </summary>
    public async Task<List<OperationRow>> OperationsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel)
    {
        var options = RangeSql.Options(project, range, search);
        // Asked by itself, so that all that follows reads no older rows: a quarter of the processor time over a million spans.
        var newest = (await clickHouse.QueryAsync($"SELECT toString(min(time)) AS oldest, count() AS requests FROM (SELECT time FROM paddock.spans WHERE {Traced(search)} ORDER BY time DESC LIMIT {MostLookedAt})",
            RequestsJson.Default.NewestRequests, options, cancel)).Single();
        if (newest.Requests == 0) return [];
        options.Parameters.AddText("since", newest.Oldest);
        return await clickHouse.QueryAsync($$"""
            WITH newest AS (SELECT trace_id FROM paddock.spans WHERE {{Traced(search)}} AND time >= {since:DateTime64(9, 'UTC')} ORDER BY time DESC LIMIT {{MostLookedAt}}),
                looked AS
                (
                    SELECT trace_id AS trace, span_id AS id, parent_span_id AS parent, toUnixTimestamp64Nano(time) AS starts, toUnixTimestamp64Nano(time) + toInt64(duration_ns) AS ends,
                        if(op != '', op, if(db_system != '', 'db', kind)) AS operation, if(db_statement != '', db_statement, name) AS what, db_fingerprint AS fingerprint
                    FROM paddock.spans WHERE {{RangeSql.Rows}} AND time >= {since:DateTime64(9, 'UTC')} - {{Early}} AND trace_id IN newest
                )
            SELECT operation, what, count() AS spans, uniqExact(looked.trace) AS requests, sum(ends - starts - covered) / 1e6 AS own_ms, {{Percentiles.Sql("0.95", "ends - starts")}}[1] / 1e6 AS p95_ms,
                toUInt64({{newest.Requests}}) AS looked_at, lower(hex(argMax(looked.trace, ends - starts - covered))) AS slowest_trace
            FROM looked
            LEFT JOIN
            (
                -- What runs at the same time inside of a span is taken from it once; what goes on behind its end is not its own.
                SELECT of.trace AS trace, of.parent AS id, sum(greatest(0, least(of.ends, around.ends) - greatest(of.starts, of.reached, around.starts))) AS covered
                FROM
                (
                    SELECT trace, parent, starts, ends, max(ends) OVER (PARTITION BY trace, parent ORDER BY starts, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
                    FROM looked WHERE parent != 0
                ) AS of
                INNER JOIN looked AS around ON around.trace = of.trace AND around.id = of.parent
                GROUP BY trace, id
            ) AS inside ON inside.trace = looked.trace AND inside.id = looked.id
            GROUP BY operation, if(fingerprint != 0, toString(fingerprint), what) AS same, what ORDER BY own_ms DESC, what LIMIT 20
            """, RequestsJson.Default.OperationRow, options, cancel);
    }

    private static string Traced(RecordSearch search) => $"{Roots} AND {search.Rows} AND trace_id != toFixedString('', 16)";

    /// <summary>Single requests: the slowest, the newest or the newest failed.</summary>
    public Task<List<RequestRow>> RequestsAsync(int project, TimeRange range, RecordSearch search, string which, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT toString(time) AS at, {{Name}} AS transaction_name, op, service, duration_ns / 1e6 AS duration_ms, http_method, http_status, status, toUInt8({{Failed}}) AS failed, url_path,
                {{Correlation.TraceText}} AS trace,
                {{Correlation.Person}} AS person
            FROM paddock.spans WHERE {{Roots}} AND {{search.Rows}} {{(which is "failed" ? $"AND {Failed}" : "")}}
            ORDER BY {{(which is "slowest" ? "duration_ns DESC" : "time DESC")}}, trace_id, span_id LIMIT {{limit}} OFFSET {{offset}}
            """, RequestsJson.Default.RequestRow, RangeSql.Options(project, range, search), cancel);

    /// <summary>The spans of a trace, oldest first, at most <paramref name="limit"/>; each with the number of all.</summary>
    public Task<List<SpanRow>> TraceAsync(int project, string trace, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT toString(time) AS at, toUnixTimestamp64Nano(time) AS start, duration_ns, leftPad(lower(hex(span_id)), 16, '0') AS id, if(parent_span_id = 0, '', leftPad(lower(hex(parent_span_id)), 16, '0')) AS parent,
                name, op, kind, service, status, status_message, toUInt8({{Failed}}) AS failed, is_root, transaction, db_system, db_statement, toString(db_fingerprint) AS fingerprint, http_method, http_status, url_path, route,
                release, environment, host, {{Correlation.Person}} AS person, {{catalog.Of(project).Names.Whole()}} AS all_attributes, sample_rate,
                count() OVER () AS total, min(toUnixTimestamp64Nano(time)) OVER () AS trace_start
            FROM paddock.spans WHERE project = {project:UInt32} AND {{Correlation.TraceText}} = lower({trace:String})
            ORDER BY time, is_root DESC, duration_ns DESC, span_id LIMIT {{limit}} OFFSET {{offset}}
            """, RequestsJson.Default.SpanRow, new QueryOptions { Parameters = new() { { "project", project }, { "trace", trace } } }, cancel);
}

// What the queries return: the names are those of the SQL.

/// <param name="Kind">What they are together in: all, bucket or transaction.</param>
/// <param name="IsNow">0: of the period before, which has only all of them together.</param>
/// <param name="Measured">Requests that were sent, each of which may stand for several.</param>
/// <param name="Durations">Nanoseconds: the median, the 95th percentile, and of all of them those around it (<see cref="P95Interval.Levels"/>).</param>
/// <param name="Total">How many of the kind there are.</param>
/// <param name="AllMs">What all of the kind took.</param>
internal sealed record RequestGroup(
    string Kind, byte IsNow, uint Bucket, string TransactionName, string Operation, string ServiceName, ulong Requests, ulong Failed, ulong Measured, byte Sampled, double TotalMs, double[] Durations,
    ulong Total, double AllMs, byte HasBefore);

internal sealed record NewestRequests(string Oldest, ulong Requests);

internal sealed record OperationRow(string Operation, string What, ulong Spans, ulong Requests, double OwnMs, double P95Ms, ulong LookedAt, string SlowestTrace);

internal sealed record RequestRow(
    string At, string TransactionName, string Op, string Service, double DurationMs, string HttpMethod, ushort HttpStatus, string Status, byte Failed, string UrlPath, string Trace, string Person);

internal sealed record SpanRow(
    string At, long Start, ulong DurationNs, string Id, string Parent, string Name, string Op, string Kind, string Service, string Status, string StatusMessage, byte Failed, byte IsRoot,
    string Transaction, string DbSystem, string DbStatement, string Fingerprint, string HttpMethod, ushort HttpStatus, string UrlPath, string Route, string Release, string Environment, string Host,
    string Person, Dictionary<string, string> AllAttributes, double SampleRate, ulong Total, long TraceStart);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(RequestGroup))]
[JsonSerializable(typeof(NewestRequests))]
[JsonSerializable(typeof(OperationRow))]
[JsonSerializable(typeof(RequestRow))]
[JsonSerializable(typeof(SpanRow))]
internal sealed partial class RequestsJson : JsonSerializerContext;
