using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What was done with an issue and said about it, and who has seen it. Shapes: <see cref="ActivityList"/>, <see cref="CommentText"/>, <see cref="ViewerList"/>.</summary>
internal static class TalkApi
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder errors)
    {
        errors.MapGet("/issues/{issue:int}/activity", ActivityAsync).WithName("listIssueActivity").AnswersWithoutPersonalData();
        errors.MapPost("/issues/{issue:int}/comments", CommentAsync).WithName("addComment").AnswersWithoutPersonalData();
        errors.MapPatch("/issues/{issue:int}/comments/{comment:int}", EditAsync).WithName("changeComment").AnswersWithoutPersonalData();
        errors.MapDelete("/issues/{issue:int}/comments/{comment:int}", DeleteAsync).WithName("deleteComment").AnswersWithoutPersonalData();
        errors.MapPost("/issues/{issue:int}/comments/{comment:int}/restore", RestoreAsync).WithName("restoreComment").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/viewers", ViewersAsync).WithName("listIssueViewers");
        errors.MapPost("/issues/{issue:int}/viewers", SeeAsync).WithName("viewIssue").AnswersWithoutPersonalData();
    }

    /// <summary>What was done with an issue and said about it, newest first.</summary>
    internal static async Task<Results<Ok<ActivityList>, NotFound, ProblemHttpResult>> ActivityAsync(
        int id, int issue, string? cursor, HttpContext context, IssueTalk talk, IssuePeople people, IssueDirectory directory, CancellationToken cancel)
    {
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        if (directory.HashesOf(id, issue).Length == 0) return TypedResults.NotFound();
        var (rows, next) = page.Page(await talk.ActivityAsync(id, issue, page.Offset, PageSize + 1, cancel), PageSize);
        var actor = people.Asking(context);
        return TypedResults.Ok(new ActivityList(next, [.. rows.Select(row => Activity.Of(row, actor))]));
    }

    /// <summary>Says something about an issue, to everybody of the project.</summary>
    internal static async Task<Results<Ok<Activity>, NotFound, ProblemHttpResult>> CommentAsync(
        int id, int issue, CommentText comment, HttpContext context, IssueTalk talk, IssueTriage triage, IssuePeople people, IssueDirectory directory, CancellationToken cancel)
    {
        if (Clean(comment) is not { } text) return BadText();
        if (directory.HashesOf(id, issue).Length == 0) return TypedResults.NotFound();
        var actor = people.Asking(context);
        var row = await talk.CommentAsync(id, issue, actor, text, cancel);
        await triage.AnnounceAsync(id, [issue], cancel);
        return TypedResults.Ok(Activity.Of(row, actor));
    }

    /// <summary>Changes one's own comment.</summary>
    /// <param name="comment">As the activity has it.</param>
    internal static async Task<Results<Ok<Activity>, NotFound, ProblemHttpResult>> EditAsync(
        int id, int issue, int comment, CommentText words, HttpContext context, IssueTalk talk, IssueTriage triage, IssuePeople people, CancellationToken cancel)
    {
        if (Clean(words) is not { } text) return BadText();
        return await ChangeAsync(id, issue, comment, people.Asking(context), talk, triage, (row, now) => (row.Detail, row.EditedAt) = (text, now), cancel) is { } changed ? TypedResults.Ok(changed) : TypedResults.NotFound();
    }

    /// <summary>Takes one's own comment away; restoring brings it back.</summary>
    /// <param name="comment">As the activity has it.</param>
    internal static async Task<Results<Ok<Activity>, NotFound>> DeleteAsync(
        int id, int issue, int comment, HttpContext context, IssueTalk talk, IssueTriage triage, IssuePeople people, CancellationToken cancel) =>
        await ChangeAsync(id, issue, comment, people.Asking(context), talk, triage, static (row, now) => row.DeletedAt = now, cancel) is { } changed ? TypedResults.Ok(changed) : TypedResults.NotFound();

    /// <summary>Brings one's own comment back.</summary>
    /// <param name="comment">As the activity has it.</param>
    internal static async Task<Results<Ok<Activity>, NotFound>> RestoreAsync(
        int id, int issue, int comment, HttpContext context, IssueTalk talk, IssueTriage triage, IssuePeople people, CancellationToken cancel) =>
        await ChangeAsync(id, issue, comment, people.Asking(context), talk, triage, static (row, _) => row.DeletedAt = null, cancel) is { } changed ? TypedResults.Ok(changed) : TypedResults.NotFound();

    /// <summary>Who has looked at an issue, those who did last first.</summary>
    internal static async Task<Results<Ok<ViewerList>, NotFound>> ViewersAsync(int id, int issue, IssueTalk talk, IssueDirectory directory, CancellationToken cancel) =>
        directory.HashesOf(id, issue).Length == 0
            ? TypedResults.NotFound()
            : TypedResults.Ok(new ViewerList([.. (await talk.ViewersAsync(issue, cancel)).Select(static viewer => new Viewer(viewer.Id, viewer.Name, viewer.Email, Questions.Iso(viewer.At)))]));

    /// <summary>Remembers that who asks has looked at it. A program looks at nothing.</summary>
    internal static async Task<Results<NoContent, NotFound>> SeeAsync(int id, int issue, HttpContext context, IssueTalk talk, IssuePeople people, IssueDirectory directory, CancellationToken cancel)
    {
        if (directory.HashesOf(id, issue).Length == 0) return TypedResults.NotFound();
        if (people.Asking(context).UserId is { } user) await talk.SeeAsync(issue, user, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Activity?> ChangeAsync(
        int project, int issue, int comment, IssueActor actor, IssueTalk talk, IssueTriage triage, Action<IssueActivityRow, DateTimeOffset> change, CancellationToken cancel)
    {
        if (await talk.ChangeAsync(project, issue, comment, actor, change, cancel) is not { } row) return null;
        await triage.AnnounceAsync(project, [issue], cancel);
        return Activity.Of(row, actor);
    }

    private static string? Clean(CommentText comment) => comment.Text?.Trim() is { Length: > 0 and <= IssueTalk.LongestComment } text ? text : null;

    private static ProblemHttpResult BadText() => Questions.Problem("text", $"1 to {IssueTalk.LongestComment} characters");
}

/// <param name="Text">As it was written; lines stay lines.</param>
internal sealed record CommentText(string? Text);

internal sealed record ActivityList(string? Next, Activity[] Activity);

/// <param name="Actor">Who; empty: Paddock itself.</param>
/// <param name="Detail">To whom it was assigned, in which release it was resolved, why it escalated; may be empty.</param>
/// <param name="Text">Of a comment: what was said.</param>
/// <param name="Edited">Of a comment: when its words were last changed.</param>
/// <param name="Mine">Of a comment: who asks may change it.</param>
internal sealed record Activity(
    int Id, string Time, string Actor,
    [property: AllowedValues("resolved", "archived", "reopened", "reviewed", "regressed", "escalated", "returned", "assigned", "unassigned", "prioritized", "undone", "merged", "unmerged", "deleted", "discarded", "commented")] string Action,
    string Detail, [property: Personal] string Text, string? Edited, bool Mine)
{
    public static Activity Of(IssueActivityRow row, IssueActor actor)
    {
        var isComment = row.Action == IssueTalk.Commented;
        return new(
            row.Id, Questions.Iso(row.Time), row.Actor, row.Action, isComment ? "" : row.Detail, isComment ? row.Detail : "",
            row.EditedAt is { } edited ? Questions.Iso(edited) : null, isComment && row.UserId == actor.UserId && row.Actor == actor.Name);
    }
}

internal sealed record ViewerList(Viewer[] Viewers);

internal sealed record Viewer(int Id, string Name, [property: Personal] string Email, string Seen);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ActivityList))]
[JsonSerializable(typeof(CommentText))]
[JsonSerializable(typeof(ViewerList))]
internal sealed partial class TalkApiJson : JsonSerializerContext;
