using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What people do with issues, and whom issues concern. Shapes: <see cref="IssuesChanged"/>, <see cref="ActivityList"/>, <see cref="AffectedList"/>.</summary>
internal static class TriageApi
{
    private const int MostChanges = 500;
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder errors)
    {
        errors.MapPatch("/issues", ChangeAsync).WithName("changeIssues").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/activity", ActivityAsync).WithName("listIssueActivity").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/people", PeopleAsync).WithName("listAffectedPeople");
        errors.MapGet("/assignees", AssigneesAsync).WithName("listAssignees");
    }

    /// <summary>Resolves, archives, opens again or assigns issues, all of them or none. The same once more changes nothing; `before` of the answer, sent back, undoes it.</summary>
    internal static async Task<Results<Ok<IssuesChanged>, NotFound, ProblemHttpResult>> ChangeAsync(
        int id, IssuesChange change, HttpContext context, IssueTriage triage, IssuePeople people, CancellationToken cancel)
    {
        if (change.Issues is not { Length: > 0 and <= MostChanges } issues || issues.DistinctBy(static each => each.Id).Count() != issues.Length)
            return Questions.Problem("issues", $"1 to {MostChanges} changes, each of another issue");
        if (Array.Exists(issues, static each => each.Status is { } status && !IssueStatus.IsOne(status))) return Questions.Problem("status", "unresolved, resolved or archived");
        var wanted = issues.Select(static each => each.Assignee ?? 0).Where(static person => person != 0).ToHashSet();
        var assignable = wanted.Count > 0 ? await people.AssignableAsync(id, cancel) : [];
        if (!wanted.IsSubsetOf(assignable.Select(static person => person.Id))) return Questions.Problem("assignee", "the id of a person who has access to the project (GET …/assignees), or 0 for nobody");
        return await triage.ApplyAsync(id, issues, people.Asking(context), assignable, cancel) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound();
    }

    /// <summary>What was done with an issue, newest first.</summary>
    internal static async Task<Results<Ok<ActivityList>, NotFound, ProblemHttpResult>> ActivityAsync(
        int id, int issue, string? cursor, IssueTriage triage, IssueDirectory directory, CancellationToken cancel)
    {
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        if (directory.HashesOf(id, issue).Length == 0) return TypedResults.NotFound();
        var (rows, next) = page.Page(await triage.ActivityAsync(id, issue, page.Offset, PageSize + 1, cancel), PageSize);
        return TypedResults.Ok(new ActivityList(next, [.. rows.Select(static row => new Activity(Questions.Iso(row.Time), row.Actor, row.Action, row.Detail))]));
    }

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

internal sealed record IssuesChange(IssueChange[]? Issues);

/// <param name="Status">What it becomes; null or left out: as it is.</param>
/// <param name="Assignee">Who sees to it, by id; 0: nobody; null or left out: as it is.</param>
internal sealed record IssueChange(uint Id, [property: AllowedValues("unresolved", "resolved", "archived", null)] string? Status = null, int? Assignee = null);

/// <param name="Before">The same issues as they were.</param>
internal sealed record IssuesChanged(IssueState[] Issues, IssueState[] Before);

/// <summary>What people make of an issue.</summary>
/// <param name="Regressed">When it happened again after it was resolved; null: it did not, or it is no longer open.</param>
/// <param name="Assignee">Who sees to it; null: nobody.</param>
internal sealed record IssueState(uint Id, [property: AllowedValues("unresolved", "resolved", "archived")] string Status, string? Regressed, Assignee? Assignee);

internal sealed record ActivityList(string? Next, Activity[] Activity);

/// <param name="Actor">Who; empty: Paddock itself.</param>
/// <param name="Detail">To whom it was assigned; else empty.</param>
internal sealed record Activity(
    string Time, string Actor, [property: AllowedValues("resolved", "archived", "reopened", "regressed", "assigned", "unassigned")] string Action, string Detail);

/// <param name="Total">How many people; events without an id are nobody's.</param>
internal sealed record AffectedList(string From, string To, ulong Total, string? Next, AffectedPerson[] People);

/// <param name="Events">Of the issue, in the range, weighted.</param>
internal sealed record AffectedPerson(string Id, ulong Events, string LastSeen);

internal sealed record AssigneeList(Assignee[] People);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IssuesChange))]
[JsonSerializable(typeof(IssuesChanged))]
[JsonSerializable(typeof(ActivityList))]
[JsonSerializable(typeof(AffectedList))]
[JsonSerializable(typeof(AssigneeList))]
internal sealed partial class TriageApiJson : JsonSerializerContext;
