using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Analytics;

/// <summary>
/// Every read of the analytics room, one SQL a question. Robots are left out unless the search asks for them. Visitors and pageviews are counted from events, and so are true to the second;
/// visits, bounces and engaged time come from the derived visits, by when a visit began.
/// </summary>
internal sealed class AnalyticsQueries(ClickHouseClient clickHouse, AttributeCatalog catalog)
{
    private const string Visitors = $"uniqExactIf({Correlation.Visitor}, {Correlation.HasVisitor})";
    private const string IsPageview = "name = '$pageview'";

    // The thresholds of the field (web.dev/vitals): up to the first is good, above the second poor. Milliseconds; CLS has no unit.
    private const string VitalNames = "['LCP', 'INP', 'CLS', 'FCP', 'TTFB']";
    private const string GoodTo = $"transform(vital, {VitalNames}, [2500., 200., 0.1, 1800., 800.], 0.)";
    private const string PoorFrom = $"transform(vital, {VitalNames}, [4000., 500., 0.25, 3000., 1800.], 0.)";

    /// <returns>Null where the text is no search.</returns>
    public VisitorSearch? Search(int project, string? text) => VisitorSearch.Parse(text, catalog.Of(project).Names);

    /// <summary>
    /// Visitors, pageviews and money of the range, of the period of equal length before, and of each bucket (empty ones are left out).
    /// Of one reading, which costs as much as grouping.
    /// </summary>
    public Task<List<EventGroup>> EventsAsync(int project, TimeRange range, VisitorSearch search, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT *, toUInt8({{RangeSql.HasBefore("events")}}) AS has_before FROM
            (
                SELECT if(grouping(bucket) = 0, 'bucket', 'all') AS kind, {{RangeSql.IsNow}} AS is_now, {{RangeSql.Bucket}} AS bucket, {{Visitors}} AS visitors, countIf({{IsPageview}}) AS pageviews,
                    sumMapIf([toString(currency)], [revenue], [toUInt64(revenue > 0)], revenue != 0) AS money, money.1 AS currencies, money.2 AS amounts, money.3 AS orders
                FROM paddock.events WHERE {{RangeSql.RowsWithBefore}} AND {{search.Events(RangeSql.RowsWithBefore)}}
                GROUP BY GROUPING SETS ((is_now), (is_now, bucket)) HAVING is_now OR kind = 'all'
            )
            """, AnalyticsJson.Default.EventGroup, search.Options(project, range), cancel);

    /// <summary>Whether the project has events as old as the period before the range.</summary>
    public async Task<bool> HasBeforeAsync(int project, TimeRange range, CancellationToken cancel) =>
        (await clickHouse.QueryAsync($"SELECT toUInt8({RangeSql.HasBefore("events")}) AS has_before", AnalyticsJson.Default.AnythingBefore, new QueryOptions { Parameters = RangeSql.Parameters(project, range) }, cancel)).Single().HasBefore == 1;

    /// <summary>Pageviews of robots, which the other numbers leave out.</summary>
    public async Task<ulong> RobotPageviewsAsync(int project, TimeRange range, VisitorSearch search, CancellationToken cancel) => search.IsOfRobots ? 0 :
        (await clickHouse.QueryAsync($$"""
            SELECT count() AS pageviews FROM paddock.events WHERE {{RangeSql.Rows}} AND {{IsPageview}} AND {{search.OfRobots().Events(RangeSql.Rows)}}
            """, AnalyticsJson.Default.RobotTotal, search.Options(project, range), cancel)).Single().Pageviews;

    /// <summary>Visits of the range and of the period of equal length before.</summary>
    public async Task<VisitTotals> VisitTotalsAsync(int project, TimeRange range, VisitorSearch search, CancellationToken cancel) =>
        (await clickHouse.QueryAsync($$"""
            SELECT countIf({{RangeSql.IsNow}}) AS visits, countIf(NOT {{RangeSql.IsNow}}) AS visits_before,
                countIf(bounce = 1 AND {{RangeSql.IsNow}}) AS bounces, countIf(bounce = 1 AND NOT {{RangeSql.IsNow}}) AS bounces_before,
                sumIf(engaged_ms, {{RangeSql.IsNow}}) AS engaged, sumIf(engaged_ms, NOT {{RangeSql.IsNow}}) AS engaged_before
            FROM paddock.visits WHERE {{RangeSql.RowsWithBefore}} AND {{search.Visits(RangeSql.RowsWithBefore)}}
            """, AnalyticsJson.Default.VisitTotals, search.Options(project, range), cancel)).Single();

    /// <summary>The most frequent values of a dimension by visitors, each with the number of all values.</summary>
    /// <param name="project">whose</param>
    /// <param name="range">when</param>
    /// <param name="search">which</param>
    /// <param name="dimension">a column of <see cref="VisitorSearch"/></param>
    /// <param name="offset">after how many</param>
    /// <param name="limit">how many</param>
    /// <param name="cancel">ends it</param>
    public Task<List<TopRow>> TopAsync(int project, TimeRange range, VisitorSearch search, string dimension, int offset, int limit, CancellationToken cancel)
    {
        var sql = VisitorSearch.VisitColumn(dimension) is { } ofVisit
            ? $$"""
                SELECT toString({{ofVisit}}) AS value, {{Visitors}} AS visitors, count() AS visits, sum(pageviews) AS views, countIf(bounce = 1) AS bounces, sum(engaged_ms) AS engaged,
                    round(sum(revenue), 2) AS amount, if(uniqExactIf(currency, revenue != 0) = 1, anyIf(currency, revenue != 0), '') AS money
                FROM paddock.visits WHERE {{RangeSql.Rows}} AND {{search.Visits(RangeSql.Rows)}} GROUP BY value
                """
            : $$"""
                SELECT toString({{VisitorSearch.EventColumn(dimension)}}) AS value, {{Visitors}} AS visitors, toUInt64(0) AS visits, count() AS views, toUInt64(0) AS bounces, sum(engaged_ms) AS engaged, 0. AS amount, '' AS money
                FROM paddock.events WHERE {{RangeSql.Rows}} AND {{(dimension is "event" ? "NOT startsWith(name, '$')" : IsPageview)}} AND {{search.Events(RangeSql.Rows)}} GROUP BY value
                """;
        return clickHouse.QueryAsync(
            $"SELECT *, count() OVER () AS total FROM ({sql}) ORDER BY visitors DESC, views DESC, value LIMIT {limit} OFFSET {offset}", AnalyticsJson.Default.TopRow, search.Options(project, range), cancel);
    }

    /// <summary>Web vitals as browsers measured them: the 75th percentile, and how many were good and poor.</summary>
    public Task<List<VitalRow>> VitalsAsync(int project, TimeRange range, VisitorSearch search, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT vital, {{Percentiles.Sql("0.75", "value")}}[1] AS p75, count() AS measured, {{GoodTo}} AS good_to, {{PoorFrom}} AS poor_from,
                countIf(value <= {{GoodTo}}) AS good, countIf(value > {{PoorFrom}}) AS poor
            FROM
            (
                SELECT value, {{catalog.Of(project).Names.Value("metric", "'metric'")}} AS vital
                FROM paddock.events WHERE {{RangeSql.Rows}} AND name = '$vital' AND {{search.Events(RangeSql.Rows)}}
            )
            WHERE has({{VitalNames}}, vital) GROUP BY vital ORDER BY indexOf({{VitalNames}}, vital)
            """, AnalyticsJson.Default.VitalRow, search.Options(project, range), cancel);
}

// What the queries return: the names are those of the SQL.

/// <param name="Kind">What they are together in: all or bucket.</param>
/// <param name="IsNow">0: of the period before, which has only all of them together.</param>
/// <param name="Currencies">Of events with money; <paramref name="Amounts"/> and <paramref name="Orders"/> go with them.</param>
/// <param name="HasBefore">1 when the project has events as old as the period before.</param>
internal sealed record EventGroup(string Kind, byte IsNow, uint Bucket, ulong Visitors, ulong Pageviews, string[] Currencies, double[] Amounts, ulong[] Orders, byte HasBefore);

internal sealed record AnythingBefore(byte HasBefore);

internal sealed record VisitTotals(ulong Visits, ulong VisitsBefore, ulong Bounces, ulong BouncesBefore, ulong Engaged, ulong EngagedBefore);

internal sealed record RobotTotal(ulong Pageviews);

internal sealed record TopRow(string Value, ulong Visitors, ulong Visits, ulong Views, ulong Bounces, ulong Engaged, double Amount, string Money, ulong Total);

internal sealed record VitalRow(string Vital, double P75, ulong Measured, double GoodTo, double PoorFrom, ulong Good, ulong Poor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(EventGroup))]
[JsonSerializable(typeof(AnythingBefore))]
[JsonSerializable(typeof(VisitTotals))]
[JsonSerializable(typeof(RobotTotal))]
[JsonSerializable(typeof(TopRow))]
[JsonSerializable(typeof(VitalRow))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
