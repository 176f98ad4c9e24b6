using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>
/// One figure, asked wherever it is told: all of them agree, and agree with the records. And what is told of the last release is what the lists say that its figures lead to.
/// </summary>
[Collection<DemoCollection>]
public sealed class SameFigureTests(DemoServer demo)
{
    private static readonly DateTime Today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
    private static readonly string Range = $"{Today.AddDays(-21):yyyy-MM-dd}T00:00Z..{Today:yyyy-MM-dd}T00:00Z";
    private static readonly string InRange = $"time >= '{Today.AddDays(-21):yyyy-MM-dd} 00:00:00' AND time < '{Today:yyyy-MM-dd} 00:00:00'";

    [Fact]
    public async Task Errors_are_the_same_everywhere()
    {
        var list = await AskAsync("issues", "status=all");
        var told = new Dictionary<string, long>
        {
            ["records"] = await CountAsync($"SELECT count() FROM errors WHERE {InRange}"),
            ["summary"] = Get(list.GetProperty("summary"), "events"),
            ["bars"] = list.GetProperty("summary").GetProperty("buckets").EnumerateArray().Sum(static bucket => Get(bucket, "events")),
            ["rows"] = list.GetProperty("issues").EnumerateArray().Sum(static issue => Get(issue, "events")),
            ["sparklines"] = list.GetProperty("issues").EnumerateArray().Sum(static issue => issue.GetProperty("sparkline").EnumerateArray().Sum(static part => part.GetInt64())),
        };
        foreach (var issue in list.GetProperty("issues").EnumerateArray())
        {
            var detail = await AskAsync($"issues/{Get(issue, "id")}");
            Assert.Equal(Get(issue, "events"), Get(detail, "eventsInRange"));
            Assert.Equal(Get(issue, "users"), Get(detail, "usersInRange"));
            var sides = await AskAsync("difference", $"of=errors&issue={Get(issue, "id")}");
            Assert.Equal(Get(issue, "events"), Get(sides.GetProperty("here"), "records"));
            told[$"issue {Get(issue, "id")} and others"] = Get(sides.GetProperty("here"), "records") + Get(sides.GetProperty("others"), "records");
        }
        AllEqual(told);
    }

    [Fact]
    public async Task Open_issues_are_the_same_everywhere()
    {
        var list = await AskAsync("issues");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT uniqExact(issue_id) FROM errors WHERE {InRange} AND issue_id IN (SELECT issue_id FROM issues WHERE status = 'unresolved')"),
            ["total"] = Get(list, "total"),
            ["rows"] = list.GetProperty("issues").GetArrayLength(),
            ["is:unresolved"] = Get(await AskAsync("issues", "query=is:unresolved"), "total"),
            ["status"] = Get(await AskAsync("issues", "status=unresolved"), "total"),
        });
    }

    [Fact]
    public async Task Requests_and_their_duration_are_the_same_everywhere()
    {
        var overview = await AskAsync("requests");
        var sides = await AskAsync("difference", "of=requests&query=outcome:failed");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM spans WHERE is_root = 1 AND {InRange}"),
            ["totals"] = Get(overview.GetProperty("totals"), "requests"),
            ["measured"] = Get(overview.GetProperty("totals"), "measured"),
            ["bars"] = overview.GetProperty("buckets").EnumerateArray().Sum(static bucket => Get(bucket, "requests")),
            ["transactions"] = overview.GetProperty("transactions").EnumerateArray().Sum(static row => Get(row, "requests")),
            ["failed and others"] = Get(sides.GetProperty("here"), "records") + Get(sides.GetProperty("others"), "records"),
        });
        AllEqual(new()
        {
            ["totals"] = Get(overview.GetProperty("totals"), "failed"),
            ["bars"] = overview.GetProperty("buckets").EnumerateArray().Sum(static bucket => Get(bucket, "failed")),
            ["transactions"] = overview.GetProperty("transactions").EnumerateArray().Sum(static row => Get(row, "failed")),
            ["filtered"] = Get((await AskAsync("requests", "query=outcome:failed")).GetProperty("totals"), "requests"),
            ["compared"] = Get(sides.GetProperty("here"), "records"),
        });
        var one = overview.GetProperty("transactions")[0];
        var alone = await AskAsync("requests", $"query={Uri.EscapeDataString($"transaction:\"{one.GetProperty("name").GetString()}\"")}");
        Near(one.GetProperty("p95Ms").GetDouble(), alone.GetProperty("totals").GetProperty("p95Ms").GetDouble());
        Near(one.GetProperty("p95Ms").GetDouble(), alone.GetProperty("transactions")[0].GetProperty("p95Ms").GetDouble());
    }

    [Fact]
    public async Task Visitors_visits_and_pageviews_are_the_same_everywhere()
    {
        var traffic = (await AskAsync("analytics")).GetProperty("totals");
        var events = await AskAsync("product/events");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT uniqExact(if(visitor_id = '', distinct_id, visitor_id)) FROM events WHERE bot = '' AND {InRange}"),
            ["totals"] = Get(traffic, "visitors"),
            ["pageview"] = Get(events.GetProperty("events").EnumerateArray().Single(static row => row.GetProperty("name").GetString() == "$pageview"), "visitors"),
        });
        var pages = await AskAsync("analytics/top", "by=page&limit=500");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM events WHERE bot = '' AND name = '$pageview' AND {InRange}"),
            ["totals"] = Get(traffic, "pageviews"),
            ["bars"] = (await AskAsync("analytics")).GetProperty("buckets").EnumerateArray().Sum(static bucket => Get(bucket, "pageviews")),
            ["pages"] = pages.GetProperty("rows").EnumerateArray().Sum(static row => Get(row, "views")),
            ["event"] = Get(events.GetProperty("events").EnumerateArray().Single(static row => row.GetProperty("name").GetString() == "$pageview"), "times"),
        });
        var sides = await AskAsync("difference", "of=visits&query=device:mobile");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM visits WHERE bot = '' AND {InRange}"),
            ["totals"] = Get(traffic, "visits"),
            ["sources"] = (await AskAsync("analytics/top", "by=source&limit=500")).GetProperty("rows").EnumerateArray().Sum(static row => Get(row, "visits")),
            ["channels"] = (await AskAsync("analytics/top", "by=channel&limit=500")).GetProperty("rows").EnumerateArray().Sum(static row => Get(row, "visits")),
            ["compared"] = Get(sides.GetProperty("here"), "records") + Get(sides.GetProperty("others"), "records"),
        });
    }

    [Fact]
    public async Task Revenue_and_people_are_the_same_everywhere()
    {
        var money = (await AskAsync("analytics")).GetProperty("revenue").EnumerateArray().Single();
        var bySource = await AskAsync("analytics/top", "by=source&limit=500");
        Assert.Equal("EUR", money.GetProperty("currency").GetString());
        double[] told =
        [
            (await SqlAsync($"SELECT sum(revenue) FROM events WHERE bot = '' AND {InRange}"))[0][0].GetDouble(),
            money.GetProperty("amount").GetDouble(),
            (await AskAsync("product/events")).GetProperty("events").EnumerateArray().Sum(static row => row.GetProperty("revenue") is { ValueKind: JsonValueKind.Number } revenue ? revenue.GetDouble() : 0),
            bySource.GetProperty("rows").EnumerateArray().Sum(static row => row.GetProperty("revenue") is { ValueKind: JsonValueKind.Number } revenue ? revenue.GetDouble() : 0),
        ];
        Assert.All(told, amount => Assert.Equal(told[0], amount, 1.0));
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT uniqExact(person_id) FROM events WHERE bot = '' AND distinct_id != '' AND {InRange}"),
            ["list"] = Get(await AskAsync("people"), "total"),
        });
    }

    [Fact]
    public async Task Lines_are_the_same_everywhere()
    {
        var page = await AskAsync("logs");
        var facets = await AskAsync("logs/facets");
        var sides = await AskAsync("difference", "of=logs&query=level:error");
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM logs WHERE {InRange}"),
            ["summary"] = Get(page.GetProperty("summary"), "lines"),
            ["levels"] = page.GetProperty("summary").GetProperty("levels").EnumerateArray().Sum(static level => Get(level, "lines")),
            ["bars"] = page.GetProperty("summary").GetProperty("levels").EnumerateArray().Sum(static level => level.GetProperty("buckets").EnumerateArray().Sum(static bar => bar.GetInt64())),
            ["facet"] = facets.GetProperty("facets").EnumerateArray().Single(static facet => facet.GetProperty("key").GetString() == "level").GetProperty("values").EnumerateArray().Sum(static value => Get(value, "lines")),
            ["compared"] = Get(sides.GetProperty("here"), "records") + Get(sides.GetProperty("others"), "records"),
        });
    }

    [Fact]
    public async Task What_changed_since_the_last_release_is_what_the_lists_say()
    {
        var latest = await AskAsync("releases/latest");
        var release = latest.GetProperty("release");
        var seen = (await SqlAsync("""
            SELECT release, min(first), sum(n) FROM
            (
                SELECT release, min(time) AS first, count() AS n FROM errors WHERE release != '' GROUP BY release
                UNION ALL SELECT release, min(time), count() FROM spans WHERE release != '' GROUP BY release
                UNION ALL SELECT release, min(time), count() FROM logs WHERE release != '' GROUP BY release
                UNION ALL SELECT release, min(time), count() FROM events WHERE release != '' GROUP BY release
            )
            GROUP BY release ORDER BY 2 DESC
            """)).Select(static row => (Name: row[0].GetString()!, At: row[1].GetString()!.Replace(' ', 'T') + "Z", Records: Number(row[2]))).ToList();
        Assert.Equal(seen[0], (release.GetProperty("name").GetString(), release.GetProperty("firstSeen").GetString(), Get(release, "records")));
        var listed = (await AskAsync("releases", range: "90d")).GetProperty("releases").EnumerateArray().Select(static each => (each.GetProperty("name").GetString(), each.GetProperty("firstSeen").GetString(), Get(each, "records"))).Reverse();
        Assert.Equal(seen, listed!);

        var since = latest.GetProperty("since");
        var (before, after) = (since.GetProperty("before").GetString()!, since.GetProperty("after").GetString()!);
        foreach (var (range, told) in new[] { (after, since.GetProperty("requests")), (before, since.GetProperty("was")) })
        {
            var room = (await AskAsync("requests", range: range)).GetProperty("totals");
            var rows = $"is_root = 1 AND {Within(range)}";
            var counted = (await SqlAsync($"SELECT count(), countIf(http_status >= 500), quantileExact(0.95)(duration_ns) / 1e6 FROM spans WHERE {rows}"))[0];
            Assert.Equal((Number(counted[0]), Number(counted[1])), (Get(told, "requests"), Get(told, "failed")));
            Assert.Equal((Get(room, "requests"), Get(room, "failed")), (Get(told, "requests"), Get(told, "failed")));
            Near(room.GetProperty("p95Ms").GetDouble(), told.GetProperty("p95Ms").GetDouble());
            var (exact, low, high) = (counted[2].GetDouble(), told.GetProperty("p95LowMs").GetDouble(), told.GetProperty("p95HighMs").GetDouble());
            Assert.InRange(exact, low, high);
            // No wider than what a tenth of the requests more and less would give.
            var around = (await SqlAsync($"SELECT quantileExact(0.9)(duration_ns) / 1e6, quantileExact(0.99)(duration_ns) / 1e6 FROM spans WHERE {rows}"))[0];
            Assert.InRange(low, around[0].GetDouble() * 0.98, exact);
            Assert.InRange(high, exact, around[1].GetDouble() * 1.02);
        }
        var fresh = await AskAsync("issues", $"query={Uri.EscapeDataString("is:all is:first")}", after);
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM issues WHERE {Within(after, "first_seen")}"),
            ["told"] = Get(since.GetProperty("newIssues"), "count"),
            ["list"] = Get(fresh, "total"),
            ["rows"] = fresh.GetProperty("issues").GetArrayLength(),
        }, least: 0);
        AllEqual(new()
        {
            ["records"] = await CountAsync($"SELECT count() FROM issues WHERE {Within(Range, "first_seen")}"),
            ["list"] = Get(await AskAsync("issues", $"query={Uri.EscapeDataString("is:all is:first")}"), "total"),
            ["summary"] = Get((await AskAsync("issues", "query=is:all")).GetProperty("summary"), "newIssues"),
        });
        Assert.Equal(0, Get(since.GetProperty("regressed"), "count"));
        Assert.Equal(0, Get(await AskAsync("issues", $"query={Uri.EscapeDataString("is:all is:again")}", after), "total"));

        var conversion = since.GetProperty("conversion");
        Assert.Equal("order placed", conversion.GetProperty("event").GetString());
        foreach (var (range, told) in new[] { (after, conversion.GetProperty("now")), (before, conversion.GetProperty("was")) })
        {
            var steps = (await AskAsync("product/funnel", "step=$pageview&step=order+placed", range)).GetProperty("steps");
            Assert.Equal((Get(steps[0], "actors"), Get(steps[1], "actors")), (Get(told, "visitors"), Get(told, "count")));
            Assert.Equal(steps[1].GetProperty("ofFirst").ToString(), told.GetProperty("rate").ToString());
            Assert.InRange(Get(told, "count"), 1, Get(told, "visitors"));
        }
    }

    [Fact]
    public async Task What_began_is_told_of_each_kind()
    {
        var since = (await AskAsync("releases", range: "24h")).GetProperty("since");
        foreach (var (kind, table) in new[] { ("errors", "errors"), ("requests", "spans"), ("logs", "logs"), ("events", "events") })
            Assert.Equal((await SqlAsync($"SELECT min(time) FROM {table}"))[0][0].GetString()!.Replace(' ', 'T') + "Z", since.GetProperty(kind).GetString());
    }

    [Fact]
    public async Task A_project_without_releases_has_none_and_no_other_ones()
    {
        foreach (var path in (string[])["releases?range=90d", "releases/latest", "find?text=order"])
        {
            using var foreign = await SendAsync(demo.Other.ApiToken, demo.Shop, path);
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
            using var empty = await SendAsync(demo.Other.ApiToken, demo.Other, path);
            Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
            var said = await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("shop@", said);
            Assert.DoesNotContain("/product/", said);
        }
        using var latest = await SendAsync(demo.Other.ApiToken, demo.Other, "releases/latest");
        Assert.Equal("""{"release":null,"since":null}""", await latest.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Anything_is_found_by_a_few_letters()
    {
        var error = (await SqlAsync("SELECT issue_id, title FROM issues ORDER BY times_seen DESC LIMIT 1"))[0];
        Assert.Contains((await FindAsync(error[1].GetString()![..6])).GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("id").ToString() == error[0].ToString());
        Assert.Contains((await FindAsync("level:error")).GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("id").ToString() == error[0].ToString());

        var trace = (await SqlAsync("SELECT trace_id, count() FROM spans WHERE trace_id != '' GROUP BY trace_id ORDER BY 2 DESC LIMIT 1"))[0];
        var found = (await FindAsync(trace[0].GetString()!.ToUpperInvariant())).GetProperty("traces").EnumerateArray().Single();
        Assert.Equal((trace[0].GetString(), Number(trace[1])), (found.GetProperty("traceId").GetString(), Get(found, "spans")));
        Assert.Empty((await FindAsync(new string('0', 32))).GetProperty("traces").EnumerateArray());

        Assert.Contains((await FindAsync("orders")).GetProperty("transactions").EnumerateArray(), static row => row.GetProperty("name").GetString() == "/orders/");
        var pages = (await FindAsync("saddle")).GetProperty("pages").EnumerateArray().ToList();
        Assert.InRange(pages.Count, 1, 5);
        Assert.All(pages, static page => Assert.InRange(Get(page, "visitors"), 1, long.MaxValue));

        Assert.NotEmpty((await FindAsync("customer-1")).GetProperty("people").EnumerateArray());
        var (code, output, said) = await PaddockProcess.RunAsync("token", "create", demo.Shop.Slug, "--scopes", "read", "--data", demo.Server.Data);
        Assert.True(code == 0, said);
        using var answer = await SendAsync(output.Trim(), demo.Shop, "find?text=customer-1");
        Assert.Equal(0, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("people").GetArrayLength());

        foreach (var refused in (string[])["", "x", new('x', 201)])
        {
            using var no = await SendAsync(demo.Shop.ApiToken, demo.Shop, $"find?text={refused}");
            Assert.Equal(HttpStatusCode.BadRequest, no.StatusCode);
        }
        foreach (var hostile in (string[])["' OR 1=1 --", "a:b') OR 1 --", "{term0:String}", "\\'", "!*:*", "trace:zz", "%_%"]) await FindAsync(hostile);
    }

    private Task<JsonElement> FindAsync(string text) => AskAsync("find", $"text={Uri.EscapeDataString(text)}");

    private static void AllEqual(Dictionary<string, long> told, int least = 1)
    {
        Assert.True(told.Values.Distinct().Count() == 1 && told.Values.First() >= least, string.Join(", ", told.Select(static each => $"{each.Key}: {each.Value}")));
    }

    // Percentiles are estimated by a digest, whose last digits depend on the order in which rows are read.
    private static void Near(double expected, double found) => Assert.InRange(found, expected * 0.98, expected * 1.02);

    private static string Within(string range, string column = "time")
    {
        var ends = range.Split("..").Select(static end => DateTimeOffset.Parse(end, CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)).ToArray();
        return $"{column} >= '{ends[0]}' AND {column} < '{ends[1]}'";
    }

    private async Task<JsonElement> AskAsync(string question, string parameters = "", string? range = null)
    {
        using var answer = await SendAsync(demo.Shop.ApiToken, demo.Shop, $"{question}?range={range ?? Range}&{parameters}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{question} {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<HttpResponseMessage> SendAsync(string token, CreatedProject project, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await demo.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<JsonElement[][]> SqlAsync(string query) => demo.Server.SqlAsync(demo.Shop, query);

    private Task<long> CountAsync(string query) => demo.Server.CountAsync(demo.Shop, query);

    private static long Number(JsonElement value) => long.Parse(value.ToString(), CultureInfo.InvariantCulture);

    private static long Get(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
