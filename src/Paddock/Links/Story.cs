using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors;

namespace Paddock.Links;

/// <summary>Everything that is known of a person, a visitor or a trace, on one time axis.</summary>
internal sealed class Story(ClickHouseClient clickHouse)
{
    private const int PageSize = 300;
    private const int LongestName = 500;

    private const string InTrace = Correlation.TraceText + " = lower({who:String})";
    private const string OfVisitor = "visitor_id = reinterpretAsUInt64(reverse(unhex({who:String})))";
    private const string InVisit = $"{Correlation.TraceText} IN (SELECT {Correlation.TraceText} FROM paddock.events WHERE {RangeSql.Rows} AND {OfVisitor} AND notEmpty(trace_id))";
    private const string OfPerson = "distinct_id IN (SELECT distinct_id FROM paddock.person_links FINAL WHERE project = {project:UInt32} AND person = {who:String} UNION ALL SELECT {who:String})";

    private static readonly Whose Trace = new(InTrace, InTrace, InTrace);

    // Only the script tag tells the visitor; what the server did for them is of the same requests as their pages.
    private static readonly Whose Visitor = new(OfVisitor, $"({OfVisitor} OR {InVisit})", InVisit);

    // Who signs in at the checkout has looked around before, as a visitor without a name.
    private static readonly Whose Person = new(
        OfPerson, OfPerson, OfPerson, $"distinct_id = '' AND visitor_id IN (SELECT visitor_id FROM paddock.events WHERE {RangeSql.Rows} AND visitor_id != 0 AND {OfPerson})");

    /// <summary>SQL: which rows are theirs.</summary>
    /// <param name="Unnamed">Events that are theirs as well; a question of its own, so that each finds its rows by an index.</param>
    private sealed record Whose(string Events, string Errors, string Others, string? Unnamed = null);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/story", ReadAsync).WithName("getStory").WithTags("Links");

    /// <summary>Everything that is known of a person, a visitor or a trace, newest first. Name one of the three.</summary>
    /// <param name="person">A distinct id, or the id of a person; with what they did in the range as a visitor before they said who they are.</param>
    /// <param name="visitor">16 hexadecimal digits.</param>
    /// <param name="trace">32 hexadecimal digits.</param>
    internal static async Task<Results<Ok<StoryDocument>, ProblemHttpResult>> ReadAsync(
        int id, string? range, string? person, string? visitor, string? trace, string? cursor, Story story, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        if (new[] { person, visitor, trace }.Count(static who => !string.IsNullOrEmpty(who)) != 1) return Questions.Problem("person", "one of person, visitor or trace");
        if (trace is not null && !TraceIds.IsOne(trace)) return Questions.Problem("trace", "32 hexadecimal digits");
        if (visitor is not null && !IsHex(visitor, 16)) return Questions.Problem("visitor", "16 hexadecimal digits");
        if (person?.Length > LongestName) return Questions.Problem("person", $"at most {LongestName} characters");
        var (whose, who) = trace is not null ? (Trace, trace) : visitor is not null ? (Visitor, visitor) : (Person, person!);
        var items = story.ItemsAsync(id, chosen, whose, who, page.Offset, cancel);
        var facts = person is not null ? story.FactsAsync(id, person, cancel) : Task.FromResult(new List<PersonFact>());
        await Task.WhenAll(items, facts);
        var (rows, next) = page.Page(await items, PageSize);
        return TypedResults.Ok(new StoryDocument(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), next, [.. (await facts).Select(static fact => new Fact(fact.Property, fact.Said))], [.. rows.Select(StoryItem.Of)]));
    }

    /// <summary>Newest first.</summary>
    private Task<List<StoryRow>> ItemsAsync(int project, TimeRange range, Whose whose, string who, int offset, CancellationToken cancel)
    {
        var parameters = RangeSql.Parameters(project, range);
        parameters.Add("who", who);
        // Any of them may be all of one kind.
        parameters.Add("most", offset + PageSize + 1);
        return clickHouse.QueryAsync($$"""
            SELECT toString(at) AS time, kind, title, detail, level, {{Correlation.TraceText}} AS trace, issue, event, amount, money, duration_ms FROM
            (
                SELECT time AS at, 'error' AS kind, type AS title, value AS detail, toString(level) AS level, trace_id,
                    {{ErrorsTable.Issue}} AS issue, lower(hex(event_id)) AS event, 0. AS amount, '' AS money, 0. AS duration_ms
                FROM paddock.errors WHERE {{RangeSql.Rows}} AND {{whose.Errors}} ORDER BY time DESC LIMIT {most:UInt32}
                UNION ALL
                {{Events(whose.Events)}}{{(whose.Unnamed is { } more ? $" UNION ALL {Events(more)}" : "")}}
                UNION ALL
                SELECT time, 'log', substringUTF8(message, 1, 500), toString(logger), toString(severity), trace_id, toUInt32(0), '', 0., '', 0.
                FROM paddock.logs WHERE {{RangeSql.Rows}} AND {{whose.Others}} ORDER BY time DESC LIMIT {most:UInt32}
                UNION ALL
                SELECT time, 'request', if(transaction != '', toString(transaction), toString(name)), concat(http_method, ' ', url_path), if(http_status >= 500, 'error', ''), trace_id, toUInt32(0),
                    if(http_status > 0, toString(http_status), toString(status)), 0., '', duration_ns / 1e6
                FROM paddock.spans WHERE {{RangeSql.Rows}} AND is_root = 1 AND {{whose.Others}} ORDER BY time DESC LIMIT {most:UInt32}
                UNION ALL
                SELECT time, 'feedback', substringUTF8(message, 1, 500), '', '', trace_id, toUInt32(0), '', 0., '', 0.
                FROM paddock.feedback WHERE {{RangeSql.Rows}} AND {{whose.Others}} ORDER BY time DESC LIMIT {most:UInt32}
            )
            ORDER BY at DESC, kind, event, cityHash64(title, detail) LIMIT {{PageSize + 1}} OFFSET {{offset}}
            """, StoryJson.Default.StoryRow, new QueryOptions { Parameters = parameters }, cancel);
    }

    private static string Events(string condition) => $$"""
        SELECT time, 'event', toString(name), url_path, '', trace_id, toUInt32(0), '', revenue, toString(currency), 0.
        FROM paddock.events WHERE {{RangeSql.Rows}} AND {{condition}} AND name NOT IN ('$engagement', '$vital', '$error') ORDER BY time DESC LIMIT {most:UInt32}
        """;

    private Task<List<PersonFact>> FactsAsync(int project, string person, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT toString(property) AS property, multiIf(
                countIf(operation IN ('set', 'unset')) > 0, argMaxIf(if(operation = 'set', value, ''), time, operation IN ('set', 'unset')),
                countIf(operation = 'add') > 0, toString(sumIf(toFloat64OrZero(value), operation = 'add')), argMinIf(value, time, operation = 'set_once')) AS said
            FROM paddock.person_updates WHERE project = {project:UInt32} AND {{OfPerson}} GROUP BY property HAVING said != '' ORDER BY property LIMIT 200
            """, StoryJson.Default.PersonFact, new QueryOptions { Parameters = new() { { "project", project }, { "who", person } } }, cancel);

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigit);
}

/// <param name="Facts">What was said of the person.</param>
/// <param name="Next">For what is older; null at the end.</param>
internal sealed record StoryDocument(string From, string To, string? Next, Fact[] Facts, StoryItem[] Items);

internal sealed record Fact(string Name, string Value);

/// <param name="Issue">Of an error; else 0.</param>
/// <param name="Event">The id of an error, the status of a request.</param>
internal sealed record StoryItem(
    string Time, [property: AllowedValues("error", "event", "log", "request", "feedback")] string Kind, string Title, string Detail, string Level, string TraceId, uint Issue, string Event, double Revenue,
    string Currency, double DurationMs)
{
    public static StoryItem Of(StoryRow row) =>
        new(Questions.Iso(row.Time), row.Kind, row.Title, row.Detail, row.Level, row.Trace, row.Issue, row.Event, row.Amount, row.Money, row.DurationMs);
}

internal sealed record StoryRow(string Time, string Kind, string Title, string Detail, string Level, string Trace, uint Issue, string Event, double Amount, string Money, double DurationMs);

internal sealed record PersonFact(string Property, string Said);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(StoryRow))]
[JsonSerializable(typeof(PersonFact))]
internal sealed partial class StoryJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoryDocument))]
internal sealed partial class StoryApiJson : JsonSerializerContext;
