using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What people do with issues, and whom issues concern. Shapes: <see cref="IssuesChange"/>, <see cref="IssuesChanged"/>, <see cref="AffectedList"/>.</summary>
internal static class TriageApi
{
    private const int MostChanges = 500, MostMatching = 5_000, MostDiscarded = 500;
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder errors)
    {
        errors.MapPatch("/issues", ChangeAsync).WithName("changeIssues").AnswersWithoutPersonalData();
        errors.MapPost("/issues/undo/{undo:int}", UndoAsync).WithName("undoIssueChange").AnswersWithoutPersonalData();
        errors.MapGet("/issues/discarded", DiscardedAsync).WithName("listDiscardedIssues").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/people", PeopleAsync).WithName("listAffectedPeople");
        errors.MapGet("/assignees", AssigneesAsync).WithName("listAssignees");
    }

    /// <summary>Resolves, archives, opens again, assigns, marks, deletes or discards issues, all of them or none. The same once more changes nothing; `undo` of the answer takes it back.</summary>
    internal static async Task<Results<Ok<IssuesChanged>, NotFound, ProblemHttpResult>> ChangeAsync(
        int id, IssuesChange change, HttpContext context, IssueTriage triage, IssuePeople people, IssueLists lists, ReleaseDirectory releases, CancellationToken cancel)
    {
        var actor = people.Asking(context);
        var issues = change.Issues ?? [];
        if (change.Matching is { Change: { } same } matching)
        {
            if (issues.Length > 0) return Questions.Problem("matching", "either issues or matching");
            if (!Reader.MayMeetPeopleIn(context) && SearchTerm.Parse(matching.Query)?.Exists(static term => term.Key is null || !IssueSearch.ImpersonalKeys.Contains(term.Key)) != false)
                return Questions.Problem("query", "filters that tell nothing of a person, such as level:error");
            var (listed, problem) = await lists.AllAsync(id, new ListRequest(matching.Range, matching.Query, matching.Status, null), actor, MostMatching + 1, cancel);
            if (problem is not null) return problem;
            if (listed.Count > MostMatching) return Questions.Problem("matching", $"a search that lists at most {MostMatching} issues");
            issues = [.. listed.Select(issue => same with { Id = issue })];
            if (issues.Length == 0) return TypedResults.Ok(new IssuesChanged([], [], null, 0));
        }
        else if (issues is not { Length: > 0 and <= MostChanges } || issues.DistinctBy(static each => each.Id).Count() != issues.Length)
        {
            return Questions.Problem("issues", $"1 to {MostChanges} changes, each of another issue");
        }
        foreach (var each in issues)
            if (each.Problem() is var (field, expected)) return Questions.Problem(field, expected);
        if (actor.UserId is null && Array.Exists(issues, static each => each.Bookmarked is not null)) return Questions.Problem("bookmarked", "nothing: a program has no bookmarks");
        var wanted = issues.Select(static each => each.Assignee ?? 0).Where(static person => person != 0).ToHashSet();
        var assignable = wanted.Count > 0 ? await people.AssignableAsync(id, cancel) : [];
        if (!wanted.IsSubsetOf(assignable.Select(static person => person.Id))) return Questions.Problem("assignee", "the id of a person who has access to the project (GET …/assignees), or 0 for nobody");
        var newest = Array.Exists(issues, static each => each.Fix?.In == IssueFix.InNext) ? (await releases.ReadAsync(id, cancel)).Newest() : "";
        if (newest is null) return Questions.Problem("fix", "now: no record of this project names a release, so there is no next one");
        if (await triage.ApplyAsync(id, issues, actor, new TriageFacts(assignable, newest), cancel) is not { } done) return TypedResults.NotFound();
        return TypedResults.Ok(change.Matching is null ? done : done with { Issues = [], Before = [] });
    }

    /// <summary>Takes a change of issues back, within an hour, of deleted ones within half a minute. What somebody has changed since stays.</summary>
    /// <param name="undo">As the change answered.</param>
    internal static async Task<Results<Ok<IssuesChanged>, NotFound>> UndoAsync(int id, int undo, HttpContext context, IssueTriage triage, IssuePeople people, CancellationToken cancel) =>
        await triage.UndoAsync(id, undo, people.Asking(context), cancel) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound();

    /// <summary>Issues whose events are counted and not stored, the newest first. The status unresolved ends that.</summary>
    internal static async Task<Ok<DiscardedList>> DiscardedAsync(int id, IssueTriage triage, CancellationToken cancel) =>
        TypedResults.Ok(new DiscardedList([.. (await triage.DiscardedAsync(id, MostDiscarded, cancel)).Select(static row => new DiscardedIssue((uint)row.Id, row.Title, row.Culprit, Questions.Iso(row.StatusChangedAt ?? row.CreatedAt)))]));

    /// <summary>Whom an issue happened to in the range, those with most events first. Each id leads to a story.</summary>
    /// <param name="limit">Rows of a page, 1 to 50; 50 where it is not said.</param>
    internal static async Task<Results<Ok<AffectedList>, NotFound, ProblemHttpResult>> PeopleAsync(
        int id, int issue, string? range, int? limit, string? cursor, ErrorsQueries queries, IssueDirectory directory, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0) return TypedResults.NotFound();
        var rows = await queries.AffectedAsync(id, hashes, chosen, page.Offset, Math.Clamp(limit ?? PageSize, 1, PageSize), cancel);
        var total = rows.Count > 0 ? rows[0].Total : 0;
        return TypedResults.Ok(new AffectedList(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), total, page.Next(rows.Count, total), [.. rows.Select(static row => new AffectedPerson(row.Person, row.Events, Questions.Iso(row.LastSeen)))]));
    }

    /// <summary>Who can be given an issue: everybody with access to the project.</summary>
    internal static async Task<Ok<AssigneeList>> AssigneesAsync(int id, IssuePeople people, CancellationToken cancel) =>
        TypedResults.Ok(new AssigneeList([.. await people.AssignableAsync(id, cancel)]));
}

/// <param name="Before">The same issues as they were; of `matching` neither is listed.</param>
/// <param name="Undo">By which it can be taken back; null: nothing was changed.</param>
/// <param name="Changed">How many were changed.</param>
internal sealed record IssuesChanged(IssueState[] Issues, IssueState[] Before, int? Undo, int Changed);

/// <summary>What people make of an issue.</summary>
/// <param name="State">How it stands: of an unresolved one, what it is besides.</param>
/// <param name="Regressed">When it happened again after it was resolved; null: it did not, or that is past.</param>
/// <param name="Escalated">When it became much more than usual; null: it did not, or that is past.</param>
/// <param name="Archive">What ends it; null: it is not archived.</param>
/// <param name="Fix">What has it; null: it is not resolved.</param>
/// <param name="Assignee">Who sees to it; null: nobody.</param>
/// <param name="Bookmarked">By who asks.</param>
internal sealed record IssueState(
    uint Id, [property: AllowedValues("unresolved", "resolved", "archived", "merged", "deleted", "discarded")] string Status,
    [property: AllowedValues("new", "ongoing", "escalating", "regressed", "resolved", "archived", "merged", "deleted", "discarded")] string State,
    string? Regressed, string? Escalated, IssueArchive? Archive, IssueFix? Fix, Assignee? Assignee, [property: AllowedValues("high", "medium", "low")] string Priority, bool Bookmarked)
{
    public static IssueState Of(IssueRow row, Assignee? assignee, bool bookmarked, DateTimeOffset now)
    {
        var standing = IssueStanding.Of(row, now);
        return new(
            (uint)row.Id, row.Status, standing,
            standing == IssueStanding.Regressed && row.RegressedAt is { } at ? Questions.Iso(at) : null,
            standing == IssueStanding.Escalating && row.EscalatedAt is { } up ? Questions.Iso(up) : null,
            row.Status == IssueStatus.Archived
                ? new IssueArchive(row.ArchiveUntil is "" ? IssueArchive.Forever : row.ArchiveUntil, 0, row.ArchiveLimit, row.ArchiveWindow, row.ArchiveEndsAt is { } ends ? Questions.Iso(ends) : null) : null,
            row.Status == IssueStatus.Resolved ? new IssueFix(row.FixIn is "" ? IssueFix.Now : row.FixIn, row.FixRelease) : null,
            assignee, IssuePriority.NameOf(row.Priority), bookmarked);
    }
}

internal sealed record DiscardedList(DiscardedIssue[] Issues);

/// <param name="Since">When it was discarded.</param>
internal sealed record DiscardedIssue(uint Id, string Title, string Culprit, string Since);

/// <param name="Total">How many people; events without an id are nobody's.</param>
internal sealed record AffectedList(string From, string To, ulong Total, string? Next, AffectedPerson[] People);

/// <param name="Events">Of the issue, in the range, weighted.</param>
internal sealed record AffectedPerson(string Id, ulong Events, string LastSeen);

internal sealed record AssigneeList(Assignee[] People);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IssuesChange))]
[JsonSerializable(typeof(IssuesChanged))]
[JsonSerializable(typeof(DiscardedList))]
[JsonSerializable(typeof(AffectedList))]
[JsonSerializable(typeof(AssigneeList))]
internal sealed partial class TriageApiJson : JsonSerializerContext;
