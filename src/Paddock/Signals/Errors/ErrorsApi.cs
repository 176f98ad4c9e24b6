using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors.Grouping;
using Paddock.Signals.Errors.Releases;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Signals.Errors;

/// <summary>What the errors room asks. Shapes: <see cref="IssueList"/>, <see cref="IssueDetail"/>, <see cref="EventDocument"/>.</summary>
internal static class ErrorsApi
{
    private const int PageSize = 50;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapErrors(this IEndpointRouteBuilder project)
    {
        var errors = project.MapGroup("").WithTags("Errors");
        errors.MapGet("/issues", ListAsync).WithName("listIssues").AnswersWithoutPersonalData(IssueSearch.ImpersonalKeys);
        errors.MapGet("/issues/{issue:int}", DetailAsync).WithName("getIssue").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/events/{eventId}", EventAsync).WithName("getErrorEvent").Produces<ErrorEventDocument>();
        errors.MapGet("/issues/{issue:int}/events/{eventId}/grouping", ExplanationApi.ExplainAsync).WithName("explainGrouping");
        TriageApi.Map(errors);
        MergeApi.Map(errors);
        TalkApi.Map(errors);
        SearchApi.Map(errors);
        SourceMapsApi.Map(errors);
        ReleaseApi.Map(errors);
        SuspectsApi.Map(errors);
        errors.MapGet("/blobs/{hash}", BlobsApi.ReadAsync).WithName("getBlob").Produces<Stream>(contentType: "application/octet-stream");
    }

    /// <summary>Issues with an event in the range; the first page also says what all that match come to.</summary>
    /// <param name="status">unresolved, resolved, archived or <c>all</c>; unresolved where neither this nor <c>is:</c> in the search says otherwise.</param>
    /// <param name="sort">What comes first: <c>last_seen</c>, <c>first_seen</c>, <c>events</c>, <c>users</c> or <c>priority</c>.</param>
    internal static async Task<Results<Ok<IssueList>, ProblemHttpResult>> ListAsync(
        int id, string? range, string? query, string? status, string? sort, string? cursor, HttpContext context, ErrorsQueries queries, IssueLists lists,
        IssueTriage triage, IssuePeople people, TimeProvider time, CancellationToken cancel)
    {
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var actor = people.Asking(context);
        var (question, problem) = await lists.ReadAsync(id, new ListRequest(range, query, status, sort), actor, cancel);
        if (question is null) return problem!;

        var (chosen, search, wanted, order) = question;
        var rows = await queries.ListAsync(id, chosen, search, wanted, order, page.Offset, PageSize, cancel);
        var summed = page.Offset == 0 && rows.Count > 0 ? SummaryAsync(queries, id, chosen, search, wanted, rows[0].TotalNew, cancel) : Task.FromResult<IssueSummary?>(null);
        var drawn = SparklinesAsync(queries, id, chosen, search, rows, cancel);
        var known = triage.StatesAsync(rows.Select(static row => row.Issue), actor.UserId, cancel);
        await Task.WhenAll(summed, drawn, known);
        var (summary, sparklines, states) = (await summed, await drawn, await known);
        var total = rows.Count > 0 ? rows[0].Total : 0;
        return TypedResults.Ok(new IssueList(
            [.. rows.Where(row => states.ContainsKey(row.Issue)).Select(row => Issue.Of(row, states[row.Issue], sparklines[row.Issue]))], page.Next(rows.Count, total), total, Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds,
            rows.Any(static row => row.Sampled == 1), summary));
    }

    /// <summary>One issue: its counts in the range, its tags and releases. Of a merged one, the issue that has its events.</summary>
    internal static async Task<Results<Ok<IssueDetail>, NotFound, ProblemHttpResult>> DetailAsync(
        int id, int issue, string? range, HttpContext context, ErrorsQueries queries, IssueDirectory directory, IssueMirror mirror, IssueTriage triage, IssuePeople people, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        await mirror.FlushAsync(cancel);
        issue = directory.RootOf(issue);
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0 || await queries.FindAsync(id, (uint)issue, hashes, chosen, cancel) is not { } row) return TypedResults.NotFound();
        if (!(await triage.StatesAsync([row.Issue], people.Asking(context).UserId, cancel)).TryGetValue(row.Issue, out var state)) return TypedResults.NotFound();
        var sparkline = (await SparklinesAsync(queries, id, chosen, IssueSearch.None, [row], cancel))[row.Issue];
        var tags = (await queries.TagsAsync(id, hashes, chosen, cancel)).GroupBy(static tag => tag.Key)
            .Select(static tag => new TagDistribution(tag.Key, tag.First().Total, [.. tag.Select(static value => new TagCount(value.Value, value.Events))]));
        var releases = (await queries.ReleasesAsync(id, hashes, chosen, cancel)).Select(static release => new IssueRelease(release.Release, release.Events, Questions.Iso(release.FirstSeen)));
        return TypedResults.Ok(new IssueDetail(
            Issue.Of(row, state, sparkline), Buckets(chosen, sparkline), chosen.BucketSeconds, Questions.Iso(chosen.From), Questions.Iso(chosen.To), row.Events, row.Users, [.. tags], [.. releases], directory.PartsOf(issue).Count - 1));
    }

    /// <summary>One event of an issue, whole.</summary>
    /// <param name="eventId">32 hexadecimal digits, <c>latest</c>, <c>oldest</c> or <c>recommended</c>: of the newest hundred the one that leads furthest.</param>
    internal static async Task<IResult> EventAsync(int id, int issue, string eventId, ErrorsQueries queries, IssueDirectory directory, CancellationToken cancel)
    {
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0 || !ErrorsQueries.IsEvent(eventId)) return TypedResults.NotFound();
        if (await queries.PlaceAsync(id, hashes, eventId, cancel) is not { } place) return TypedResults.NotFound();
        if (await queries.EventAsync(id, place.EventId, place.Time, cancel) is not { } row) return TypedResults.NotFound();
        return TypedResults.Bytes(EventDocument.Write(row, place), "application/json");
    }

    private static async Task<Dictionary<uint, ulong[]>> SparklinesAsync(ErrorsQueries queries, int project, TimeRange range, IssueSearch search, List<IssueCounts> rows, CancellationToken cancel)
    {
        var sparklines = rows.ToDictionary(static row => row.Issue, _ => new ulong[range.Buckets]);
        if (rows.Count == 0) return sparklines;
        foreach (var bucket in await queries.BucketsAsync(project, range, search, sparklines.Keys, cancel))
            if (bucket.Bucket < range.Buckets) sparklines[bucket.Issue][bucket.Bucket] = bucket.Events;
        return sparklines;
    }

    private static async Task<IssueSummary?> SummaryAsync(
        ErrorsQueries queries, int project, TimeRange range, IssueSearch search, string status, ulong newIssues, CancellationToken cancel)
    {
        var totals = await queries.TotalsAsync(project, range, search, status, cancel);
        var events = new ulong[range.Buckets];
        foreach (var bucket in totals.Where(group => group.Kind == "bucket" && group.Bucket < range.Buckets)) events[bucket.Bucket] = bucket.Events;
        var all = totals.FindAll(static group => group.Kind == "all");
        var (now, before) = (all.Find(static group => group.IsNow == 1), all.Find(static group => group.IsNow == 0));
        return new IssueSummary(now?.Events ?? 0, all.Exists(static group => group.HasBefore == 1) ? before?.Events ?? 0 : null, now?.Users ?? 0, newIssues, Buckets(range, events));
    }

    private static EventBucket[] Buckets(TimeRange range, ulong[] events) =>
        [.. events.Select((count, index) => new EventBucket(Questions.Iso(range.StartOf(index)), count))];
}
