using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Logs;

/// <summary>What the logs room asks. Shapes: <see cref="LogPage"/>, <see cref="LogFacets"/>.</summary>
internal static class LogsApi
{
    private const int PageSize = 100;
    private const int MostPatterns = 50;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapLogs(this IEndpointRouteBuilder project)
    {
        project.MapGet("/logs", LinesAsync).WithName("listLogs").WithTags("Logs").AnswersWithoutPersonalData(LogsQueries.ImpersonalKeys);
        project.MapGet("/logs/facets", FacetsAsync).WithName("getLogFacets").WithTags("Logs").AnswersWithoutPersonalData(LogsQueries.ImpersonalKeys);
    }

    /// <summary>Lines of logs, newest first; the first page also counts all that match.</summary>
    internal static async Task<Results<Ok<LogPage>, ProblemHttpResult>> LinesAsync(
        int id, string? range, string? query, string? cursor, LogsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        var from = cursor is null ? null : LogCursor.Parse(cursor);
        if (cursor is not null && from is null) return Questions.BadCursor();
        var lines = await queries.LinesAsync(id, chosen, search, from, PageSize, cancel);
        var next = lines.Count == PageSize ? LogCursor.After(lines, from).ToString() : null;
        var summary = from is null ? Summary(chosen, await queries.BucketsAsync(id, chosen, search, cancel)) : null;
        return TypedResults.Ok(new LogPage([.. lines.Select(LogLine.Of)], next, Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, summary));
    }

    /// <summary>The most frequent values of each field, and the patterns that lines follow.</summary>
    internal static async Task<Results<Ok<LogFacets>, ProblemHttpResult>> FacetsAsync(int id, string? range, string? query, LogsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        var facets = (await queries.FacetsAsync(id, chosen, search, cancel)).GroupBy(static value => value.Facet)
            .Select(static facet => new LogFacet(facet.Key, [.. facet.Select(static value => new FacetCount(value.Value, value.Lines))]));
        var patterns = (await queries.PatternsAsync(id, chosen, search, MostPatterns, cancel))
            .Select(static pattern => new LogPattern(pattern.Pattern, pattern.Lines, pattern.Worst, Questions.Iso(pattern.LastSeen)));
        return TypedResults.Ok(new LogFacets([.. facets], [.. patterns]));
    }

    private static LogSummary Summary(TimeRange range, List<LevelBucket> counts)
    {
        var levels = counts.GroupBy(static count => count.Severity).Select(level =>
        {
            var lines = new ulong[range.Buckets];
            foreach (var count in level.Where(count => count.Bucket < range.Buckets)) lines[count.Bucket] = count.Lines;
            return new LevelSeries(level.Key, lines.Aggregate(0UL, static (sum, count) => sum + count), lines);
        });
        var ordered = levels.OrderByDescending(static level => Severities.NumberOf(System.Text.Encoding.UTF8.GetBytes(level.Level))).ToArray();
        return new LogSummary(ordered.Aggregate(0UL, static (sum, level) => sum + level.Lines), ordered);
    }
}

// The API's shapes. Times are ISO 8601 in UTC.

/// <param name="Next">For the page that follows; null at the end.</param>
/// <param name="Summary">Of all lines that match, on the first page only.</param>
internal sealed record LogPage([property: Personal] LogLine[] Lines, string? Next, string From, string To, int BucketSeconds, LogSummary? Summary);

/// <param name="Levels">The most serious first.</param>
internal sealed record LogSummary(ulong Lines, LevelSeries[] Levels);

/// <param name="Buckets">Lines per bucket of the range, oldest first; the first and the last may be partial.</param>
internal sealed record LevelSeries(string Level, ulong Lines, ulong[] Buckets);

/// <param name="Message">At most 8,000 characters of it.</param>
/// <param name="Person">Who it happened to; empty: unknown.</param>
internal sealed record LogLine(
    string Time, string Level, string Logger, string Message, string Service, string Host, string Environment, string Release, string Route, string TraceId, string SpanId, string Person,
    Dictionary<string, string> Attributes)
{
    public static LogLine Of(LogRow row) => new(
        Questions.Iso(row.At), row.Severity, row.Logger, row.Text, row.Service, row.Host, row.Environment, row.Release, row.Route, row.Trace, row.Span, row.Person, row.AllAttributes);
}

/// <param name="Patterns">Lines that differ only in numbers and ids, most frequent first.</param>
internal sealed record LogFacets(LogFacet[] Facets, [property: Personal] LogPattern[] Patterns);

internal sealed record LogFacet(string Key, FacetCount[] Values);

internal sealed record FacetCount(string Value, ulong Lines);

/// <param name="Level">The most serious among its lines.</param>
internal sealed record LogPattern(string Text, ulong Lines, string Level, string LastSeen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(LogFacets))]
internal sealed partial class LogsApiJson : JsonSerializerContext;
