using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Metrics;

/// <summary>What the page of metrics asks. Shapes: <see cref="MetricList"/>, <see cref="MetricGraph"/>.</summary>
internal static class MetricsApi
{
    private const int PageSize = 100;
    private const int MostLines = 8;
    private const int LongestName = 300;
    private static readonly double[] Levels = [0.5, 0.95, 0.99];

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapMetrics(this IEndpointRouteBuilder project)
    {
        project.MapGet("/metrics", ListAsync).WithName("listMetrics").WithTags("Monitoring");
        project.MapGet("/metrics/graph", GraphAsync).WithName("getMetric").WithTags("Monitoring");
    }

    /// <summary>Metrics that have samples in the range, by name.</summary>
    internal static async Task<Results<Ok<MetricList>, ProblemHttpResult>> ListAsync(
        int id, string? range, string? query, string? cursor, MetricsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (MetricSearch.Parse(query) is not { } search) return Questions.BadSearch();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var rows = await queries.ListAsync(new(id, chosen, "", "", search), page.Offset, PageSize, cancel);
        var total = rows is [var first, ..] ? first.Total : 0;
        return TypedResults.Ok(new MetricList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), total, page.Next(rows.Count, total), [.. rows.Select(MetricSeen.Of)]));
    }

    /// <summary>One metric over time: counters as a rate, histograms and measurements as quantiles, all else as told. Where no sample came there is no value.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="by">A label, each of whose values is a line.</param>
    /// <param name="show">How it is shown: one of <c>shows</c> of the answer; the first of them where it is not said.</param>
    internal static async Task<Results<Ok<MetricGraph>, NotFound, ProblemHttpResult>> GraphAsync(
        int id, string? range, string? query, string? name, string? by, string? show, MetricsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (MetricSearch.Parse(query) is not { } search) return Questions.BadSearch();
        if (name is not { Length: > 0 and <= LongestName }) return Questions.Problem("name", "the name of a metric");
        if (by?.Length > LongestName) return Questions.Problem("by", "the name of a label");
        var question = new MetricQuestion(id, chosen, name, by ?? "", search);
        var (parts, labels) = (queries.PartsAsync(question, cancel), queries.LabelsAsync(question, cancel));
        await Task.WhenAll(parts, labels);
        if (await parts is not { Count: > 0 } found) return TypedResults.NotFound();
        var metric = MetricForm.Of(name, found);
        var how = show ?? metric.Shows[0];
        if (!metric.Shows.Contains(how)) return Questions.Problem("show", string.Join(", ", metric.Shows));
        var lines = await metric.LinesAsync(queries, question, how, Levels, cancel);
        var shown = lines.Drawn.OrderByDescending(static line => line.Values.Max(static value => Math.Abs(value ?? 0))).Take(MostLines).ToArray();
        return TypedResults.Ok(new MetricGraph(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, name, metric.Type, metric.Unit, how, metric.Shows, metric.Series, Math.Min(metric.Series, (ulong)MetricsQueries.MostSeries),
            [.. (await labels).GroupBy(static row => row.Label).Select(static rows => new MetricLabel(rows.Key, rows.First().Labelled, [.. rows.Select(static row => new LabelValue(row.Value, row.SeriesCount))])).OrderBy(static label => label.Name, StringComparer.Ordinal)],
            [.. shown.OrderBy(static line => line.Name, StringComparer.Ordinal)], lines.Drawn.Length - shown.Length, lines.Restarts, lines.NoNumbers));
    }
}

// The API's shapes. Times are ISO 8601 in UTC.

internal sealed record MetricList(string From, string To, ulong Total, string? Next, MetricSeen[] Metrics);

/// <param name="Type">gauge, counter, updown, histogram, each also as _delta, or distribution.</param>
/// <param name="Unit">Empty: unknown.</param>
/// <param name="Series">How many names with labels.</param>
/// <param name="Least">Of what its series said last; null: of a histogram, or nothing that is a number.</param>
internal sealed record MetricSeen(string Name, string Type, string Unit, ulong Series, string LastSeen, double? Least, double? Most)
{
    public static MetricSeen Of(MetricRow row)
    {
        var isOne = !row.Type.StartsWith("histogram", StringComparison.Ordinal);
        return new(row.Metric, row.Type, row.UnitOf, row.SeriesCount, Questions.Iso(row.LastSeen), isOne ? row.Least : null, isOne ? row.Most : null);
    }
}

/// <param name="Show">rate: growth per second; quantiles; avg, min, max or sum of the values.</param>
/// <param name="Shows">In which ways it can be shown.</param>
/// <param name="ShownSeries">How many of the series were looked at.</param>
/// <param name="Lines">The largest eight.</param>
/// <param name="MoreLines">How many there are besides.</param>
/// <param name="Restarts">How often a counter fell, which is taken for a start from zero.</param>
/// <param name="NoNumbers">Samples left out since they are not finite.</param>
internal sealed record MetricGraph(
    string From, string To, int BucketSeconds, string Name, string Type, string Unit, [property: AllowedValues("rate", "quantiles", "avg", "min", "max", "sum")] string Show, string[] Shows, ulong Series, ulong ShownSeries,
    MetricLabel[] Labels, MetricLine[] Lines, int MoreLines, ulong Restarts, ulong NoNumbers);

/// <param name="Series">That have it.</param>
/// <param name="Values">The twenty of most series.</param>
internal sealed record MetricLabel(string Name, ulong Series, LabelValue[] Values);

internal sealed record LabelValue(string Value, ulong Series);

/// <param name="Name">The value of the label, or which quantile; empty: the only one.</param>
/// <param name="Values">One a bucket; null: no sample came.</param>
internal sealed record MetricLine(string Name, double?[] Values);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MetricList))]
[JsonSerializable(typeof(MetricGraph))]
internal sealed partial class MetricsApiJson : JsonSerializerContext;
