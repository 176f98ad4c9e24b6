using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Product;

namespace Paddock.Links;

/// <summary>
/// When releases were first seen, in records of any kind: the markers of all graphs; and what has changed since the last one. A release is a moment here: all records
/// after it are compared with all before it, since what a release breaks is often told by records that name no release.
/// </summary>
internal sealed class Releases(ClickHouseClient clickHouse, ErrorsQueries errors, IssueTriage triage, IssueMirror mirror, RequestsQueries requests, AnalyticsQueries visits, ProductQueries events, TimeProvider time)
{
    private const int MostReleases = 100, MostKept = 1_000;
    private const int MostIssues = 3;
    private const int FunnelDays = 7;

    // Longer would compare other weeks with other weeks; shorter says nothing about anything.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7), Shortest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private static readonly string FirstSeen = $"""
        SELECT of_release AS name, min(first) AS first_at, sum(n) AS records FROM
        (
            {string.Join("\n    UNION ALL ", new[] { "errors", "spans", "logs", "events", "release_sessions" }.Select(static table =>
                $"SELECT release AS of_release, min(time) AS first, count() AS n FROM paddock.{table} WHERE project = {{project:UInt32}} AND release != '' GROUP BY of_release"))}
        )
        GROUP BY name
        """;

    private readonly ConcurrentDictionary<int, (DateTimeOffset At, List<ReleaseSeen> Releases)> _seen = new();
    private readonly ConcurrentDictionary<int, (DateTimeOffset At, LatestRelease Latest)> _latest = new();

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/releases", ListAsync).WithName("listReleases").WithTags("Links").AnswersWithoutPersonalData();
        project.MapGet("/releases/latest", LatestAsync).WithName("getLatestRelease").WithTags("Links").AnswersWithoutPersonalData();
    }

    /// <summary>Releases that were first seen in the range, oldest first, and since when there are records of each kind.</summary>
    internal static async Task<Results<Ok<ReleaseList>, ProblemHttpResult>> ListAsync(int id, string? range, Releases releases, TimeProvider time, CancellationToken cancel) =>
        TimeRange.Parse(range, time.GetUtcNow()) is { } chosen ? TypedResults.Ok(await releases.InAsync(id, chosen, cancel)) : Questions.UnknownRange();

    /// <summary>What has changed since the last release: the time since it was first seen, of seven days at most, against as much before it.</summary>
    internal static async Task<Ok<LatestRelease>> LatestAsync(int id, Releases releases, CancellationToken cancel) =>
        TypedResults.Ok(await releases.NewestAsync(id, cancel));

    private async Task<ReleaseList> InAsync(int project, TimeRange range, CancellationToken cancel)
    {
        var seen = SeenAsync(project, cancel);
        var since = clickHouse.QueryAsync($$"""
            {{Oldest("errors", "errors")}} UNION ALL {{Oldest("requests", "spans")}} UNION ALL {{Oldest("logs", "logs")}} UNION ALL {{Oldest("events", "events")}}
            """, ReleasesJson.Default.OldestRecord, new QueryOptions { Parameters = new() { { "project", project } } }, cancel);
        await Task.WhenAll(seen, since);
        var oldest = await since;
        string? Since(string kind) => oldest.Find(each => each.Kind == kind) is { } found ? Questions.Iso(found.At) : null;
        return new(
            [.. (await seen).Where(release => AtOf(release) >= range.From && AtOf(release) < range.To).Take(MostReleases).Reverse().Select(Release.Of)],
            new(Since("errors"), Since("requests"), Since("logs"), Since("events")));
    }

    /// <summary>All releases, the newest first. Kept for some seconds: every page asks, for its own range, and each time all records have to be looked at.</summary>
    private async Task<List<ReleaseSeen>> SeenAsync(int project, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_seen.TryGetValue(project, out var kept) && now - kept.At < Kept && now >= kept.At) return kept.Releases;
        var releases = await clickHouse.QueryAsync(
            $"SELECT name, toString(first_at) AS first_seen, records FROM ({FirstSeen}) WHERE first_at <= {{now:DateTime64(3, 'UTC')}} ORDER BY first_at DESC, name LIMIT {MostKept}",
            ReleasesJson.Default.ReleaseSeen, new QueryOptions { Parameters = new() { { "project", project }, { "now", now } } }, cancel);
        _seen[project] = (now, releases);
        return releases;
    }

    /// <summary>Whole seconds, as addresses have them: the lists that the figures lead to are of the same time.</summary>
    private static DateTimeOffset AtOf(ReleaseSeen release) => DateTimeOffset.Parse(release.FirstSeen.AsSpan(0, 19), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Oldest(string kind, string table) =>
        $"SELECT '{kind}' AS kind, at FROM (SELECT toString(time) AS at FROM paddock.{table} WHERE project = {{project:UInt32}} ORDER BY time LIMIT 1)";

    /// <summary>Kept for some seconds, too: everybody's Home asks, it reads two weeks of all rooms, and it says itself of which time it is.</summary>
    private async Task<LatestRelease> NewestAsync(int project, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_latest.TryGetValue(project, out var kept) && now - kept.At < Kept && now >= kept.At) return kept.Latest;
        var latest = await NewestAsync(project, now, cancel);
        _latest[project] = (now, latest);
        return latest;
    }

    private async Task<LatestRelease> NewestAsync(int project, DateTimeOffset now, CancellationToken cancel)
    {
        if (await SeenAsync(project, cancel) is not [var seen, ..]) return new(null, null);
        var at = AtOf(seen);
        var length = TimeSpan.FromSeconds(Math.Floor(Math.Min((now - at).TotalSeconds, Longest.TotalSeconds)));
        return new(Release.Of(seen), length < Shortest ? null : await ChangesAsync(project, TimeRange.Text(at - length, at), TimeRange.Text(at, at + length), now, cancel));
    }

    private async Task<SinceRelease> ChangesAsync(int project, string before, string after, DateTimeOffset now, CancellationToken cancel)
    {
        var (earlier, later) = (TimeRange.Parse(before, now)!, TimeRange.Parse(after, now)!);
        await mirror.FlushAsync(cancel);
        var fresh = IssuesAsync(project, later, IssueSearch.Parse("is:first")!, cancel);
        var again = AgainAsync(project, later, cancel);
        var traced = requests.OverviewAsync(project, later, requests.Search(project, "")!, "requests", 0, 0, cancel);
        var conversion = ConversionAsync(project, earlier, later, cancel);
        await Task.WhenAll(fresh, again, traced, conversion);
        var totals = RequestTotals.Of(await traced);
        return new(before, after, await fresh, await again, totals.Now, totals.Before, await conversion);
    }

    private async Task<IssuesSince> AgainAsync(int project, TimeRange range, CancellationToken cancel)
    {
        var search = IssueSearch.Parse("is:again")!;
        search.Again = await triage.AgainAsync(project, range, cancel);
        return search.Again.Count == 0 ? new(0, []) : await IssuesAsync(project, range, search, cancel);
    }

    private async Task<IssuesSince> IssuesAsync(int project, TimeRange range, IssueSearch search, CancellationToken cancel)
    {
        var rows = await errors.ListAsync(project, range, search, "all", "events", 0, MostIssues, cancel);
        return new(rows is [var first, ..] ? first.Total : 0, [.. rows.Select(static row => new IssueSince(row.Issue, row.Title, row.Events))]);
    }

    /// <summary>Of those who saw a page, how many went on to what brings money, most often: the funnel of the product room.</summary>
    private async Task<ConversionChange?> ConversionAsync(int project, TimeRange before, TimeRange after, CancellationToken cancel)
    {
        var paid = await clickHouse.QueryAsync(PaidEvent.Sql(RangeSql.RowsWithBefore), PaidEventJson.Default.PaidEvent, new QueryOptions { Parameters = RangeSql.Parameters(project, after) }, cancel);
        if (paid is not [var event_]) return null;
        var comparable = visits.HasBeforeAsync(project, after, cancel);
        var (earlier, later) = (StepsAsync(project, before, event_.Name, cancel), StepsAsync(project, after, event_.Name, cancel));
        await Task.WhenAll(comparable, earlier, later);
        return new(event_.Name, FunnelDays, Converted.Of(await later), await comparable ? Converted.Of(await earlier) : null);
    }

    private async Task<(ulong First, ulong Second)> StepsAsync(int project, TimeRange range, string converts, CancellationToken cancel)
    {
        var levels = await events.FunnelAsync(project, range, events.Search(project, "")!, ["$pageview", converts], TimeSpan.FromDays(FunnelDays), cancel);
        return (levels.Aggregate(0UL, static (sum, level) => sum + level.Actors), levels.Where(static level => level.Level == 2).Aggregate(0UL, static (sum, level) => sum + level.Actors));
    }
}

// The API's shapes. Times are ISO 8601 in UTC; ranges are as questions take them.

/// <param name="Releases">Oldest first; the newest hundred where there are more.</param>
internal sealed record ReleaseList(Release[] Releases, RecordsSince Since);

/// <param name="FirstSeen">In records of any kind, of all that are kept.</param>
/// <param name="Records">That name it, of all kinds.</param>
internal sealed record Release(string Name, string FirstSeen, ulong Records)
{
    public static Release Of(ReleaseSeen seen) => new(seen.Name, Questions.Iso(seen.FirstSeen), seen.Records);
}

/// <summary>The time of the oldest record of each kind; null: there is none. What lies before it cannot be compared with.</summary>
internal sealed record RecordsSince(string? Errors, string? Requests, string? Logs, string? Events);

/// <param name="Release">Null: no record names a release.</param>
/// <param name="Since">Null: it is less than five minutes old.</param>
internal sealed record LatestRelease(Release? Release, SinceRelease? Since);

/// <param name="Before">The range before the release, as long as <paramref name="After"/>.</param>
/// <param name="After">From its first record on, at most seven days.</param>
/// <param name="NewIssues">First seen in the range after: <c>is:all is:first</c> lists them.</param>
/// <param name="Regressed">Resolved, and happened again in it: <c>is:all is:again</c>.</param>
/// <param name="Was">Null: nothing is that old.</param>
/// <param name="Conversion">Null: no event brought money.</param>
internal sealed record SinceRelease(
    string Before, string After, IssuesSince NewIssues, IssuesSince Regressed, RequestFigures Requests, RequestFigures? Was, ConversionChange? Conversion);

/// <param name="Issues">Those of most events, three at most.</param>
internal sealed record IssuesSince(ulong Count, IssueSince[] Issues);

internal sealed record IssueSince(uint Id, string Title, ulong Events);

/// <param name="Event">What counts: the event that brought money most often.</param>
/// <param name="Days">Within so many days from the first page on.</param>
/// <param name="Was">Null: nothing is that old.</param>
internal sealed record ConversionChange(string Event, int Days, Converted Now, Converted? Was);

/// <param name="Visitors">With a pageview.</param>
/// <param name="Count">Of them, who did the event.</param>
internal sealed record Converted(ulong Visitors, ulong Count, Rate? Rate)
{
    public static Converted Of((ulong First, ulong Second) steps) => new(steps.First, steps.Second, Signals.Product.Rate.Of(steps.Second, steps.First));
}

// What the queries return: the names are those of the SQL.

internal sealed record ReleaseSeen(string Name, string FirstSeen, ulong Records);

internal sealed record OldestRecord(string Kind, string At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ReleaseSeen))]
[JsonSerializable(typeof(OldestRecord))]
internal sealed partial class ReleasesJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReleaseList))]
[JsonSerializable(typeof(LatestRelease))]
internal sealed partial class ReleasesApiJson : JsonSerializerContext;
