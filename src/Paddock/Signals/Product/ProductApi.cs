using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Product;

/// <summary>What the product room asks. Shapes: <see cref="EventList"/>, <see cref="Funnel"/>, <see cref="Retention"/>, <see cref="PersonList"/>.</summary>
internal static class ProductApi
{
    private const int PageSize = 50;
    private const int MostEvents = 200;
    private const int LongestStep = 200;
    private const int MostWindowDays = 90;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapProduct(this IEndpointRouteBuilder project)
    {
        project.MapGet("/product/events", EventsAsync).WithName("listEvents").WithTags("Product").AnswersWithoutPersonalData(ProductQueries.ImpersonalKeys, words: true);
        project.MapGet("/product/funnel", FunnelAsync).WithName("getFunnel").WithTags("Product").AnswersWithoutPersonalData(ProductQueries.ImpersonalKeys, words: true);
        project.MapGet("/product/retention", RetentionAsync).WithName("getRetention").WithTags("Product").AnswersWithoutPersonalData(ProductQueries.ImpersonalKeys, words: true);
        project.MapGet("/people", PeopleAsync).WithName("listPeople").WithTags("Product");
    }

    /// <summary>Events by name, those of most visitors first.</summary>
    internal static async Task<Results<Ok<EventList>, ProblemHttpResult>> EventsAsync(
        int id, string? range, string? query, string? cursor, ProductQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var (rows, next) = page.Page(await queries.EventsAsync(id, chosen, search, page.Offset, MostEvents + 1, cancel), MostEvents);
        return TypedResults.Ok(new EventList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), next, [.. rows.Select(static row => new EventCount(
            row.Event, row.Times, row.Visitors, row.People, Questions.Iso(row.LastSeen), row.Currencies == 1 ? row.Amount : null, row.Currencies == 1 ? row.Money : ""))]));
    }

    /// <summary>How many did one step after the other.</summary>
    /// <param name="step">Once for each step, 2 to 8: the name of an event, or the path of a page with * for anything in it.</param>
    /// <param name="days">Within so many days from the first step on, 1 to 90; 7 where it is not said.</param>
    internal static async Task<Results<Ok<Funnel>, ProblemHttpResult>> FunnelAsync(
        int id, string? range, string? query, string[]? step, int? days, ProductQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        if (step is not { Length: >= 2 and <= ProductQueries.MostSteps } || !step.All(IsStep)) return Questions.Problem("step", $"2 to {ProductQueries.MostSteps} names of events or paths of pages");
        var window = days ?? 7;
        if (window is < 1 or > MostWindowDays) return Questions.Problem("days", $"1 to {MostWindowDays}");
        var levels = await queries.FunnelAsync(id, chosen, search, step, TimeSpan.FromDays(window), cancel);
        var reached = step.Select((_, index) => levels.Where(level => level.Level > index).Aggregate(0UL, static (sum, level) => sum + level.Actors)).ToArray();
        return TypedResults.Ok(new Funnel(Questions.Iso(chosen.From), Questions.Iso(chosen.To), window,
            [.. step.Select((name, index) => new FunnelStep(name, reached[index], Rate.Of(reached[index], reached[0]), index == 0 ? null : Rate.Of(reached[index], reached[index - 1])))]));
    }

    /// <summary>Of those who began in a period, how many came back in each that followed.</summary>
    /// <param name="first">What makes one begin: the name of an event, or the path of a page.</param>
    /// <param name="then">What counts as coming back.</param>
    /// <param name="period"><c>day</c> or <c>week</c>.</param>
    internal static async Task<Results<Ok<Retention>, ProblemHttpResult>> RetentionAsync(
        int id, string? range, string? query, string? first, string? then, string? period, ProductQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        if (!IsStep(first) || !IsStep(then)) return Questions.Problem(IsStep(first) ? "then" : "first", "the name of an event or the path of a page");
        if ((period ?? "week") is not ("day" or "week")) return Questions.Problem("period", "day or week");
        var length = TimeSpan.FromDays(period is "day" ? 1 : 7);
        var rows = await queries.RetentionAsync(id, chosen, search, first!, then!, length, cancel);
        var cohorts = rows.Where(static row => row.Later == uint.MaxValue).OrderBy(static row => row.Cohort).Select(size =>
        {
            var start = chosen.From + (size.Cohort * length);
            // The last of the group began at the end of its period; what lies behind is not over for all of them.
            var complete = (int)Math.Floor((chosen.To - (start + length)) / length);
            var periods = Math.Max(0, (int)Math.Ceiling((chosen.To - start) / length));
            var returned = new ulong[periods];
            foreach (var row in rows.Where(row => row.Cohort == size.Cohort && row.Later < periods)) returned[row.Later] = row.People;
            return new Cohort(Questions.Iso(start), size.People, [.. returned.Select((people, later) => new Return(people, Rate.Of(people, size.People), later < complete))]);
        });
        return TypedResults.Ok(new Retention(Questions.Iso(chosen.From), Questions.Iso(chosen.To), period ?? "week", [.. cohorts]));
    }

    /// <summary>People with a name or id, those seen last first.</summary>
    internal static async Task<Results<Ok<PersonList>, ProblemHttpResult>> PeopleAsync(
        int id, string? range, string? query, string? cursor, ProductQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (SearchTerm.Parse(query) is not { } terms) return Questions.BadSearch();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var rows = await queries.PeopleAsync(id, chosen, terms, page.Offset, PageSize, cancel);
        var total = rows.Count > 0 ? rows[0].Total : 0;
        var first = rows.Count == 0 ? [] : (await queries.FirstSeenAsync(id, rows.Select(static row => row.Person), cancel)).ToDictionary(static row => row.Person, static row => row.FirstSeen);
        return TypedResults.Ok(new PersonList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), total, page.Next(rows.Count, total),
            [.. rows.Select(row => new PersonSeen(row.Person, row.Said, Questions.Iso(first.GetValueOrDefault(row.Person, row.LastSeen)), Questions.Iso(row.LastSeen), row.Events, row.Amount, row.Money))]));
    }

    private static bool IsStep(string? text) => text is { Length: > 0 and <= LongestStep };
}

// The API's shapes. Times are ISO 8601 in UTC; robots are in none of the numbers.

internal sealed record EventList(string From, string To, string? Next, EventCount[] Events);

/// <param name="People">Those who are known by name.</param>
/// <param name="Revenue">Null where there is none, or more than one currency.</param>
internal sealed record EventCount(string Name, ulong Times, ulong Visitors, ulong People, string LastSeen, double? Revenue, string Currency);

/// <param name="WindowDays">Within so many days from the first step on.</param>
internal sealed record Funnel(string From, string To, int WindowDays, FunnelStep[] Steps);

/// <param name="OfFirst">Null: nobody began.</param>
/// <param name="OfBefore">Null: the first step, or nobody came so far.</param>
internal sealed record FunnelStep(string Name, ulong Actors, Rate? OfFirst, Rate? OfBefore);

/// <summary>A share with its 95 % interval, each 0 to 1.</summary>
internal sealed record Rate(double Share, double Low, double High)
{
    public static Rate? Of(ulong part, ulong all) => Proportion.Of(part, all) is { } found ? new(found.Share, found.Low, found.High) : null;
}

/// <summary>Of people with a name only: a visitor without one cannot be known again the next day.</summary>
internal sealed record Retention(string From, string To, [property: AllowedValues("day", "week")] string Period, Cohort[] Cohorts);

/// <param name="Returned">By periods counted from each one's own beginning.</param>
internal sealed record Cohort(string From, ulong People, Return[] Returned);

/// <param name="Complete">Whether the period is over for all of the group.</param>
internal sealed record Return(ulong People, Rate? Rate, bool Complete);

internal sealed record PersonList(string From, string To, ulong Total, string? Next, PersonSeen[] People);

/// <param name="Said">Name, e-mail, company, as far as they were told.</param>
/// <param name="FirstSeen">Of all events that are kept, whatever the range.</param>
/// <param name="LastSeen">In the range.</param>
internal sealed record PersonSeen(string Id, string Said, string FirstSeen, string LastSeen, ulong Events, double Revenue, string Currency);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventList))]
[JsonSerializable(typeof(Funnel))]
[JsonSerializable(typeof(Retention))]
[JsonSerializable(typeof(PersonList))]
internal sealed partial class ProductApiJson : JsonSerializerContext;
