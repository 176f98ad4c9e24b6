using System.Globalization;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Metrics;

/// <summary>What kind of metric it is, of which parts, and so in which ways it can be drawn.</summary>
/// <param name="Buckets">The part with a histogram's bounds; null: it has none.</param>
/// <param name="Counts">The part that counts; null: there is none.</param>
/// <param name="Values">The part with values of its own; null: there is none.</param>
internal sealed record MetricForm(string Type, string Unit, ulong Series, PartRow? Buckets, PartRow? Counts, PartRow? Values)
{
    private const string ByQuantile = "quantile";

    public static MetricForm Of(string name, IReadOnlyList<PartRow> parts)
    {
        var histogram = parts.FirstOrDefault(IsHistogram);
        PartRow? Part(string ending) => parts.FirstOrDefault(part => IsHistogram(part) && part.Part == name + ending);
        var own = parts.FirstOrDefault(part => !IsHistogram(part)) ?? parts.FirstOrDefault(part => part.Part == name);
        return new((histogram ?? own ?? parts[0]).Sort, parts.FirstOrDefault(static part => part.UnitOf.Length > 0)?.UnitOf ?? "", parts.Aggregate(0UL, static (sum, part) => sum + part.SeriesCount),
            Part("_bucket"), Part("_count") ?? Part("_sum"), own);
    }

    public string[] Shows => Buckets is not null || Values?.WithQuantile > 0 ? Counts is null ? ["quantiles"] : ["quantiles", "rate"]
        : Counts is not null || Values is null || Grows(Values) ? ["rate"]
        : Type == "distribution" ? ["quantiles", "avg", "min", "max", "rate"]
        : ["avg", "min", "max", "sum"];

    public async Task<(MetricLine[] Drawn, ulong Restarts, ulong NoNumbers)> LinesAsync(MetricsQueries queries, MetricQuestion question, string show, double[] levels, CancellationToken cancel)
    {
        // A line for each quantile, or, where a label tells lines apart already, one of them.
        levels = question.By.Length > 0 ? [0.95] : levels;
        string Named(double level, string line) => line.Length > 0 ? line : string.Create(CultureInfo.InvariantCulture, $"p{100 * level:0.##}");
        switch (show)
        {
            case "rate" when Counts is null && Values is { Sort: "distribution" }:
                return Lines(await queries.CountsAsync(question, Values.Part, cancel), question.Range);
            case "rate":
                {
                    var part = Counts ?? Values ?? Buckets!;
                    return Lines(await queries.RatesAsync(question, part.Part, IsDelta(part), cancel), question.Range);
                }
            case "quantiles" when Buckets is not null:
                {
                    var rows = await queries.BoundsAsync(question, Buckets.Part, IsDelta(Buckets), cancel);
                    var points = rows.GroupBy(static row => (row.Bucket, row.Line)).SelectMany(group => levels.Select(level => new PointRow(
                        group.Key.Bucket, Named(level, group.Key.Line), "", HistogramQuantile.Of(level, group.Select(static row => (Bound(row.Below), row.Value ?? 0))), 0, 0)));
                    var (drawn, _, _) = Lines(points, question.Range);
                    return (drawn, Sum(rows, static row => row.Restarts), Sum(rows, static row => row.NoNumbers));
                }
            case "quantiles" when Type == "distribution":
                {
                    var rows = await Task.WhenAll(levels.Select(async level => (await queries.QuantilesAsync(question, Values!.Part, level, cancel)).Select(row => row with { Line = Named(level, row.Line) })));
                    var (drawn, restarts, _) = Lines(rows.SelectMany(static row => row), question.Range);
                    return (drawn, restarts, Sum(rows[0], static row => row.NoNumbers));
                }
            // Quantiles that the client made itself cannot be put together: the highest of all series is told.
            case "quantiles":
                return Lines(await queries.ValuesAsync(question.By.Length > 0 ? question : question with { By = ByQuantile }, Values!.Part, "max", cancel), question.Range);
            default:
                return Lines(await queries.ValuesAsync(question, Values!.Part, show, cancel), question.Range);
        }
    }

    private static (MetricLine[] Drawn, ulong Restarts, ulong NoNumbers) Lines(IEnumerable<PointRow> rows, TimeRange range)
    {
        var (lines, restarts, noNumbers) = (new Dictionary<string, double?[]>(), 0UL, 0UL);
        foreach (var row in rows)
        {
            restarts += row.Restarts;
            noNumbers += row.NoNumbers;
            if (row.Bucket >= range.Buckets) continue;
            if (!lines.TryGetValue(row.Line, out var values)) lines[row.Line] = values = new double?[range.Buckets];
            values[row.Bucket] = row.Value is { } value && double.IsFinite(value) ? value : null;
        }
        return ([.. lines.Select(static line => new MetricLine(line.Key, line.Value))], restarts, noNumbers);
    }

    private static bool IsHistogram(PartRow part) => part.Sort.StartsWith("histogram", StringComparison.Ordinal);

    private static bool IsDelta(PartRow part) => part.Sort.EndsWith("_delta", StringComparison.Ordinal);

    private static bool Grows(PartRow part) => part.Sort is "counter" or "counter_delta" or "updown_delta" || IsHistogram(part);

    private static double Bound(string text) =>
        text is "+Inf" ? double.PositiveInfinity : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : double.NaN;

    private static ulong Sum(IEnumerable<PointRow> rows, Func<PointRow, ulong> read) => rows.Aggregate(0UL, (sum, row) => sum + read(row));
}
