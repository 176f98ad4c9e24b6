using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Links;

/// <summary>What has come in the last 24 hours, what was not kept and why, and what is missing in what came: the page on which a site is connected.</summary>
internal sealed class Arrivals(ClickHouseClient clickHouse, TimeProvider time)
{
    private const int MostLosses = 50;
    private const string Recent = "project = {project:UInt32} AND time >= {since:DateTime64(3, 'UTC')}";
    // A sample says neither through which door it came nor when it was received; its series tell the doors.
    private const string Metrics = $$"""
        SELECT 'metrics' AS kind, count() AS records, toString(max(time)) AS last_at,
            (SELECT groupUniqArray(20)(toString(receiver)) FROM paddock.series WHERE project = {project:UInt32} AND series IN (SELECT series FROM paddock.samples WHERE {{Recent}})) AS doors,
            toUInt64(0) AS with_release, toUInt64(0) AS with_environment, toUInt64(0) AS with_trace, toUInt64(0) AS with_person
        FROM paddock.samples WHERE {{Recent}}
        """;

    /// <summary>
    /// Whether requests with a key that no project has may have been meant for this one: nothing of its own came, since somebody is connecting it, or nothing came for any other.
    /// Else they are other people's mistakes, of which this project need not hear.
    /// </summary>
    private const string MayBeMeant = """
        (SELECT countIf(project = {project:UInt32}) = 0 OR countIf(project != {project:UInt32}) = 0 FROM paddock.ledger
            WHERE project != {nobody:UInt32} AND time >= toStartOfHour({since:DateTime64(3, 'UTC')}) AND outcome = 'stored')
        """;

    private static readonly TimeSpan Span = TimeSpan.FromHours(24);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/arrivals", ReadAsync).WithName("getArrivals").WithTags("Links").AnswersWithoutPersonalData();

    /// <summary>What has come in the last 24 hours, by kind, with what of it can be joined to the other kinds; and what was not kept.</summary>
    internal static async Task<Ok<ArrivalsDocument>> ReadAsync(int id, Arrivals arrivals, CancellationToken cancel) => TypedResults.Ok(await arrivals.OfAsync(id, cancel));

    private async Task<ArrivalsDocument> OfAsync(int project, CancellationToken cancel)
    {
        var since = time.GetUtcNow() - Span;
        var options = new QueryOptions { Parameters = new() { { "project", project }, { "since", since }, { "nobody", Refusals.NoProject } } };
        // Kinds as a reader knows them. The columns of a table tell what joins its records to others.
        static string Kind(string name, string from) => $"""
            SELECT '{name}' AS kind, count() AS records, toString(max(received_at)) AS last_at, groupUniqArray(20)(toString(receiver)) AS doors, countIf(release != '') AS with_release,
                countIf(environment != '') AS with_environment, countIf(notEmpty(trace_id)) AS with_trace, countIf(distinct_id != '') AS with_person
            FROM paddock.{from}
            """;
        var kinds = clickHouse.QueryAsync(
            string.Join(
                "\nUNION ALL\n", Kind("errors", $"errors WHERE {Recent}"), Kind("requests", $"spans WHERE {Recent} AND is_root = 1"), Kind("logs", $"logs WHERE {Recent}"),
                Kind("pageviews", $"events WHERE {Recent} AND name = '$pageview'"), Kind("events", $"events WHERE {Recent} AND NOT startsWith(name, '$')"), Metrics),
            ArrivalsJson.Default.ArrivedKind, options, cancel);
        var losses = clickHouse.QueryAsync($$"""
            SELECT receiver AS door, signal, outcome, reason, sum(quantity) AS records, toString(toDateTime64(max(time), 3, 'UTC')) AS hour FROM paddock.ledger
            WHERE (project = {project:UInt32} OR project = {nobody:UInt32} AND signal = 'unparsed' AND {{MayBeMeant}}) AND time >= toStartOfHour({since:DateTime64(3, 'UTC')}) AND outcome NOT IN ('received', 'stored', 'duplicate')
            GROUP BY door, signal, outcome, reason ORDER BY records DESC, door, signal, reason LIMIT {{MostLosses}}
            """, ArrivalsJson.Default.LostRecords, options, cancel);
        await Task.WhenAll(kinds, losses);
        return new(
            Questions.Iso(since),
            [.. (await kinds).Select(static kind => new Arrived(
                kind.Kind, kind.Records, kind.Records == 0 ? null : Questions.Iso(kind.LastAt), [.. kind.Doors.Order(StringComparer.Ordinal)], kind.WithRelease, kind.WithEnvironment, kind.WithTrace, kind.WithPerson)).OrderBy(static kind => Array.IndexOf(Order, kind.Kind))],
            [.. (await losses).Select(static loss => new Loss(loss.Door, loss.Signal, loss.Outcome, loss.Reason, loss.Records, Questions.Iso(loss.Hour)))]);
    }

    private static readonly string[] Order = ["errors", "requests", "logs", "pageviews", "events", "metrics"];
}

/// <param name="Since">24 hours ago.</param>
/// <param name="Kinds">All six, also those of which nothing came.</param>
/// <param name="Losses">What was not kept, most first. Requests with keys that no project has are among them where they can have been meant for this one: nothing of its own came, or nothing of any other.</param>
internal sealed record ArrivalsDocument(string Since, Arrived[] Kinds, Loss[] Losses);

/// <param name="Kind">errors, requests, logs, pageviews, events or metrics.</param>
/// <param name="Last">When the newest was received; null: none was.</param>
/// <param name="Doors">Through which doors they came.</param>
/// <param name="WithRelease">How many name a release, and so on; of metrics it is not asked.</param>
internal sealed record Arrived(string Kind, ulong Records, string? Last, string[] Doors, ulong WithRelease, ulong WithEnvironment, ulong WithTrace, ulong WithPerson);

/// <param name="Signal"><c>unparsed</c>: a whole request whose content is unknown.</param>
/// <param name="Outcome">filtered, limited, invalid, evicted or client_dropped.</param>
/// <param name="Hour">The last in which it happened.</param>
internal sealed record Loss(string Door, string Signal, string Outcome, string Reason, ulong Records, string Hour);

// What the queries return: the names are those of the SQL.

internal sealed record ArrivedKind(string Kind, ulong Records, string LastAt, string[] Doors, ulong WithRelease, ulong WithEnvironment, ulong WithTrace, ulong WithPerson);

internal sealed record LostRecords(string Door, string Signal, string Outcome, string Reason, ulong Records, string Hour);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ArrivedKind))]
[JsonSerializable(typeof(LostRecords))]
internal sealed partial class ArrivalsJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArrivalsDocument))]
internal sealed partial class ArrivalsApiJson : JsonSerializerContext;
