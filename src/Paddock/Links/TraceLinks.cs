using Paddock.Pipeline;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;

namespace Paddock.Links;

/// <summary>What belongs to one trace, in all signals: the strip "Linked" of every record that has one.</summary>
internal sealed class TraceLinks(ClickHouseClient clickHouse, LostSales sales)
{
    private const string OfTrace = "project = {project:UInt32} AND " + Correlation.TraceText + " = lower({trace:String})";
    private const int MostIssues = 10;
    private const int MostPeople = 5;

    // The strip leads to lists, and a list has a range: a minute more at each end, in whole minutes.
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(1);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/traces/{trace}/links", ReadAsync).WithName("getTraceLinks").WithTags("Links").AnswersWithoutPersonalData();

    /// <summary>What belongs to one trace: issues, people, and how many records of each kind.</summary>
    internal static async Task<Results<Ok<TraceLinksDocument>, NotFound>> ReadAsync(int id, string trace, TraceLinks links, TimeProvider time, CancellationToken cancel) =>
        TraceIds.IsOne(trace) ? TypedResults.Ok(await links.OfAsync(id, trace, time.GetUtcNow(), cancel)) : TypedResults.NotFound();

    /// <summary>What belongs to it; of a trace that nobody sent, nothing does.</summary>
    public async Task<TraceLinksDocument> OfAsync(int project, string trace, DateTimeOffset now, CancellationToken cancel)
    {
        var options = new QueryOptions { Parameters = new() { { "project", project }, { "trace", trace } } };
        var counts = clickHouse.QueryAsync($$"""
            SELECT kind, count() AS records, toUnixTimestamp(min(time)) AS first, toUnixTimestamp(max(time)) AS last,
                arrayFilter(id -> id != '', groupUniqArray({{MostPeople}})({{Correlation.Person}})) AS people, if(max(visitor_id) = 0, '', leftPad(lower(hex(max(visitor_id))), 16, '0')) AS visitor
            FROM
            (
                SELECT 'spans' AS kind, project, time, distinct_id, visitor_id FROM paddock.spans WHERE {{OfTrace}}
                UNION ALL SELECT 'logs', project, time, distinct_id, visitor_id FROM paddock.logs WHERE {{OfTrace}}
                UNION ALL SELECT 'events', project, time, distinct_id, visitor_id FROM paddock.events WHERE {{OfTrace}}
                UNION ALL SELECT 'errors', project, time, distinct_id, visitor_id FROM paddock.errors WHERE {{OfTrace}}
            )
            GROUP BY kind
            """, LinksJson.Default.KindCount, options, cancel);
        var errors = clickHouse.QueryAsync($$"""
            SELECT issue AS id, kept.title AS title, kept.value AS text, found.event AS event, found.events AS events
            FROM
            (
                SELECT {{ErrorsTable.Issue}} AS issue, lower(hex(argMax(event_id, time))) AS event, count() AS events
                FROM paddock.errors WHERE {{OfTrace}} GROUP BY issue
            ) AS found
            INNER JOIN (SELECT issue, title, value FROM paddock.issues FINAL WHERE project = {project:UInt32}) AS kept USING (issue)
            ORDER BY events DESC, id LIMIT {{MostIssues}}
            """, LinksJson.Default.LinkedError, options, cancel);
        await Task.WhenAll(counts, errors);
        var byKind = (await counts).ToDictionary(static count => count.Kind);
        ulong Records(string kind) => byKind.GetValueOrDefault(kind)?.Records ?? 0;
        var found = (await errors).Select(static error => new LinkedIssue(error.Id, error.Title, error.Text, error.Event, error.Events));
        var (from, to) = byKind.Count == 0 ? (now, now) : (DateTimeOffset.FromUnixTimeSeconds(byKind.Values.Min(static count => count.First)), DateTimeOffset.FromUnixTimeSeconds(byKind.Values.Max(static count => count.Last)));
        var sale = Records("errors") == 0 ? null : await sales.OfTraceAsync(project, trace, from, to, cancel);
        return new(
            [.. found], Records("logs"), Records("spans"), Records("events"), byKind.GetValueOrDefault("events")?.Visitor ?? "", [.. byKind.Values.SelectMany(static count => count.People).Distinct().Take(MostPeople)], sale, Range(from, to));
    }

    private static string Range(DateTimeOffset from, DateTimeOffset to)
    {
        static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        return $"{Minute(from - Around)}..{Minute(to + (2 * Around))}";
    }
}

/// <param name="Visitor">Whose visit the events are of, 16 hexadecimal digits; empty: none is known.</param>
/// <param name="Sale">What was at stake for whom its errors befell; null: it has none, or nothing was named.</param>
/// <param name="Range">One that holds all of it, as screens write it in their addresses.</param>
internal sealed record TraceLinksDocument(
    LinkedIssue[] Issues, ulong Logs, ulong Spans, ulong Events, [property: Personal] string Visitor, [property: Personal] string[] People, TraceSale? Sale, string Range);

/// <param name="EventId">The latest error of the trace in this issue.</param>
internal sealed record LinkedIssue(uint Id, string Title, [property: Personal] string Value, string EventId, ulong Events);

internal sealed record KindCount(string Kind, ulong Records, long First, long Last, string[] People, string Visitor);

internal sealed record LinkedError(uint Id, string Title, string Text, string Event, ulong Events);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(KindCount))]
[JsonSerializable(typeof(LinkedError))]
internal sealed partial class LinksJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TraceLinksDocument))]
internal sealed partial class LinksApiJson : JsonSerializerContext;
