using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Logs;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Product;

namespace Paddock.Links;

/// <summary>"What is different here?": everything that is told of some records, ranked by how much more or less often it is so among them than among the others.</summary>
internal sealed class Difference(ClickHouseClient clickHouse, RequestsQueries requests, LogsQueries logs, AnalyticsQueries visits, ProductQueries events)
{
    // On each side. More would make no interval narrower than one can see, and each record has some dozen values.
    private const int MostCompared = 50_000;

    private const int MostKeys = 20, MostValues = 5, MostGroups = 2_000;
    private const int LongestValue = 200;

    // Seen less often a value cannot differ for sure; ids, of which each record has its own, end here.
    private const int LeastSeen = 5;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/difference", ReadAsync).WithName("getDifference").WithTags("Links");

    /// <summary>What is different about the chosen records: each of their attributes against the others, the largest sure difference first.</summary>
    /// <param name="of">Which kind of record.</param>
    /// <param name="against">The chosen records are compared with <c>rest</c>, all others of the range, or with <c>before</c>, those that match `query` in the period of equal length before it.</param>
    /// <param name="issue">Of errors: those of this issue are chosen.</param>
    internal static async Task<Results<Ok<DifferenceDocument>, ProblemHttpResult>> ReadAsync(
        int id, [AllowedValues("requests", "errors", "logs", "visits", "events")] string? of, [AllowedValues("rest", "before")] string? against, string? range, string? query, uint? issue,
        Difference difference, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (of is not ("requests" or "errors" or "logs" or "visits" or "events")) return Questions.Problem("of", "requests, errors, logs, visits or events");
        if (of is "errors" && issue is null) return Questions.Problem("issue", "the number of an issue, whose errors are compared with all others");
        if (against is not (null or "rest" or "before")) return Questions.Problem("against", "rest or before");
        if (difference.Records(id, of, query, issue ?? 0) is not { } records) return Questions.BadSearch();
        if (against is not "before" && !records.IsChosen) return Questions.Problem("query", "what to choose; or compare against=before");
        // What they were chosen by is no news, nor is the same in other words.
        var asked = SearchTerm.Parse(query)!.SelectMany(static term => OneThing.FirstOrDefault(keys => keys.Contains(term.Key)) ?? [term.Key]).ToHashSet();
        var told = records.Columns.Where(column => !asked.Contains(column.Key)).ToDictionary();
        return TypedResults.Ok(await difference.OfAsync(id, chosen, records with { Columns = told }, asked, against is "before", cancel));
    }

    /// <summary>Keys of which each follows from the others: a failed request has a status of 500 by definition, whoever comes from Google a channel.</summary>
    private static readonly string?[][] OneThing =
    [
        ["outcome", "status", "http_status"], ["transaction", "name", "route", "path"], ["kind", "op"], ["source", "channel", "referrer", "utm_source", "utm_medium"], ["page", "entry", "exit", "route", "title"],
        ["user", "person", "session"], ["message", "pattern"], ["device", "screen"], ["os", "os_version"], ["browser", "browser_version", "browser.name"],
    ];

    private ComparedRecords? Records(int project, string of, string? query, uint issue) => of switch
    {
        "requests" => requests.Compared(project, query),
        "logs" => logs.Compared(project, query),
        "events" => events.Compared(project, query),
        "errors" => ErrorsTable.Compared(issue),
        _ => visits.Search(project, query)?.Compared(),
    };

    private async Task<DifferenceDocument> OfAsync(int project, TimeRange range, ComparedRecords records, HashSet<string?> asked, bool before, CancellationToken cancel)
    {
        var parameters = RangeSql.Parameters(project, range);
        records.AddTo(parameters);
        var time = before ? RangeSql.RowsWithBefore : RangeSql.Rows;
        var rows = $"{time} AND {records.Rows}" + (before ? $" AND {records.Chosen(time)}" : "");
        var here = before ? RangeSql.IsNow : records.Chosen(time);
        var counts = (await clickHouse.QueryAsync(
            $"SELECT countIf({here}) AS here, countIf(NOT ({here})) AS others FROM paddock.{records.Table} WHERE {rows}", DifferenceJson.Default.TwoCounts, new QueryOptions { Parameters = parameters }, cancel))[0];
        parameters.Add("every_here", Every(counts.Here));
        parameters.Add("every_other", Every(counts.Others));
        var groups = await clickHouse.QueryAsync(Sql(records, rows, here), DifferenceJson.Default.ValueCounts, new QueryOptions { Parameters = parameters }, cancel);
        // Of a sample, its own size; told with its values, since it is not the whole divided by a number.
        var (n1, n0) = (groups.FirstOrDefault()?.AllHere ?? 0, groups.FirstOrDefault()?.AllOthers ?? 0);
        var keys = groups.Where(group => group.Attribute == 0 || !asked.Contains(group.Key)).GroupBy(static group => (group.Attribute, group.Key)).Select(key => Differing.Of(key.Key.Key, key.Key.Attribute == 1, key, n1, n0)).ToArray();
        return new(
            new(counts.Here, n1), new(counts.Others, n0), Questions.Iso(range.From), Questions.Iso(range.To),
            [.. Once(keys.Where(static key => key.Values.Length > 0).OrderByDescending(static key => key.Values[0].Sure).ThenByDescending(static key => key.Key, StringComparer.Ordinal)).Take(MostKeys)],
            keys.Count(static key => key.Values.Length == 0));
    }

    /// <summary>Keys of one thing that differ in the same way say it once: a request's route is its transaction.</summary>
    private static IEnumerable<Differing> Once(IEnumerable<Differing> keys) => keys.DistinctBy(static key => (
        Array.FindIndex(OneThing, things => things.Contains(key.Key)) is >= 0 and var thing ? $"{thing}" : key.Key, string.Join(' ', key.Values.Select(static value => $"{value.Here}/{value.Others}"))));

    private static ulong Every(ulong records) => Math.Max(1, (records + MostCompared - 1) / MostCompared);

    // One row a record and thing that is told of it; the keys are ours or parameters of the engine's own map, never text of a query.
    private static string Sql(ComparedRecords records, string rows, string here)
    {
        var columns = string.Join(", ", records.Columns.Select(static column => $"(0, '{column.Key}', substringUTF8(toString({column.Value}), 1, {LongestValue}))"));
        return $$"""
            SELECT told.1 AS attribute, told.2 AS key, told.3 AS value, countIf(is_here) AS here, countIf(NOT is_here) AS others, any(all_here) AS all_here, any(all_others) AS all_others
            FROM
            (
                SELECT is_here, told_of, countIf(is_here) OVER () AS all_here, countIf(NOT is_here) OVER () AS all_others FROM
                (
                    SELECT {{here}} AS is_here,
                        arrayConcat([{{columns}}], arrayMap((name, said) -> (1, toString(name), substringUTF8(toString(said), 1, {{LongestValue}})), mapKeys({{records.Attributes}}), mapValues({{records.Attributes}}))) AS told_of
                    FROM paddock.{{records.Table}}
                    WHERE {{rows}} AND cityHash64(time, visitor_id, session_id, trace_id) % if({{here}}, {every_here:UInt64}, {every_other:UInt64}) = 0
                )
            )
            ARRAY JOIN told_of AS told
            GROUP BY attribute, key, value HAVING here + others >= {{LeastSeen}}
            ORDER BY abs(here / greatest(all_here, 1) - others / greatest(all_others, 1)) DESC, attribute, key, value LIMIT {{MostGroups}}
            """;
    }

    internal static DifferingValue[] Sure(IEnumerable<ValueCounts> values, ulong n1, ulong n0) =>
    [
        .. values.Select(value => DifferingValue.Of(value, n1, n0)).OfType<DifferingValue>().Where(static value => value.Sure > 0)
            .OrderByDescending(static value => value.Sure).ThenBy(static value => value.Value, StringComparer.Ordinal).Take(MostValues),
    ];
}

/// <param name="Here">The chosen records.</param>
/// <param name="Differences">The largest sure difference first.</param>
/// <param name="Alike">How many more attributes were compared, and showed no difference that could not be chance.</param>
internal sealed record DifferenceDocument(ComparedSide Here, ComparedSide Others, string From, string To, Differing[] Differences, int Alike);

/// <param name="Records">All of them.</param>
/// <param name="Compared">Of how many every value was counted: all, or a sample.</param>
internal sealed record ComparedSide(ulong Records, ulong Compared);

/// <param name="IsAttribute">False: a key that every record of the kind has; true: a free attribute or a tag.</param>
internal sealed record Differing(string Key, bool IsAttribute, DifferingValue[] Values)
{
    public static Differing Of(string key, bool isAttribute, IEnumerable<ValueCounts> values, ulong n1, ulong n0) => new(key, isAttribute, Difference.Sure(values, n1, n0));
}

/// <param name="Value">Empty: it has none.</param>
/// <param name="Here">Compared records that have it.</param>
/// <param name="HereShare">0 to 1.</param>
/// <param name="Difference">Share here less share among the others, with the ends of its 99.9 % interval.</param>
internal sealed record DifferingValue(string Value, ulong Here, ulong Others, double HereShare, double OthersShare, double Difference, double Low, double High)
{
    [JsonIgnore]
    public double Sure => new ShareDifference(Difference, Low, High).Sure;

    public static DifferingValue? Of(ValueCounts counts, ulong n1, ulong n0) => ShareDifference.Of(counts.Here, n1, counts.Others, n0) is { } difference
        ? new(counts.Value, counts.Here, counts.Others, (double)counts.Here / n1, (double)counts.Others / n0, difference.Value, difference.Low, difference.High)
        : null;
}

// What the queries return: the names are those of the SQL.

internal sealed record TwoCounts(ulong Here, ulong Others);

internal sealed record ValueCounts(byte Attribute, string Key, string Value, ulong Here, ulong Others, ulong AllHere, ulong AllOthers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TwoCounts))]
[JsonSerializable(typeof(ValueCounts))]
internal sealed partial class DifferenceJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DifferenceDocument))]
internal sealed partial class DifferenceApiJson : JsonSerializerContext;
