using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What helps with searching issues: names for searches, the values there are, and the list as a file. Shapes: <see cref="SavedSearchList"/>, <see cref="SearchValueList"/>.</summary>
internal static class SearchApi
{
    private const int LongestName = 100, LongestPart = 100, MostExported = 10_000;

    public static void Map(IEndpointRouteBuilder errors)
    {
        errors.MapGet("/issues/searches", ListAsync).WithName("listSavedSearches");
        errors.MapPost("/issues/searches", SaveAsync).WithName("saveSearch").AnswersWithoutPersonalData();
        errors.MapDelete("/issues/searches/{search:int}", DeleteAsync).WithName("deleteSavedSearch").AnswersWithoutPersonalData();
        errors.MapGet("/issues/values", ValuesAsync).WithName("listSearchValues");
        errors.MapGet("/issues/export", ExportAsync).WithName("exportIssues").Produces<Stream>(contentType: "text/csv");
    }

    /// <summary>Searches that somebody named: one's own and those of the project.</summary>
    internal static async Task<Ok<SavedSearchList>> ListAsync(int id, HttpContext context, SavedSearches searches, IssuePeople people, CancellationToken cancel) =>
        TypedResults.Ok(new SavedSearchList([.. (await searches.ListAsync(id, people.Asking(context).UserId, cancel)).Select(static row => new SavedSearch(row.Id, row.Name, row.Query, row.Sort, row.UserId is null))]));

    /// <summary>Gives a search a name, for who asks alone or for everybody of the project.</summary>
    internal static async Task<Results<Ok<SavedSearch>, ProblemHttpResult>> SaveAsync(
        int id, SavedSearchRequest request, HttpContext context, SavedSearches searches, IssuePeople people, CancellationToken cancel)
    {
        if (request.Name?.Trim() is not { Length: > 0 and <= LongestName } name) return Questions.Problem("name", $"1 to {LongestName} characters");
        if (request.Query is not { Length: <= SearchTerm.LongestText } query || IssueSearch.Parse(query) is not { Problem: null }) return Questions.Problem("query", "a search that can be understood");
        var sort = request.Sort ?? "last_seen";
        if (!ErrorsQueries.IsOrder(sort)) return Questions.Problem("sort", ErrorsQueries.OrderNames);
        var user = people.Asking(context).UserId;
        if (await searches.AddAsync(id, request.Shared ? null : user, name, query, sort, cancel) is not { } row) return Questions.Problem("name", $"no more than {SavedSearches.Most} searches; delete one first");
        return TypedResults.Ok(new SavedSearch(row.Id, row.Name, row.Query, row.Sort, row.UserId is null));
    }

    /// <summary>Takes the name away.</summary>
    /// <param name="search">As the list of them has it.</param>
    internal static async Task<Results<NoContent, NotFound>> DeleteAsync(int id, int search, HttpContext context, SavedSearches searches, IssuePeople people, CancellationToken cancel) =>
        await searches.RemoveAsync(id, people.Asking(context).UserId, search, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>What can stand behind a key of the search: the ten most frequent values of the range. Without a key: the tags there are.</summary>
    /// <param name="key">Such as <c>release</c>, or a tag.</param>
    /// <param name="text">A part of the value.</param>
    internal static async Task<Results<Ok<SearchValueList>, ProblemHttpResult>> ValuesAsync(
        int id, string? range, string? key, string? text, ErrorsQueries queries, IssuePeople people, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (key?.Length > LongestPart || text?.Length > LongestPart) return Questions.Problem("text", $"at most {LongestPart} characters");
        if (key is "assigned" or "assignee")
        {
            var named = (await people.AssignableAsync(id, cancel)).Where(person => person.Name.Contains(text ?? "", StringComparison.OrdinalIgnoreCase)).Select(static person => person.Name).Distinct().Take(10);
            return TypedResults.Ok(new SearchValueList([.. named.Select(static name => new SearchValue(name, 0))]));
        }
        var sql = new SearchSql();
        var expression = string.IsNullOrEmpty(key) ? "arrayJoin(mapKeys(tags))" : IssueSearch.ExpressionOf(key, sql);
        var found = expression is null ? [] : await queries.ValuesAsync(id, chosen, expression, sql, text ?? "", cancel);
        return TypedResults.Ok(new SearchValueList([.. found.Select(static row => new SearchValue(row.Found, row.N))]));
    }

    /// <summary>The list as a file, of all its pages up to ten thousand issues.</summary>
    /// <param name="format"><c>csv</c> or <c>json</c>.</param>
    /// <param name="status">As the list takes it.</param>
    /// <param name="sort">As the list takes it.</param>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        int id, string? format, string? range, string? query, string? status, string? sort, HttpContext context, ErrorsQueries queries, IssueLists lists, IssueTriage triage, IssuePeople people, CancellationToken cancel)
    {
        if ((format ?? "csv") is not ("csv" or "json")) return Questions.Problem("format", "csv or json");
        var actor = people.Asking(context);
        var (question, problem) = await lists.ReadAsync(id, new ListRequest(range, query, status, sort), actor, cancel);
        if (question is null) return problem!;
        var rows = await queries.ListAsync(id, question.Range, question.Search, question.Status, question.Order, 0, MostExported, cancel);
        var states = await triage.StatesAsync(rows.Select(static row => row.Issue), actor.UserId, cancel);
        var issues = rows.Where(row => states.ContainsKey(row.Issue)).Select(row => ExportedIssue.Of(row, states[row.Issue]));
        var isJson = format is "json";
        return TypedResults.File(isJson ? IssueExport.Json(issues) : IssueExport.Csv(issues), isJson ? "application/json" : "text/csv; charset=utf-8", $"issues.{(isJson ? "json" : "csv")}");
    }
}

internal sealed record SavedSearchList(SavedSearch[] Searches);

/// <param name="Shared">Everybody of the project has it.</param>
internal sealed record SavedSearch(int Id, [property: Personal] string Name, [property: Personal] string Query, string Sort, bool Shared);

/// <param name="Sort">Left out: last_seen.</param>
/// <param name="Shared">For everybody of the project.</param>
internal sealed record SavedSearchRequest(string? Name, string? Query, [property: AllowedValues("last_seen", "first_seen", "events", "users", "priority", null)] string? Sort = null, bool Shared = false);

internal sealed record SearchValueList(SearchValue[] Values);

/// <param name="Events">That have it, in the range; 0 where it is nothing of events.</param>
internal sealed record SearchValue(string Value, ulong Events);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SavedSearchList))]
[JsonSerializable(typeof(SavedSearchRequest))]
[JsonSerializable(typeof(SearchValueList))]
[JsonSerializable(typeof(ExportedIssue[]))]
internal sealed partial class SearchApiJson : JsonSerializerContext;
