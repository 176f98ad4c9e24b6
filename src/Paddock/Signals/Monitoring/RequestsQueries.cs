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

    private static readonly string Around = $"{Typical}, {P95Interval.Levels}";

    private const string Name = "if(transaction != '', transaction, name)";
    private const string Weight = "toUInt64(greatest(1, round(1 / sample_rate)))";
    private const string Count = "toUInt64(round(sum(1 / sample_rate)))";
    private const string FailedCount = $"toUInt64(round(sumIf(1 / sample_rate, {Failed})))";
    private const string Duration = "multiIf(duration_ns < 1e8, 'under 100 ms', duration_ns < 3e8, '100 to 300 ms', duration_ns < 1e9, '300 ms to 1 s', duration_ns < 3e9, '1 to 3 s', 'over 3 s')";
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

    /// <summary>Requests per bucket; empty buckets are left out.</summary>
    public Task<List<RequestBucket>> BucketsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT {{RangeSql.Bucket}} AS bucket, {{Count}} AS requests, {{FailedCount}} AS failed, {{Percentiles.Sql("0.95", "duration_ns", Weight)}}[1] / 1e6 AS p95_ms
            FROM paddock.spans WHERE {{Roots}} AND {{search.Rows}} GROUP BY bucket
            """, RequestsJson.Default.RequestBucket, RangeSql.Options(project, range, search), cancel);

    /// <summary>All requests of the range together, and how many there were in the period of equal length before.</summary>
    public async Task<RequestTotals> TotalsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel) =>
        (await clickHouse.QueryAsync($$"""
            SELECT toUInt64(round(sumIf(1 / sample_rate, {{RangeSql.IsNow}}))) AS requests, toUInt64(round(sumIf(1 / sample_rate, NOT {{RangeSql.IsNow}}))) AS requests_before,
                toUInt64(round(sumIf(1 / sample_rate, {{RangeSql.IsNow}} AND {{Failed}}))) AS failed, toUInt64(round(sumIf(1 / sample_rate, NOT {{RangeSql.IsNow}} AND {{Failed}}))) AS failed_before,
                countIf({{RangeSql.IsNow}}) AS measured, countIf(NOT {{RangeSql.IsNow}}) AS measured_before, toUInt8(min(sample_rate) < 1) AS sampled,
                toUInt8((SELECT min(time) FROM paddock.spans WHERE project = {project:UInt32}) <= {earlier:DateTime64(3, 'UTC')}) AS has_before,
                {{Percentiles.Sql(Around, "duration_ns", Weight, RangeSql.IsNow)}} AS durations,
                {{Percentiles.Sql(Around, "duration_ns", Weight, $"NOT {RangeSql.IsNow}")}} AS durations_before
            FROM paddock.spans WHERE {{RangeSql.RowsWithBefore}} AND is_root = 1 AND {{search.Rows}}
            """, RequestsJson.Default.RequestTotals, RangeSql.Options(project, range, search), cancel)).Single();

    /// <summary>Requests by transaction.</summary>
    public Task<List<TransactionRow>> TransactionsAsync(int project, TimeRange range, RecordSearch search, string order, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT *, count() OVER () AS total, sum(total_ms) OVER () AS all_ms FROM
            (
                SELECT {{Name}} AS transaction_name, anyHeavy(op) AS operation, anyHeavy(service) AS service_name, {{Count}} AS requests, {{FailedCount}} AS failed, count() AS measured,
                    {{Percentiles.Sql(Typical, "duration_ns", Weight)}} AS durations,
                    sum(duration_ns / sample_rate) / 1e6 AS total_ms
                FROM paddock.spans WHERE {{Roots}} AND {{search.Rows}} GROUP BY transaction_name
            )
            ORDER BY {{Orders[order]}}, transaction_name LIMIT {{limit}} OFFSET {{offset}}
            """, RequestsJson.Default.TransactionRow, RangeSql.Options(project, range, search), cancel);

    /// <summary>
    /// Where the time of the matching requests goes: their spans by operation, by the time that each takes itself and no span inside of it, most first. Looks at the newest 2,000 requests.
    /// </summary>
    public Task<List<OperationRow>> OperationsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            WITH newest AS (SELECT trace_id FROM paddock.spans WHERE {{Roots}} AND {{search.Rows}} AND trace_id != toFixedString('', 16) ORDER BY time DESC LIMIT 2000),
                looked AS
                (
                    SELECT trace_id AS trace, span_id AS id, parent_span_id AS parent, toUnixTimestamp64Nano(time) AS starts, toUnixTimestamp64Nano(time) + toInt64(duration_ns) AS ends,
                        if(op != '', op, if(db_system != '', 'db', kind)) AS operation, if(db_statement != '', db_statement, name) AS what, db_fingerprint AS fingerprint
                    FROM paddock.spans WHERE {{RangeSql.Rows}} AND trace_id IN newest
                )
            SELECT operation, what, count() AS spans, uniqExact(looked.trace) AS requests, sum(ends - starts - covered) / 1e6 AS own_ms, {{Percentiles.Sql("0.95", "ends - starts")}}[1] / 1e6 AS p95_ms,
                (SELECT count() FROM newest) AS looked_at, lower(hex(argMax(looked.trace, ends - starts - covered))) AS slowest_trace
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
            """, RequestsJson.Default.OperationRow, RangeSql.Options(project, range, search), cancel);

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

internal sealed record RequestBucket(uint Bucket, ulong Requests, ulong Failed, double P95Ms);

/// <param name="Measured">Requests that were sent, each of which may stand for several.</param>
/// <param name="Durations">Nanoseconds: the median, the 95th percentile, and those around it (<see cref="P95Interval.Levels"/>); nulls: no request.</param>
internal sealed record RequestTotals(
    ulong Requests, ulong RequestsBefore, ulong Failed, ulong FailedBefore, ulong Measured, ulong MeasuredBefore, byte Sampled, byte HasBefore, double?[] Durations, double?[] DurationsBefore);

/// <param name="Durations">Nanoseconds: the median and the 95th percentile.</param>
internal sealed record TransactionRow(
    string TransactionName, string Operation, string ServiceName, ulong Requests, ulong Failed, ulong Measured, double[] Durations, double TotalMs, ulong Total, double AllMs);

internal sealed record OperationRow(string Operation, string What, ulong Spans, ulong Requests, double OwnMs, double P95Ms, ulong LookedAt, string SlowestTrace);

internal sealed record RequestRow(
    string At, string TransactionName, string Op, string Service, double DurationMs, string HttpMethod, ushort HttpStatus, string Status, byte Failed, string UrlPath, string Trace, string Person);

internal sealed record SpanRow(
    string At, long Start, ulong DurationNs, string Id, string Parent, string Name, string Op, string Kind, string Service, string Status, string StatusMessage, byte Failed, byte IsRoot,
    string Transaction, string DbSystem, string DbStatement, string Fingerprint, string HttpMethod, ushort HttpStatus, string UrlPath, string Route, string Release, string Environment, string Host,
    string Person, Dictionary<string, string> AllAttributes, double SampleRate, ulong Total, long TraceStart);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(RequestBucket))]
[JsonSerializable(typeof(RequestTotals))]
[JsonSerializable(typeof(TransactionRow))]
[JsonSerializable(typeof(OperationRow))]
[JsonSerializable(typeof(RequestRow))]
[JsonSerializable(typeof(SpanRow))]
internal sealed partial class RequestsJson : JsonSerializerContext;
