using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>What the errors room asks. Shapes: <see cref="IssueList"/>, <see cref="IssueDetail"/>, <see cref="EventDocument"/>.</summary>
internal static class ErrorsApi
{
    private const int PageSize = 50;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapErrors(this IEndpointRouteBuilder project)
    {
        project.MapGet("/issues", ListAsync);
        project.MapGet("/issues/{issue:int}", DetailAsync);
        project.MapGet("/issues/{issue:int}/events/{eventId:regex(^(latest|oldest|[0-9a-f]{{32}})$)}", EventAsync);
    }

    private static async Task<Results<Ok<IssueList>, ProblemHttpResult>> ListAsync(
        int id, string? range, string? query, string? status, string? sort, string? cursor, ErrorsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return UnknownRange();
        var order = sort ?? "last_seen";
        if (!ErrorsQueries.IsOrder(order)) return Problem("sort", "last_seen, first_seen, events or users");
        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var offset) || offset > 100_000) return Problem("cursor", "the value of `next` in the page before");
        if (query is { Length: > 200 }) return Problem("query", "at most 200 characters");

        var rows = await queries.ListAsync(id, chosen, query ?? "", status ?? "unresolved", order, offset, PageSize, cancel);
        var sparklines = await SparklinesAsync(queries, id, chosen, rows, cancel);
        var total = rows.Count > 0 ? rows[0].Total : 0;
        var next = (ulong)(offset + rows.Count) < total ? (offset + rows.Count).ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new IssueList([.. rows.Select(row => Issue.Of(row, sparklines[row.Issue], time.GetUtcNow()))], next, total, Iso(chosen.From), Iso(chosen.To), chosen.BucketSeconds));
    }

    private static async Task<Results<Ok<IssueDetail>, NotFound, ProblemHttpResult>> DetailAsync(
        int id, int issue, string? range, ErrorsQueries queries, IssueDirectory directory, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return UnknownRange();
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0 || await queries.FindAsync(id, (uint)issue, hashes, chosen, cancel) is not { } row) return TypedResults.NotFound();
        var sparkline = (await SparklinesAsync(queries, id, chosen, [row], cancel))[row.Issue];
        var tags = (await queries.TagsAsync(id, hashes, chosen, cancel)).GroupBy(static tag => tag.Key)
            .Select(static tag => new TagDistribution(tag.Key, tag.First().Total, [.. tag.Select(static value => new TagCount(value.Value, value.Events))]));
        var buckets = sparkline.Select((events, index) => new EventBucket(Iso(chosen.From.AddSeconds((double)index * chosen.BucketSeconds)), events));
        return TypedResults.Ok(new IssueDetail(Issue.Of(row, sparkline, time.GetUtcNow()), [.. buckets], chosen.BucketSeconds, Iso(chosen.From), Iso(chosen.To), row.Events, row.Users, [.. tags]));
    }

    private static async Task<IResult> EventAsync(int id, int issue, string eventId, ErrorsQueries queries, IssueDirectory directory, CancellationToken cancel)
    {
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0) return TypedResults.NotFound();
        if (await queries.PlaceAsync(id, hashes, eventId, cancel) is not { } place) return TypedResults.NotFound();
        if (await queries.EventAsync(id, place.EventId, place.Time, cancel) is not { } row) return TypedResults.NotFound();
        return TypedResults.Bytes(EventDocument.Write(row, place), "application/json");
    }

    private static async Task<Dictionary<uint, ulong[]>> SparklinesAsync(ErrorsQueries queries, int project, TimeRange range, List<IssueCounts> rows, CancellationToken cancel)
    {
        var sparklines = rows.ToDictionary(static row => row.Issue, _ => new ulong[range.Buckets]);
        if (rows.Count == 0) return sparklines;
        foreach (var bucket in await queries.BucketsAsync(project, range, sparklines.Keys, cancel))
            if (bucket.Bucket < range.Buckets) sparklines[bucket.Issue][bucket.Bucket] = bucket.Events;
        return sparklines;
    }

    private static ProblemHttpResult UnknownRange() => Problem("range", TimeRange.Names);

    private static ProblemHttpResult Problem(string name, string expected) => TypedResults.Problem($"{name}: write {expected}.", statusCode: 400, title: $"That {name} cannot be used");

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
