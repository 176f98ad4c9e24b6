using System.Globalization;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Metrics;

/// <summary>Which series are asked for.</summary>
/// <param name="Name">A metric's: all parts of a histogram (<c>_bucket</c>, <c>_count</c>, <c>_sum</c>) are one.</param>
/// <param name="By">The label whose values are told apart; empty: none.</param>
internal sealed record MetricQuestion(int Project, TimeRange Range, string Name, string By, MetricSearch Search);

/// <summary>Every read of metrics, one SQL a question, over <c>series</c> and <c>samples</c>.</summary>
internal sealed class MetricsQueries(ClickHouseClient clickHouse)
{
    /// <summary>Of one part of a metric in one answer: more would be samples by the million.</summary>
    public const int MostSeries = 5_000;

    private const int MostPoints = 200_000;

    /// <summary>SQL: the metric that a series is a part of.</summary>
    private const string Metric = "if(startsWith(kind, 'histogram'), replaceRegexpOne(toString(name), '_(bucket|count|sum)$', ''), toString(name))";

    // A series is told at its first sample in seven days.
    private const string Told = "project = {project:UInt32} AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 7 DAY AND time < {to:DateTime64(3, 'UTC')}";

    private const string InRange = "{from:DateTime64(3, 'UTC')}";

    // The sample before the first of the range is looked for so long.
    private const string Earlier = InRange + " - toIntervalSecond(greatest({bucket:UInt32}, 600))";

    // Milliseconds of the row's bucket that lie in the range.
    private const string OfBucket = """
        (least(toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}), 1000 * {bucket:UInt32} * (intDiv(toUnixTimestamp(time), {bucket:UInt32}) + 1))
            - greatest(toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), 1000 * {bucket:UInt32} * intDiv(toUnixTimestamp(time), {bucket:UInt32})))
        """;

    /// <summary>Each sample with the one before it.</summary>
    private static readonly string Steps = $$"""
        SELECT series, time, v, lagInFrame(v) OVER one AS former, toUnixTimestamp64Milli(time) - toUnixTimestamp64Milli(lagInFrame(time, 1, time) OVER one) AS elapsed
        FROM ({{Samples(Earlier)}}) WHERE isFinite(v)
        WINDOW one AS (PARTITION BY series ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
        """;

    /// <summary>What a counter grew by from sample to sample; one that fell began anew at zero.</summary>
    private const string Growth = "if(v >= former, v - former, v)";

    /// <summary>Metrics by name, with what their series said last.</summary>
    public Task<List<MetricRow>> ListAsync(MetricQuestion of, int offset, int limit, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT metric, if(countIf(startsWith(sort, 'histogram')) > 0, anyIf(sort, startsWith(sort, 'histogram')), any(sort)) AS type, anyIf(measure, measure != '') AS unit_of,
            count() AS series_count, toString(max(last_at)) AS last_seen, min(last_value) AS least, max(last_value) AS most, count() OVER () AS total
        FROM (SELECT series, argMaxOrNullIf(v, time, isFinite(v)) AS last_value, max(time) AS last_at FROM (SELECT series, time, {{SamplesTable.Value}} AS v FROM paddock.samples WHERE {{RangeSql.Rows}}) GROUP BY series) AS said
        INNER JOIN
        (
            SELECT series, any({{Metric}}) AS metric, any(toString(kind)) AS sort, any(toString(unit)) AS measure FROM paddock.series WHERE {{Told}} AND {{of.Search.Rows}} GROUP BY series
        ) AS told USING (series)
        GROUP BY metric ORDER BY metric LIMIT {{limit}} OFFSET {{offset}}
        """, MetricsJson.Default.MetricRow, Options(of), cancel);

    /// <summary>The parts of one metric.</summary>
    public Task<List<PartRow>> PartsAsync(MetricQuestion of, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT part, sort, anyIf(measure, measure != '') AS unit_of, count() AS series_count, countIf(has_quantile) AS with_quantile
        FROM
        (
            SELECT series, any(toString(name)) AS part, any(toString(kind)) AS sort, any(toString(unit)) AS measure, any(mapContains(labels, 'quantile')) AS has_quantile
            FROM paddock.series WHERE {{Told}} AND {{Metric}} = {name:String} AND {{of.Search.Rows}} GROUP BY series
        )
        GROUP BY part, sort ORDER BY part, sort
        """, MetricsJson.Default.PartRow, Options(of), cancel);

    /// <summary>Which labels the series of one metric have, and with which values, those of most series first.</summary>
    public Task<List<LabelRow>> LabelsAsync(MetricQuestion of, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT one.1 AS label, one.2 AS value, count() AS series_count, sum(count()) OVER (PARTITION BY label) AS labelled
        FROM
        (
            SELECT series, arrayJoin(any(arrayConcat(arrayZip(mapKeys(labels), mapValues(labels)), [{{string.Join(", ", MetricSearch.Origin.Select(static column => $"('{column}', toString({column}))"))}}]))) AS one
            FROM paddock.series WHERE {{Told}} AND {{Metric}} = {name:String} AND {{of.Search.Rows}} GROUP BY series
        )
        WHERE value != '' AND label NOT IN ('le', 'quantile') GROUP BY label, value ORDER BY series_count DESC, label, value LIMIT 20 BY label LIMIT 400
        """, MetricsJson.Default.LabelRow, Options(of), cancel);

    /// <summary>
    /// What grew, per second: of each series by itself, then added up. A counter's growth is divided by the time between its samples, that of deltas by the bucket's time in the range.
    /// </summary>
    public Task<List<PointRow>> RatesAsync(MetricQuestion of, string part, bool isDelta, CancellationToken cancel) => PointsAsync(of, part, "sum(number)", isDelta
        ? $$"""
        SELECT series, {{RangeSql.Bucket}} AS bucket, 1000 * sumIf(v, isFinite(v)) / greatest(1, any({{OfBucket}})) AS number, toUInt64(0) AS fell, countIf(NOT isFinite(v)) AS unusable
        FROM ({{Samples(InRange)}}) GROUP BY series, bucket
        """
        : $$"""
        SELECT series, {{RangeSql.Bucket}} AS bucket, 1000 * sum({{Growth}}) / sum(elapsed) AS number, countIf(v < former) AS fell, toUInt64(0) AS unusable
        FROM ({{Steps}}) WHERE elapsed > 0 AND {{RangeSql.IsNow}} GROUP BY series, bucket
        """, cancel);

    /// <summary>Values as they were told: of each series by itself, then over the series.</summary>
    /// <param name="aggregate">avg, min, max, or sum: of the averages.</param>
    public Task<List<PointRow>> ValuesAsync(MetricQuestion of, string part, string aggregate, CancellationToken cancel) => PointsAsync(of, part, $"{aggregate}(number)", $$"""
        SELECT series, {{RangeSql.Bucket}} AS bucket, {{(aggregate is "min" or "max" ? aggregate : "avg")}}OrNullIf(v, isFinite(v)) AS number, toUInt64(0) AS fell, countIf(NOT isFinite(v)) AS unusable
        FROM ({{Samples(InRange)}}) GROUP BY series, bucket
        """, cancel);

    /// <summary>Of samples that are single measurements, a quantile of all of them.</summary>
    public Task<List<PointRow>> QuantilesAsync(MetricQuestion of, string part, double level, CancellationToken cancel) => PointsAsync(
        of, part, $"quantileOrNullIf({level.ToString(CultureInfo.InvariantCulture)})(number, isFinite(number))",
        $"SELECT series, {RangeSql.Bucket} AS bucket, v AS number, toUInt64(0) AS fell, toUInt64(NOT isFinite(v)) AS unusable FROM ({Samples(InRange)})", cancel);

    /// <summary>How many samples came, per second.</summary>
    public Task<List<PointRow>> CountsAsync(MetricQuestion of, string part, CancellationToken cancel) => PointsAsync(
        of, part, "sum(number)",
        $"SELECT series, {RangeSql.Bucket} AS bucket, 1000 * count() / greatest(1, any({OfBucket})) AS number, toUInt64(0) AS fell, toUInt64(0) AS unusable FROM ({Samples(InRange)}) GROUP BY series, bucket", cancel);

    /// <summary>How many measurements came in at most at each bound of a histogram.</summary>
    public Task<List<PointRow>> BoundsAsync(MetricQuestion of, string part, bool isDelta, CancellationToken cancel) => PointsAsync(of, part, "sum(number)", isDelta
        ? $"SELECT series, {RangeSql.Bucket} AS bucket, sumIf(v, isFinite(v)) AS number, toUInt64(0) AS fell, countIf(NOT isFinite(v)) AS unusable FROM ({Samples(InRange)}) GROUP BY series, bucket"
        : $"SELECT series, {RangeSql.Bucket} AS bucket, sum({Growth}) AS number, countIf(v < former) AS fell, toUInt64(0) AS unusable FROM ({Steps}) WHERE elapsed > 0 AND {RangeSql.IsNow} GROUP BY series, bucket",
        cancel);

    private static string Samples(string from) => $$"""
        SELECT series, time, {{SamplesTable.Value}} AS v FROM paddock.samples
        WHERE project = {project:UInt32} AND time >= {{from}} AND time < {to:DateTime64(3, 'UTC')} AND series IN (SELECT series FROM chosen)
        """;

    /// <param name="together">What becomes of the numbers of all series.</param>
    /// <param name="bySeries">series, bucket, number, fell, unusable</param>
    private Task<List<PointRow>> PointsAsync(MetricQuestion of, string part, string together, string bySeries, CancellationToken cancel)
    {
        var options = Options(of);
        options.Parameters.Add("part", part);
        options.Parameters.Add("by", of.By);
        var label = of.By switch { "" => "''", _ when MetricSearch.Origin.Contains(of.By) => $"toString({of.By})", _ => "labels[{by:String}]" };
        return clickHouse.QueryAsync($$"""
            WITH chosen AS
            (
                SELECT series, any({{label}}) AS line, any(labels['le']) AS below FROM paddock.series
                WHERE {{Told}} AND name = {part:String} AND {{of.Search.Rows}} GROUP BY series ORDER BY series LIMIT {{MostSeries}}
            )
            SELECT bucket, line, below, {{together}} AS value, sum(fell) AS restarts, sum(unusable) AS no_numbers
            FROM ({{bySeries}}) AS said INNER JOIN chosen USING (series)
            GROUP BY bucket, line, below ORDER BY bucket LIMIT {{MostPoints}}
            """, MetricsJson.Default.PointRow, options, cancel);
    }

    private static QueryOptions Options(MetricQuestion of)
    {
        var parameters = RangeSql.Parameters(of.Project, of.Range);
        parameters.Add("name", of.Name);
        of.Search.AddTo(parameters);
        return new QueryOptions { Parameters = parameters };
    }
}

// What the queries return: the names are those of the SQL.

/// <param name="Least">Of what its series said last; null: nothing that is a number.</param>
internal sealed record MetricRow(string Metric, string Type, string UnitOf, ulong SeriesCount, string LastSeen, double? Least, double? Most, ulong Total);

internal sealed record PartRow(string Part, string Sort, string UnitOf, ulong SeriesCount, ulong WithQuantile);

internal sealed record LabelRow(string Label, string Value, ulong SeriesCount, ulong Labelled);

/// <param name="Line">The value of the label that tells lines apart.</param>
/// <param name="Below">The bound of a histogram's bucket; empty: none.</param>
/// <param name="Restarts">How often a counter fell.</param>
internal sealed record PointRow(uint Bucket, string Line, string Below, double? Value, ulong Restarts, ulong NoNumbers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(MetricRow))]
[JsonSerializable(typeof(PartRow))]
[JsonSerializable(typeof(LabelRow))]
[JsonSerializable(typeof(PointRow))]
internal sealed partial class MetricsJson : JsonSerializerContext;
