using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Product;

namespace Paddock.Links;

/// <summary>Anything of a project by a few letters of it, for who knows what it is called and not where it stands: some issues, people, a trace, an error by its reference, transactions, pages.</summary>
internal sealed class Find(ErrorsQueries errors, IssueMirror mirror, RequestsQueries requests, TraceLinks traces, AnalyticsQueries visits, ProductQueries product)
{
    private const int MostOfAKind = 5, Shortest = 2, Longest = 200;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/find", FindAsync).WithName("find").WithTags("Links").AnswersWithoutPersonalData();

    /// <summary>Issues, people, transactions and pages of the last 30 days with these words, and the trace or the errors with this id; of an error the first eight digits are enough. At most five of each.</summary>
    /// <param name="text">2 to 200 characters. Words; for issues also filters. Who may not read personal data finds nobody, and issues by their titles.</param>
    internal static async Task<Results<Ok<Found>, ProblemHttpResult>> FindAsync(int id, string? text, HttpContext context, Find find, TimeProvider time, CancellationToken cancel)
    {
        var sought = text?.Trim() ?? "";
        return sought.Length is >= Shortest and <= Longest && SearchTerm.Parse(sought) is { } terms
            ? TypedResults.Ok(await find.OfAsync(id, sought, terms, Reader.MayMeetPeopleIn(context), time.GetUtcNow(), cancel))
            : Questions.Problem("text", $"{Shortest} to {Longest} characters");
    }

    private async Task<Found> OfAsync(int project, string text, List<SearchTerm> terms, bool mayMeetPeople, DateTimeOffset now, CancellationToken cancel)
    {
        var range = TimeRange.Parse("30d", now)!;
        await mirror.FlushAsync(cancel);
        var reference = ErrorReference.Parse(text);
        var events = reference is { } of ? EventsAsync(project, of, now, cancel) : Nothing<FoundEvent>();
        if (reference is { IsWhole: true, From: var whole })
        {
            // An error's id looks like that of a trace.
            var trace = await traces.OfAsync(project, whole, now, cancel);
            return Found.Nothing with { Events = await events, Traces = trace.Spans + trace.Logs + trace.Events + (ulong)trace.Issues.Length == 0 ? [] : [new(whole, trace.Spans, trace.Logs)] };
        }
        var words = terms.Where(static term => term.Key is null && !term.Not).Select(static term => term.Value).ToArray();
        var onlyWords = words.Length == terms.Count;
        var issues = mayMeetPeople ? IssuesAsync(project, range, IssueSearch.Parse(text)!, cancel) : onlyWords ? IssuesAsync(project, range, IssueSearch.OfTitle(words), cancel) : Nothing<FoundIssue>();
        // Filters are of issues: a transaction's or a page's name has no key.
        var people = mayMeetPeople && onlyWords ? PeopleAsync(project, range, terms, cancel) : Nothing<FoundPerson>();
        var transactions = onlyWords ? TransactionsAsync(project, range, text, cancel) : Nothing<FoundTransaction>();
        var pages = onlyWords ? PagesAsync(project, range, text, cancel) : Nothing<FoundPage>();
        await Task.WhenAll(issues, people, events, transactions, pages);
        return new(await issues, await people, [], await events, await transactions, await pages);
    }

    private async Task<FoundIssue[]> IssuesAsync(int project, TimeRange range, IssueSearch search, CancellationToken cancel) =>
        [.. (await errors.ListAsync(project, range, search, "all", "last_seen", 0, MostOfAKind, cancel)).Select(static row => new FoundIssue(row.Issue, row.Title, row.Value, row.Status, row.Events))];

    private async Task<FoundEvent[]> EventsAsync(int project, ErrorReference reference, DateTimeOffset now, CancellationToken cancel) =>
        [.. (await errors.EventsOfIdAsync(project, reference.From, reference.To, TimeRange.Parse(reference.IsWhole ? "90d" : "30d", now)!, MostOfAKind, cancel)).Select(static row => new FoundEvent(row.Id, row.Issue, row.Title, Questions.Iso(row.At)))];

    private async Task<FoundPerson[]> PeopleAsync(int project, TimeRange range, List<SearchTerm> terms, CancellationToken cancel) =>
        [.. (await product.PeopleAsync(project, range, terms, 0, MostOfAKind, cancel)).Select(static row => new FoundPerson(row.Person, row.Said))];

    private async Task<FoundTransaction[]> TransactionsAsync(int project, TimeRange range, string text, CancellationToken cancel) =>
        requests.Search(project, text) is { } search
            ? [.. (await requests.OverviewAsync(project, range, search, "requests", 0, MostOfAKind, cancel)).Where(static group => group.Kind == "transaction").Select(static row => new FoundTransaction(row.TransactionName, row.Requests))]
            : [];

    private async Task<FoundPage[]> PagesAsync(int project, TimeRange range, string text, CancellationToken cancel) =>
        visits.Search(project, text) is { } search
            ? [.. (await visits.TopAsync(project, range, search, "page", 0, MostOfAKind, cancel)).Select(static row => new FoundPage(row.Value, row.Visitors))]
            : [];

    private static Task<T[]> Nothing<T>() => Task.FromResult(Array.Empty<T>());
}

// The API's shapes.

/// <summary>At most five of each kind; the rest is in the lists of the rooms.</summary>
internal sealed record Found(FoundIssue[] Issues, [property: Personal] FoundPerson[] People, FoundTrace[] Traces, FoundEvent[] Events, FoundTransaction[] Transactions, FoundPage[] Pages)
{
    public static Found Nothing { get; } = new([], [], [], [], [], []);
}

internal sealed record FoundIssue(uint Id, string Title, [property: Personal] string Value, string Status, ulong Events);

/// <param name="Said">Name, e-mail, company, as far as they were told.</param>
internal sealed record FoundPerson(string Id, string Said);

internal sealed record FoundTrace(string TraceId, ulong Spans, ulong Logs);

/// <param name="Issue">To which it belongs.</param>
/// <param name="Title">Its type; empty: it has none.</param>
internal sealed record FoundEvent(string EventId, uint Issue, string Title, string Time);

internal sealed record FoundTransaction(string Name, ulong Requests);

internal sealed record FoundPage(string Path, ulong Visitors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Found))]
internal sealed partial class FindApiJson : JsonSerializerContext;
