using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Product;

/// <summary>
/// Every read of the product room, one SQL a question, over <c>events</c>. Robots are left out. Visitors are counted as everywhere. Through a funnel goes whoever can
/// be followed furthest: the person where the event or another of the same visitor has a name, else the visitor, who without a cookie is another one each day.
/// </summary>
internal sealed class ProductQueries(ClickHouseClient clickHouse, AttributeCatalog catalog)
{
    public const int MostSteps = 8;

    // One event is one step, so each step must be later than the one before. Half milliseconds are told apart in sixteen parts: what was done in the millisecond of its
    // page is later by half of one, and an event that could be several steps is the later step first, or it would begin the funnel anew before it could go on with it.
    private const int Tick = 16;

    private const string Person = Correlation.Person;

    /// <summary>SQL: visitors of whom another event of the range says who they are.</summary>
    public const string NamedVisitors =
        $"SELECT visitor_id AS visitor, any({Person}) AS person FROM paddock.events WHERE {RangeSql.Rows} AND bot = '' AND visitor_id != 0 AND distinct_id != '' GROUP BY visitor";

    /// <summary>SQL: who it is that can be followed furthest, of rows with `self` (the person that they name) and `visitor`, joined with <see cref="NamedVisitors"/> as `named`.</summary>
    public const string Actor = "multiIf(self != '', sipHash64(self), named.person != '', sipHash64(named.person), visitor)";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["event"] = "name",
        ["page"] = "url_path",
        ["site"] = "url_host",
        ["source"] = "source",
        ["channel"] = "channel",
        ["country"] = "country",
        ["device"] = "device",
        ["browser"] = "browser",
        ["os"] = "os",
        ["utm_source"] = "utm_source",
        ["utm_campaign"] = "utm_campaign",
        ["currency"] = "currency",
    };

    /// <summary>Events as they are compared. Null where the text is no search.</summary>
    public ComparedRecords? Compared(int project, string? text) =>
        Search(project, text) is { } search ? ComparedRecords.Of("events", "bot = '' AND NOT startsWith(name, '$')", Columns, catalog.Of(project).Names.Whole(), search) : null;

    public static readonly IReadOnlySet<string> ImpersonalKeys = RecordSearch.Impersonal(Columns.Keys);

    /// <returns>Null where the text is no search.</returns>
    public RecordSearch? Search(int project, string? text) => RecordSearch.Parse(text, "name", Columns, catalog.Of(project).Names);

    /// <summary>Events by name, those of most people first. Ours, but for pageviews, are left out.</summary>
    public Task<List<EventRow>> EventsAsync(int project, TimeRange range, RecordSearch search, int offset, int limit, CancellationToken cancel) =>
        clickHouse.QueryAsync($$"""
            SELECT name AS event, count() AS times, uniqExactIf({{Correlation.Visitor}}, {{Correlation.HasVisitor}}) AS visitors, uniqExactIf({{Person}}, distinct_id != '') AS people,
                toString(max(time)) AS last_seen, round(sum(revenue), 2) AS amount, anyIf(currency, currency != '') AS money, toUInt64(uniqExactIf(currency, revenue != 0)) AS currencies
            FROM paddock.events WHERE {{RangeSql.Rows}} AND bot = '' AND (NOT startsWith(name, '$') OR name = '$pageview') AND {{search.Rows}}
            GROUP BY event ORDER BY visitors DESC, times DESC, event LIMIT {{limit}} OFFSET {{offset}}
            """, ProductJson.Default.EventRow, RangeSql.Options(project, range, search), cancel);

    /// <summary>How many got as far as each step and no further, within the window from their first step on.</summary>
    public Task<List<LevelRow>> FunnelAsync(int project, TimeRange range, RecordSearch search, IReadOnlyList<string> steps, TimeSpan window, CancellationToken cancel)
    {
        var options = RangeSql.Options(project, range, search);
        options.Parameters.Add("window", 2 * Tick * (long)window.TotalMilliseconds);
        var conditions = Steps(steps, options.Parameters);
        return clickHouse.QueryAsync($$"""
            WITH named AS ({{NamedVisitors}})
            SELECT level, count() AS actors FROM
            (
                SELECT windowFunnel({window:UInt64}, 'strict_increase')(toUInt64(at - step), {{string.Join(", ", conditions.Select(static (_, index) => $"step = {index + 1}"))}}) AS level
                FROM
                (
                    SELECT {{Tick}} * (2 * toUnixTimestamp64Milli(time) + (name != '$pageview')) AS at, visitor_id AS visitor, if(distinct_id != '', {{Person}}, '') AS self,
                        arrayJoin(arrayFilter(step -> step > 0, [{{string.Join(", ", conditions.Select(static (condition, index) => $"if({condition}, {index + 1}, 0)"))}}])) AS step
                    FROM paddock.events WHERE {{RangeSql.Rows}} AND bot = '' AND {{Correlation.HasVisitor}} AND ({{string.Join(" OR ", conditions)}}) AND {{search.Rows}}
                ) AS events
                LEFT JOIN named USING (visitor)
                GROUP BY {{Actor}}
            )
            WHERE level > 0 GROUP BY level
            """, ProductJson.Default.LevelRow, options, cancel);
    }

    /// <summary>
    /// Of the people who did `first` for the first time in a period of the range, how many did `then` in each period counted from their own beginning;
    /// with <c>later</c> = 2^32 − 1 the size of the period's group.
    /// </summary>
    public Task<List<ReturnRow>> RetentionAsync(int project, TimeRange range, RecordSearch search, string first, string then, TimeSpan period, CancellationToken cancel)
    {
        var options = RangeSql.Options(project, range, search);
        options.Parameters.Add("period", (long)period.TotalMilliseconds);
        var conditions = Steps([first, then], options.Parameters);
        return clickHouse.QueryAsync($$"""
            WITH begun AS
            (
                SELECT {{Person}} AS who, min(toUnixTimestamp64Milli(time)) AS began FROM paddock.events
                WHERE {{RangeSql.Rows}} AND bot = '' AND distinct_id != '' AND {{conditions[0]}} AND {{search.Rows}} GROUP BY who
            )
            SELECT toUInt32(intDiv(began - toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), {period:Int64})) AS cohort, toUInt32(intDiv(at - began, {period:Int64})) AS later, uniqExact(who) AS people
            FROM
            (
                SELECT {{Person}} AS who, toUnixTimestamp64Milli(time) AS at FROM paddock.events WHERE {{RangeSql.Rows}} AND bot = '' AND distinct_id != '' AND {{conditions[1]}}
            ) AS events
            INNER JOIN begun USING (who)
            WHERE at > began GROUP BY cohort, later
            UNION ALL
            SELECT toUInt32(intDiv(began - toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), {period:Int64})), 4294967295, count() FROM begun GROUP BY 1
            """, ProductJson.Default.ReturnRow, options, cancel);
    }

    /// <summary>People seen in the range, the last seen first: filters are of their events, words are sought in their ids and in what was said of them.</summary>
    public Task<List<PersonRow>> PeopleAsync(int project, TimeRange range, IReadOnlyList<SearchTerm> terms, int offset, int limit, CancellationToken cancel)
    {
        var search = RecordSearch.Of(terms.Where(static term => term.Key is not null), "name", Columns, catalog.Of(project).Names);
        var parameters = RangeSql.Options(project, range, search).Parameters;
        parameters.Add("text", string.Join(' ', terms.Where(static term => term.Key is null).Select(static term => term.Value)));
        parameters.Add("offset", offset);
        parameters.Add("limit", limit);
        return clickHouse.QueryAsync($$"""
            SELECT seen.person AS person, toString(seen.last_seen) AS last_seen, seen.events AS events, seen.amount AS amount, seen.money AS money, told.said AS said, count() OVER () AS total
            FROM
            (
                SELECT {{Person}} AS person, max(time) AS last_seen, countIf(NOT startsWith(name, '$') OR name = '$pageview') AS events, round(sum(revenue), 2) AS amount,
                    anyIf(currency, currency != '') AS money
                FROM paddock.events WHERE {{RangeSql.Rows}} AND distinct_id != '' AND bot = '' AND {{search.Rows}} GROUP BY person
            ) AS seen
            LEFT JOIN
            (
                SELECT {{Person}} AS person, arrayStringConcat(groupUniqArray(3)(value), ', ') AS said
                FROM paddock.person_updates WHERE project = {project:UInt32} AND operation IN ('set', 'set_once') AND lower(property) IN ('name', '$name', 'email', '$email', 'username', 'company') GROUP BY person
            ) AS told USING (person)
            WHERE {text:String} = '' OR positionCaseInsensitiveUTF8(concat(person, ' ', said), {text:String}) > 0
            ORDER BY last_seen DESC, person LIMIT {limit:UInt32} OFFSET {offset:UInt32}
            """, ProductJson.Default.PersonRow, new QueryOptions { Parameters = parameters }, cancel);
    }

    /// <summary>When these people were first seen, of all that is kept.</summary>
    public Task<List<FirstSeenRow>> FirstSeenAsync(int project, IEnumerable<string> people, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT {{Person}} AS person, toString(min(time)) AS first_seen FROM paddock.events
        WHERE project = {project:UInt32} AND bot = '' AND distinct_id IN
            (SELECT distinct_id FROM paddock.person_links FINAL WHERE project = {project:UInt32} AND person IN {people:Array(String)} UNION ALL SELECT arrayJoin({people:Array(String)}))
        GROUP BY person
        """, ProductJson.Default.FirstSeenRow, new QueryOptions { Parameters = new() { { "project", project }, { "people", people } } }, cancel);

    /// <summary>A step is an event's name, or, with a slash at its start, the path of a page; * stands for anything in it.</summary>
    private static List<string> Steps(IReadOnlyList<string> steps, QueryParameters parameters)
    {
        var conditions = new List<string>();
        for (var index = 0; index < steps.Count; index++)
        {
            var isPage = steps[index].StartsWith('/');
            var pattern = steps[index].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace('*', '%');
            parameters.Add($"step{index}", pattern);
            conditions.Add(isPage ? $"(name = '$pageview' AND url_path LIKE {{step{index}:String}})" : $"(name LIKE {{step{index}:String}})");
        }
        return conditions;
    }
}

// What the queries return: the names are those of the SQL.

/// <param name="Amount">Money of all currencies, which says something where there is one.</param>
internal sealed record EventRow(string Event, ulong Times, ulong Visitors, ulong People, string LastSeen, double Amount, string Money, ulong Currencies);

internal sealed record LevelRow(byte Level, ulong Actors);

internal sealed record ReturnRow(uint Cohort, uint Later, ulong People);

internal sealed record PersonRow(string Person, string LastSeen, ulong Events, double Amount, string Money, string Said, ulong Total);

internal sealed record FirstSeenRow(string Person, string FirstSeen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(EventRow))]
[JsonSerializable(typeof(LevelRow))]
[JsonSerializable(typeof(ReturnRow))]
[JsonSerializable(typeof(PersonRow))]
[JsonSerializable(typeof(FirstSeenRow))]
internal sealed partial class ProductJson : JsonSerializerContext;
