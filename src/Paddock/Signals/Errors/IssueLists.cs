using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>As the address of a list says it.</summary>
internal sealed record ListRequest(string? Range, string? Query, string? Status, string? Sort);

/// <summary>What is asked for, with all that only the relational side or the releases know.</summary>
internal sealed record ListQuestion(TimeRange Range, IssueSearch Search, string Status, string Order);

/// <summary>From a list's address to what is asked of the store: the same for the list, for exporting it, and for changing all that it shows.</summary>
internal sealed class IssueLists(ErrorsQueries queries, IssueMirror mirror, IssueTriage triage, IssuePeople people, ReleaseDirectory releases, TimeProvider time)
{
    public async Task<(ListQuestion? Question, ProblemHttpResult? Problem)> ReadAsync(int project, ListRequest request, IssueActor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (TimeRange.Parse(request.Range, now) is not { } range) return (null, Questions.UnknownRange());
        var order = request.Sort ?? "last_seen";
        if (!ErrorsQueries.IsOrder(order)) return (null, Questions.Problem("sort", ErrorsQueries.OrderNames));
        var named = request.Query?.Contains("assigne", StringComparison.OrdinalIgnoreCase) == true ? await people.AssignableAsync(project, cancel) : [];
        if (IssueSearch.Parse(request.Query, new SearchAsker(actor.Email, now, named)) is not { } search) return (null, Questions.BadSearch());
        if (search.Problem is { } problem)
            return (null, TypedResults.Problem($"“{problem.Text}” at character {problem.At}: write {problem.Expected}.", statusCode: 400, title: "That search cannot be understood"));
        if (search.AsksAgain) search.Again = await triage.AgainAsync(project, range, cancel);
        if (search.AsksBookmarks) search.Bookmarks = await triage.BookmarksAsync(project, actor.UserId, cancel);
        if (search.AsksLatest) search.Latest = (await releases.OfAsync(project, [], cancel)).Newest() ?? "";
        await mirror.FlushAsync(cancel);
        return (new ListQuestion(range, search, search.NamesStatus ? "all" : request.Status ?? IssueStatus.Unresolved, order), null);
    }

    /// <summary>The ids of all issues that a list shows on all its pages.</summary>
    public async Task<(List<uint> Issues, ProblemHttpResult? Problem)> AllAsync(int project, ListRequest request, IssueActor actor, int most, CancellationToken cancel)
    {
        var (question, problem) = await ReadAsync(project, request, actor, cancel);
        if (question is null) return ([], problem);
        var rows = await queries.ListAsync(project, question.Range, question.Search, question.Status, question.Order, 0, most, cancel);
        return ([.. rows.Select(static row => row.Issue)], null);
    }
}
