using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>Issues that are one. Shapes: <see cref="IssueIds"/>, <see cref="IssuesChanged"/>, <see cref="MergedList"/>.</summary>
internal static class MergeApi
{
    private const int MostAtOnce = 100;

    public static void Map(IEndpointRouteBuilder errors)
    {
        errors.MapPost("/issues/merge", MergeAsync).WithName("mergeIssues").AnswersWithoutPersonalData();
        errors.MapPost("/issues/{issue:int}/unmerge", UnmergeAsync).WithName("unmergeIssues").AnswersWithoutPersonalData();
        errors.MapGet("/issues/{issue:int}/merged", ListAsync).WithName("listMergedIssues").AnswersWithoutPersonalData();
    }

    /// <summary>Makes one issue of several: the one that was seen first has all events from now on, and later ones of the same kinds. `undo` of the answer takes it back.</summary>
    internal static async Task<Results<Ok<IssuesChanged>, NotFound, ProblemHttpResult>> MergeAsync(
        int id, IssueIds chosen, HttpContext context, IssueMerge merge, IssuePeople people, IssueDirectory directory, CancellationToken cancel)
    {
        var ids = chosen.Distinct();
        if (ids.Count is < 2 or > MostAtOnce) return Questions.Problem("issues", $"2 to {MostAtOnce} ids of issues");
        if (ids.Sum(issue => directory.HashesOf(id, issue).Length) > IssueDirectory.MostHashes) return Questions.Problem("issues", $"issues of at most {IssueDirectory.MostHashes} kinds of events in all (grouping hashes)");
        return await merge.MergeAsync(id, ids, people.Asking(context), cancel) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound();
    }

    /// <summary>Makes what was merged into an issue issues of their own again, with all their events. `undo` of the answer takes it back.</summary>
    internal static async Task<Results<Ok<IssuesChanged>, NotFound, ProblemHttpResult>> UnmergeAsync(
        int id, int issue, IssueIds chosen, HttpContext context, IssueMerge merge, IssuePeople people, CancellationToken cancel)
    {
        var ids = chosen.Distinct();
        if (ids.Count is < 1 or > IssueDirectory.MostHashes) return Questions.Problem("issues", $"1 to {IssueDirectory.MostHashes} ids of issues that were merged into this one");
        return await merge.UnmergeAsync(id, issue, ids, people.Asking(context), cancel) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound();
    }

    /// <summary>Of what an issue was merged: itself first, then each that was merged into it.</summary>
    internal static async Task<Results<Ok<MergedList>, NotFound>> ListAsync(int id, int issue, IssueMerge merge, IssueMirror mirror, CancellationToken cancel)
    {
        await mirror.FlushAsync(cancel);
        var parts = await merge.PartsAsync(id, issue, cancel);
        if (parts.Count == 0) return TypedResults.NotFound();
        return TypedResults.Ok(new MergedList([.. parts.Select(static part => new MergedIssue(
            (uint)part.Issue.Id, part.Issue.Title, part.Issue.Value, part.Issue.Culprit, part.Events, Questions.Iso(part.Issue.FirstSeen),
            part.Issue is { MergedInto: not null, StatusChangedAt: { } at } ? Questions.Iso(at) : null))]));
    }
}

/// <param name="Issues">Their ids.</param>
internal sealed record IssueIds(uint[]? Issues)
{
    public List<int> Distinct() => [.. (Issues ?? []).Distinct().Select(static id => (int)id)];
}

internal sealed record MergedList(MergedIssue[] Issues);

/// <param name="Events">Of its own, of all that are kept, weighted.</param>
/// <param name="Merged">When it was merged; null: it is the issue that has the others.</param>
internal sealed record MergedIssue(uint Id, string Title, [property: Personal] string Value, string Culprit, ulong Events, string FirstSeen, string? Merged);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IssueIds))]
[JsonSerializable(typeof(MergedList))]
internal sealed partial class MergeApiJson : JsonSerializerContext;
