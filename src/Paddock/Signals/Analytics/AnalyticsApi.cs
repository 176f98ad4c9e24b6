using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Analytics;

/// <summary>What the analytics room asks. Shapes: <see cref="Traffic"/>, <see cref="TopList"/>, <see cref="VitalList"/>.</summary>
internal static class AnalyticsApi
{
    private const int MostRows = 500;

    /// <summary>By what visitors can be broken down.</summary>
    private static readonly string[] Dimensions =
        ["page", "route", "title", "site", "event", "entry", "exit", "source", "channel", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
            "country", "device", "browser", "os", "language", "screen"];

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapAnalytics(this IEndpointRouteBuilder project)
    {
        project.MapGet("/analytics", TrafficAsync).WithName("getTraffic").WithTags("Analytics").AnswersWithoutPersonalData(VisitorSearch.ImpersonalKeys, words: true);
        project.MapGet("/analytics/top", TopAsync).WithName("listTopValues").WithTags("Analytics").AnswersWithoutPersonalData(VisitorSearch.ImpersonalKeys, words: true);
        project.MapGet("/analytics/vitals", VitalsAsync).WithName("getVitals").WithTags("Analytics").AnswersWithoutPersonalData(VisitorSearch.ImpersonalKeys, words: true);
    }

    /// <summary>Visitors, visits, pageviews, revenue, and what the period before had.</summary>
    internal static async Task<Results<Ok<Traffic>, ProblemHttpResult>> TrafficAsync(int id, string? range, string? query, AnalyticsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        var events = queries.EventsAsync(id, chosen, search, cancel);
        var visits = queries.VisitTotalsAsync(id, chosen, search, cancel);
        var robots = queries.RobotPageviewsAsync(id, chosen, search, cancel);
        await Task.WhenAll(events, visits, robots);
        var (groups, v) = (await events, await visits);
        var all = groups.FindAll(static group => group.Kind == "all");
        var (now, before) = (all.Find(static group => group.IsNow == 1), all.Find(static group => group.IsNow == 0));
        var series = new TrafficBucket[chosen.Buckets];
        for (var index = 0; index < series.Length; index++) series[index] = new(Questions.Iso(chosen.StartOf(index)), 0, 0);
        foreach (var bucket in groups.Where(group => group.Kind == "bucket" && group.Bucket < series.Length))
            series[bucket.Bucket] = series[bucket.Bucket] with { Visitors = bucket.Visitors, Pageviews = bucket.Pageviews };
        return TypedResults.Ok(new Traffic(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, new TrafficTotals(now?.Visitors ?? 0, now?.Pageviews ?? 0, v.Visits, v.Bounces, v.Engaged),
            all.Exists(static group => group.HasBefore == 1) ? new TrafficTotals(before?.Visitors ?? 0, before?.Pageviews ?? 0, v.VisitsBefore, v.BouncesBefore, v.EngagedBefore) : null,
            Money.Of(now), await robots, series));
    }

    /// <summary>Visitors by page, source, country or another dimension, most visitors first.</summary>
    /// <param name="by">The dimension: <c>page</c>, <c>source</c>, <c>country</c>, <c>device</c>, …</param>
    /// <param name="limit">Rows of a page, 1 to 500; 10 where it is not said.</param>
    internal static async Task<Results<Ok<TopList>, ProblemHttpResult>> TopAsync(
        int id, string? by, string? range, string? query, int? limit, string? cursor, AnalyticsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        if (by is null || !Dimensions.Contains(by)) return Questions.Problem("by", string.Join(", ", Dimensions));
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var rows = await queries.TopAsync(id, chosen, search, by, page.Offset, Math.Clamp(limit ?? 10, 1, MostRows), cancel);
        var total = rows.Count > 0 ? rows[0].Total : 0;
        return TypedResults.Ok(new TopList(
            by, VisitorSearch.VisitColumn(by) is not null, total, page.Next(rows.Count, total),
            [.. rows.Select(static row => new TopValue(row.Value, row.Visitors, row.Visits, row.Views, row.Bounces, row.Engaged, row.Money.Length > 0 ? row.Amount : null, row.Money))]));
    }

    /// <summary>Web vitals as browsers measured them.</summary>
    internal static async Task<Results<Ok<VitalList>, ProblemHttpResult>> VitalsAsync(int id, string? range, string? query, AnalyticsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        var rows = await queries.VitalsAsync(id, chosen, search, cancel);
        return TypedResults.Ok(new VitalList([.. rows.Select(static row => new Vital(row.Vital, row.P75, row.Measured, row.GoodTo, row.PoorFrom, row.Good, row.Poor))]));
    }
}

// The API's shapes. Times are ISO 8601 in UTC; robots are in none of the numbers unless the search asks for them (<c>bot:*</c>).

/// <param name="Before">The period of equal length before; null when the project has nothing that old to compare with.</param>
/// <param name="Revenue">By currency, most first.</param>
/// <param name="RobotPageviews">Pageviews of robots, which no other number counts; the query <c>bot:*</c> counts them instead of people, and then this is 0.</param>
internal sealed record Traffic(string From, string To, int BucketSeconds, TrafficTotals Totals, TrafficTotals? Before, Money[] Revenue, ulong RobotPageviews, TrafficBucket[] Buckets);

/// <param name="Visitors">A sum of daily visitors: without a cookie somebody is known for one day (UTC) only, so who comes on three days counts three times.</param>
/// <param name="Visits">That began in the range; derived from events, so those of the last seconds may be missing.</param>
/// <param name="Bounces">Visits of one pageview with nothing else done.</param>
/// <param name="EngagedMs">Time in which a page was visible and in use, of all visits together.</param>
internal sealed record TrafficTotals(ulong Visitors, ulong Pageviews, ulong Visits, ulong Bounces, ulong EngagedMs);

/// <param name="Orders">Events that brought money.</param>
internal sealed record Money(string Currency, double Amount, ulong Orders)
{
    private const int MostCurrencies = 5;

    public static Money[] Of(EventGroup? group) => group is null ? [] :
        [.. group.Currencies.Select((currency, index) => new Money(currency, Math.Round(group.Amounts[index], 2), group.Orders[index])).OrderByDescending(static money => money.Amount).Take(MostCurrencies)];
}

internal sealed record TrafficBucket(string Time, ulong Visitors, ulong Pageviews);

/// <param name="OfVisits">Whether visits, bounces and engaged time are known for this dimension.</param>
/// <param name="Total">How many values there are.</param>
internal sealed record TopList(string By, bool OfVisits, ulong Total, string? Next, TopValue[] Rows);

/// <param name="Revenue">Of the visits; null where there is none, or more than one currency.</param>
internal sealed record TopValue(string Value, ulong Visitors, ulong Visits, ulong Views, ulong Bounces, ulong EngagedMs, double? Revenue, string Currency);

internal sealed record VitalList(Vital[] Vitals);

/// <param name="P75">Three of four page loads were at least this good: milliseconds, or CLS's score.</param>
internal sealed record Vital(string Name, double P75, ulong Measured, double GoodTo, double PoorFrom, ulong Good, ulong Poor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Traffic))]
[JsonSerializable(typeof(TopList))]
[JsonSerializable(typeof(VitalList))]
internal sealed partial class AnalyticsApiJson : JsonSerializerContext;
