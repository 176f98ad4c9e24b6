using Paddock.Pipeline;
using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Logs;

/// <summary>Every read of the logs room, one SQL a question.</summary>
internal sealed class LogsQueries(ClickHouseClient clickHouse, AttributeCatalog catalog)
{
    // What a screen can show; the whole is told by scoped SQL.
    private const int LongestMessage = 8_000;

    private static readonly FrozenDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["level"] = "severity",
        ["logger"] = "logger",
        ["message"] = "message",
        ["pattern"] = LogsTable.Pattern,
        ["receiver"] = "receiver",
    }.ToFrozenDictionary();

    // Lines and their patterns are whatever somebody wrote down.
    public static readonly FrozenSet<string> ImpersonalKeys = RecordSearch.Impersonal(Columns.Keys.Except(["message", "pattern"]));

    private static readonly string[] FacetKeys = ["level", "service", "logger", "environment", "release", "host", "route"];

    /// <returns>Null where the text is no search.</returns>
    public RecordSearch? Search(int project, string? text) => RecordSearch.Parse(text, "message", Columns, Names(project), routesOfTraces: true);

    /// <summary>Lines as they are compared. Null where the text is no search.</summary>
    public ComparedRecords? Compared(int project, string? text) =>
        Search(project, text) is { } search ? ComparedRecords.Of("logs", "1", Columns.Where(static column => column.Key is not "message"), Names(project).Whole(), search) : null;

    /// <summary>The newest lines before <paramref name="cursor"/> (the whole range where it is null), newest first.</summary>
    public async Task<List<LogRow>> LinesAsync(int project, TimeRange range, RecordSearch search, LogCursor? cursor, int limit, CancellationToken cancel)
    {
        var options = RangeSql.Options(project, range, search);
        options.Parameters.Add("limit", limit);
        options.Parameters.Add("skip", cursor?.Shown ?? 0);
        if (cursor is not null) options.Parameters.Add("newest", cursor.Time);
        // Lines of one nanosecond stand in an order of their own, which must be the same for every page.
        var lines = await clickHouse.QueryAsync($$"""
            SELECT toString(time) AS at, toUnixTimestamp64Nano(time) AS nanoseconds, severity, logger, substringUTF8(message, 1, {{LongestMessage}}) AS text, service, host, environment, release, route,
                {{Correlation.TraceText}} AS trace, if(span_id = 0, '', leftPad(lower(hex(span_id)), 16, '0')) AS span,
                {{Correlation.Person}} AS person, {{Names(project).Whole()}} AS all_attributes
            FROM paddock.logs
            WHERE {{RangeSql.Rows}} AND {{search.Rows}} {{(cursor is null ? "" : "AND toUnixTimestamp64Nano(time) <= {newest:Int64} AND time <= fromUnixTimestamp64Nano({newest:Int64})")}}
            ORDER BY time DESC, batch DESC, cityHash64(message, span_id, logger) LIMIT {limit:UInt32} OFFSET {skip:UInt32}
            """, LogsJson.Default.LogRow, options, cancel);
        var routes = await RoutesAsync(project, lines, cancel);
        return [.. lines.Select(line => line.Route.Length == 0 && routes.TryGetValue(line.Trace, out var route) ? line with { Route = route } : line)];
    }

    private async Task<Dictionary<string, string>> RoutesAsync(int project, List<LogRow> lines, CancellationToken cancel)
    {
        var without = lines.Where(static line => line.Route.Length == 0 && line.Trace.Length > 0).ToList();
        if (without.Count == 0) return [];
        var parameters = new QueryParameters
        {
            { "project", project }, { "traces", without.Select(static line => line.Trace).Distinct() },
            { "from", UnixTime.FromUnixNanoseconds(without[^1].Nanoseconds) }, { "to", UnixTime.FromUnixNanoseconds(without[0].Nanoseconds).AddTicks(1) },
        };
        return (await clickHouse.QueryAsync(TraceRoutes.Sql, LogsJson.Default.TraceRoute, new QueryOptions { Parameters = parameters }, cancel)).ToDictionary(static each => each.Trace, static each => each.Path);
    }

    /// <summary>Lines per bucket and level; what is empty is left out.</summary>
    public Task<List<LevelBucket>> BucketsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel) =>
        clickHouse.QueryAsync(range.IsOfMinutes && search.IsEmpty ? BucketsByMinute : $$"""
            SELECT {{RangeSql.Bucket}} AS bucket, severity, count() AS lines FROM paddock.logs WHERE {{RangeSql.Rows}} AND {{search.Rows}} GROUP BY bucket, severity
            """, LogsJson.Default.LevelBucket, RangeSql.Options(project, range, search), cancel);

    // Reads the projection (LogsTable.Rollup) and not the rows: 60 ms of processor time for 10 M lines instead of 850.
    private const string BucketsByMinute = """
        SELECT toUInt32(intDiv(toUnixTimestamp(minute), {bucket:UInt32}) - intDiv(toUnixTimestamp({from:DateTime64(3, 'UTC')}), {bucket:UInt32})) AS bucket, severity, sum(lines) AS lines
        FROM
        (
            SELECT toStartOfMinute(time) AS minute, severity, count() AS lines FROM paddock.logs
            WHERE project = {project:UInt32} AND toStartOfMinute(time) >= toDateTime({from:DateTime64(3, 'UTC')}) AND toStartOfMinute(time) < toDateTime({to:DateTime64(3, 'UTC')})
            GROUP BY minute, severity
        )
        GROUP BY bucket, severity
        """;

    /// <summary>The eight most frequent values of each facet, with the number of its lines.</summary>
    public Task<List<FacetValue>> FacetsAsync(int project, TimeRange range, RecordSearch search, CancellationToken cancel)
    {
        var values = string.Join(", ", FacetKeys.Select(static key => $"toString({Columns.GetValueOrDefault(key, key)})"));
        var keys = string.Join(", ", FacetKeys.Select(static key => $"'{key}'"));
        return clickHouse.QueryAsync($$"""
            SELECT facet, value, count() AS lines FROM
            (SELECT [{{keys}}] AS facets, [{{values}}] AS texts FROM paddock.logs WHERE {{RangeSql.Rows}} AND {{search.Rows}})
            ARRAY JOIN facets AS facet, texts AS value
            WHERE value != '' GROUP BY facet, value ORDER BY indexOf([{{keys}}], facet), lines DESC, value LIMIT 8 BY facet
            """, LogsJson.Default.FacetValue, RangeSql.Options(project, range, search), cancel);
    }

    /// <summary>The most frequent patterns, each with an example.</summary>
    public Task<List<PatternRow>> PatternsAsync(int project, TimeRange range, RecordSearch search, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT substringUTF8({{LogsTable.Pattern}}, 1, 500) AS pattern, count() AS lines, argMax(severity, severity_number) AS worst, toString(max(time)) AS last_seen
            FROM paddock.logs WHERE {{RangeSql.Rows}} AND {{search.Rows}} GROUP BY pattern ORDER BY lines DESC, pattern LIMIT {{limit}}
            """, LogsJson.Default.PatternRow, RangeSql.Options(project, range, search), cancel);

    private AttributeNames Names(int project) => catalog.Of(project).Names;
}

/// <summary>Where a page of lines ends: the time of its last line, and how many lines of that very time have been shown.</summary>
internal sealed record LogCursor(long Time, int Shown)
{
    public static LogCursor? Parse(string text) =>
        text.Split('.') is [var time, var shown] && long.TryParse(time, out var nanoseconds) && int.TryParse(shown, out var count) && count is >= 0 and <= 100_000 ? new(nanoseconds, count) : null;

    public static LogCursor After(List<LogRow> lines, LogCursor? before)
    {
        var last = lines[^1].Nanoseconds;
        var shown = lines.Count(line => line.Nanoseconds == last);
        return new(last, before?.Time == last ? before.Shown + shown : shown);
    }

    public override string ToString() => FormattableString.Invariant($"{Time}.{Shown}");
}

// What the queries return: the names are those of the SQL.

internal sealed record LogRow(
    string At, long Nanoseconds, string Severity, string Logger, string Text, string Service, string Host, string Environment, string Release, string Route,
    string Trace, string Span, string Person, Dictionary<string, string> AllAttributes);

internal sealed record LevelBucket(uint Bucket, string Severity, ulong Lines);

internal sealed record FacetValue(string Facet, string Value, ulong Lines);

internal sealed record PatternRow(string Pattern, ulong Lines, string Worst, string LastSeen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(LogRow))]
[JsonSerializable(typeof(LevelBucket))]
[JsonSerializable(typeof(FacetValue))]
[JsonSerializable(typeof(PatternRow))]
[JsonSerializable(typeof(TraceRoute))]
internal sealed partial class LogsJson : JsonSerializerContext;
