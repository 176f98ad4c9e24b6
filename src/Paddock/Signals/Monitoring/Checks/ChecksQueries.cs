using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>What is asked of the records of checks and check-ins. How long something was up is asked of its periods instead (<see cref="Uptime"/>).</summary>
internal sealed class ChecksQueries(ClickHouseClient clickHouse)
{
    private const string OfMonitor = $"{RangeSql.Rows} AND monitor = {{monitor:String}} AND environment = {{environment:String}}";

    /// <summary>Looks and runs that came to an end, by monitor and bucket; quick ones and slow ones among the good.</summary>
    public Task<List<AnswerBucket>> AnswersAsync(int project, TimeRange range, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT monitor AS slug, environment AS of_environment, kind, {{RangeSql.Bucket}} AS bucket, countIf(status IN ('ok', 'down', 'error', 'missed', 'timeout')) AS looks, countIf(status = 'ok') AS good,
                {{Percentiles.Sql("0.5, 0.95", "latency_ms", condition: "status = 'ok' AND NOT isNaN(latency_ms)")}} AS typical
            FROM
            (
                SELECT 'check' AS kind, project, time, monitor, environment, status, latency_ms FROM paddock.checks WHERE {{RangeSql.Rows}}
                UNION ALL SELECT 'heartbeat', project, time, monitor, environment, status, latency_ms FROM paddock.check_ins WHERE {{RangeSql.Rows}}
            )
            GROUP BY slug, of_environment, kind, bucket
            """, ChecksJson.Default.AnswerBucket, new QueryOptions { Parameters = RangeSql.Parameters(project, range) }, cancel);

    /// <summary>Of one monitor, with the phases of its good answers.</summary>
    public Task<List<PhaseBucket>> PhasesAsync(int project, Table table, string monitor, string environment, TimeRange range, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT {{RangeSql.Bucket}} AS bucket, count() AS looks, {{Percentiles.Sql("0.5, 0.95", "latency_ms")}} AS typical, avg(JSONExtractFloat(detail, 'dns_ms')) AS dns_ms,
                avg(JSONExtractFloat(detail, 'connect_ms')) AS connect_ms, avg(JSONExtractFloat(detail, 'tls_ms')) AS tls_ms, avg(JSONExtractFloat(detail, 'wait_ms')) AS wait_ms, avg(JSONExtractFloat(detail, 'read_ms')) AS read_ms
            FROM paddock.{{table.Name}} WHERE {{OfMonitor}} AND status = 'ok' AND NOT isNaN(latency_ms) GROUP BY bucket
            """, ChecksJson.Default.PhaseBucket, Options(project, monitor, environment, range), cancel);

    /// <summary>Newest first.</summary>
    public Task<List<ResultRow>> ResultsAsync(int project, Table table, string monitor, string environment, TimeRange range, bool failedOnly, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT toString(time) AS at, status, if(isNaN(latency_ms), NULL, latency_ms) AS took_ms, JSONExtractUInt(detail, 'http_status') AS http_status, JSONExtractString(detail, 'message') AS message,
                JSONExtractString(detail, 'address') AS address, if(trace_id = toFixedString('', 16), '', lower(hex(trace_id))) AS trace,
                if(check_in_id = toFixedString('', 16), '', lower(hex(check_in_id))) AS run
            FROM paddock.{{table.Name}} WHERE {{OfMonitor}} {{(failedOnly ? "AND status NOT IN ('ok', 'in_progress')" : "")}} ORDER BY time DESC LIMIT {{limit}}
            """, ChecksJson.Default.ResultRow, Options(project, monitor, environment, range), cancel);

    private static QueryOptions Options(int project, string monitor, string environment, TimeRange range)
    {
        var parameters = RangeSql.Parameters(project, range);
        parameters.Add("monitor", monitor);
        parameters.Add("environment", environment);
        return new QueryOptions { Parameters = parameters };
    }
}

// What the queries return: the names are those of the SQL.

/// <param name="Kind">check or heartbeat.</param>
/// <param name="Typical">The median and the 95th percentile in milliseconds; null where nothing was good.</param>
internal sealed record AnswerBucket(string Slug, string OfEnvironment, string Kind, uint Bucket, ulong Looks, ulong Good, double?[] Typical);

/// <param name="Typical">The median and the 95th percentile in milliseconds.</param>
internal sealed record PhaseBucket(uint Bucket, ulong Looks, double[] Typical, double DnsMs, double ConnectMs, double TlsMs, double WaitMs, double ReadMs);

internal sealed record ResultRow(string At, string Status, double? TookMs, ulong HttpStatus, string Message, string Address, string Trace, string Run);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AnswerBucket))]
[JsonSerializable(typeof(PhaseBucket))]
[JsonSerializable(typeof(ResultRow))]
internal sealed partial class ChecksJson : JsonSerializerContext;
