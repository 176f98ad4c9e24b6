using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>The demo, served once, for tests that only read it.</summary>
public sealed partial class DemoServer : IAsyncLifetime
{
    internal PaddockProcess Server { get; private set; } = null!;

    internal CreatedProject Shop { get; private set; } = null!;

    internal CreatedProject Other { get; private set; } = null!;

    /// <summary>How many records it says there are.</summary>
    internal long Written { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Server = await PaddockProcess.ServeAsync(verb: "demo");
        await Eventually.TrueAsync(() => Task.FromResult(SaysWritten().IsMatch(Server.Output)), () => Server.Output);
        Written = long.Parse(SaysWritten().Match(Server.Output).Groups[1].Value);
        Shop = await Server.FindProjectAsync(1, "saddle-and-tack");
        Other = await Server.CreateProjectAsync("Somebody else");
        // A million records are more than one deadline on a machine under load: each eighth has its own.
        for (var part = 1; part < 8; part++) await Eventually.TrueAsync(async () => await StoredAsync() >= Written * part / 8);
        await Eventually.EqualAsync(Written, StoredAsync);
        // Visits are derived from events, some seconds after them.
        await Eventually.EqualAsync(
            await Server.CountAsync(Shop, "SELECT countIf(name = '$pageview') FROM events WHERE visitor_id != '' OR distinct_id != ''"), () => Server.CountAsync(Shop, "SELECT sum(pageviews) FROM visits"));
    }

    private Task<long> StoredAsync() => Server.CountAsync(Shop, "SELECT sum(quantity) FROM ledger WHERE outcome = 'stored' AND receiver = 'demo'");

    /// <summary>A browser in which the administrator is signed in.</summary>
    internal async Task<HttpClient> SignInAsync()
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Server.Url };
        var path = _administrator ? "/sign-in" : Welcome().Match(Server.Output).Value;
        var hidden = Hidden().Match(await http.GetStringAsync(path, TestContext.Current.CancellationToken));
        using var form = new FormUrlEncodedContent([new(hidden.Groups[1].Value, hidden.Groups[2].Value), new("email", "ann@example.org"), new("password", "a horse in a paddock")]);
        using var answer = await http.PostAsync(path, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        _administrator = true;
        return http;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private bool _administrator;

    [GeneratedRegex(@"is there: (\d+) records")]
    private static partial Regex SaysWritten();

    [GeneratedRegex(@"/welcome/[\w-]{43}")]
    private static partial Regex Welcome();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]+)">""")]
    private static partial Regex Hidden();
}

[CollectionDefinition]
public sealed class DemoCollection : ICollectionFixture<DemoServer>;

/// <summary>What the rooms show is what the records say: every answer is computed a second way, from the views that people query.</summary>
[Collection<DemoCollection>]
public sealed class RoomQuestionsTests(DemoServer demo)
{
    private static readonly DateTime Today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
    private static readonly string Range = RangeOf(21), InRange = RowsOf(21);

    // Of more records a comparison takes samples.
    private static readonly string Week = RangeOf(7), InWeek = RowsOf(7);

    private const string Visitor = "if(visitor_id = '', distinct_id, visitor_id)";

    /// <summary>Every question that a room asks, with a good example of what it needs.</summary>
    public static TheoryData<string> Questions => new(
        "logs?", "logs/facets?", "analytics?", "analytics/top?by=page", "analytics/vitals?", "requests?", "requests/samples?", "product/events?", "product/funnel?step=$pageview&step=order+placed",
        "product/retention?first=$pageview&then=$pageview", "people?", "story?person=customer-1", "issues?", "difference?of=requests&query=outcome:failed");

    [Fact]
    public async Task Lines_are_counted_and_paged_once()
    {
        var page = await AskAsync("logs");
        var levels = (await SqlAsync($"SELECT severity, count() FROM logs WHERE {InRange} GROUP BY severity")).ToDictionary(static row => row[0].GetString()!, static row => Number(row[1]));
        Assert.Equal(levels, page.GetProperty("summary").GetProperty("levels").EnumerateArray().ToDictionary(static level => level.GetProperty("level").GetString()!, static level => level.GetProperty("lines").GetInt64()));

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            page = await AskAsync("logs", $"query=logger:store.views{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.GetProperty("lines").EnumerateArray().Select(static line => line.GetProperty("time").GetString()! + line.GetProperty("traceId").GetString() + line.GetProperty("message").GetString()));
            cursor = page.GetProperty("next").GetString();
        }
        Assert.Equal(await CountAsync($"SELECT count() FROM logs WHERE logger = 'store.views' AND {InRange}"), seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal).Select(static line => line[..20]), seen.Select(static line => line[..20]));
        Assert.InRange(seen.Count, 101, int.MaxValue);
    }

    [Theory]
    [InlineData("requests", "query=outcome:failed", "spans WHERE is_root = 1", "http_status >= 500", "transaction", "transaction")]
    [InlineData("logs", "query=level:error", "logs WHERE 1", "severity = 'error'", "logger", "logger")]
    [InlineData("events", "query=event:%22order+placed%22", "events WHERE bot = '' AND NOT startsWith(name, '$')", "name = 'order placed'", "plan", "attributes['plan']")]
    [InlineData("visits", "query=device:mobile", "visits WHERE bot = ''", "device = 'mobile'", "os", "os")]
    public async Task What_differs_is_counted_on_both_sides(string of, string query, string from, string chosen, string key, string column)
    {
        var answer = await AskAsync("difference", $"of={of}&{query}", Week);
        var sides = (await SqlAsync($"SELECT countIf({chosen}), countIf(NOT ({chosen})) FROM {from} AND {InWeek}"))[0];
        Assert.Equal((Number(sides[0]), Number(sides[1])), (Get(answer.GetProperty("here"), "records"), Get(answer.GetProperty("others"), "records")));
        var value = answer.GetProperty("differences").EnumerateArray().First(differing => differing.GetProperty("key").GetString() == key).GetProperty("values")[0];
        var counted = (await SqlAsync($"SELECT countIf({chosen}), countIf(NOT ({chosen})) FROM {from} AND {InWeek} AND {column} = '{value.GetProperty("value").GetString()}'"))[0];
        Assert.Equal((Number(counted[0]), Number(counted[1])), (Get(value, "here"), Get(value, "others")));
        Assert.Equal(((double)Number(counted[0]) / Number(sides[0])) - ((double)Number(counted[1]) / Number(sides[1])), value.GetProperty("difference").GetDouble(), 9);
    }

    [Fact]
    public async Task The_error_that_came_with_a_release_differs_by_that_release()
    {
        var issue = (await SqlAsync($"SELECT issue_id FROM errors WHERE {InRange} AND release = 'shop@1.5.0' GROUP BY issue_id ORDER BY count() DESC LIMIT 1"))[0][0];
        var differences = (await AskAsync("difference", $"of=errors&issue={issue}")).GetProperty("differences").EnumerateArray();
        var release = differences.First(static differing => differing.GetProperty("key").GetString() == "release").GetProperty("values")[0];
        Assert.Equal(("shop@1.5.0", 1.0), (release.GetProperty("value").GetString(), release.GetProperty("hereShare").GetDouble()));
    }

    [Theory]
    [InlineData("traceId", "trace")]
    [InlineData("level", "level")]
    [InlineData("logger", "logger")]
    [InlineData("service", "service")]
    [InlineData("release", "release")]
    [InlineData("route", "route")]
    [InlineData("message", "message")]
    public async Task A_filter_lists_the_lines_that_it_counts(string field, string key)
    {
        var value = (await AskAsync("logs", "query=logger:store.views")).GetProperty("lines")[0].GetProperty(field).GetString()!;
        var page = await AskAsync("logs", $"query={Uri.EscapeDataString($"{key}:\"{value}\"")}");
        var counted = Get(page.GetProperty("summary"), "lines");
        Assert.InRange(counted, 1, long.MaxValue);
        Assert.Equal(Math.Min(100, counted), page.GetProperty("lines").GetArrayLength());
        Assert.All(page.GetProperty("lines").EnumerateArray(), line => Assert.Equal(value, line.GetProperty(field).GetString()));
    }

    [Fact]
    public async Task Many_questions_at_once_are_answered_or_told_to_come_back()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => SendAsync(demo.Shop, demo.Shop.ApiToken, "analytics?range=90d")));
        Assert.All(answers, static answer => Assert.True(answer.StatusCode is HttpStatusCode.OK || (answer.StatusCode is HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null), $"{answer.StatusCode}"));
        Assert.Contains(answers, static answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Contains(answers, static answer => answer.StatusCode is HttpStatusCode.TooManyRequests);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Nobodys_trace_is_no_trace()
    {
        using var links = await SendAsync(demo.Shop, demo.Shop.ApiToken, $"traces/{new string('0', 32)}/links");
        Assert.Equal(HttpStatusCode.NotFound, links.StatusCode);
    }

    [Fact]
    public async Task Facets_and_patterns_count_the_same_lines()
    {
        var facets = await AskAsync("logs/facets", "query=level:error");
        var errors = await CountAsync($"SELECT count() FROM logs WHERE severity = 'error' AND {InRange}");
        Assert.Equal(errors, facets.GetProperty("patterns").EnumerateArray().Sum(static pattern => pattern.GetProperty("lines").GetInt64()));
        Assert.Equal(errors, facets.GetProperty("facets").EnumerateArray().Single(static facet => facet.GetProperty("key").GetString() == "level").GetProperty("values").EnumerateArray().Single().GetProperty("lines").GetInt64());
    }

    [Fact]
    public async Task Traffic_is_what_events_and_visits_say()
    {
        var totals = (await AskAsync("analytics")).GetProperty("totals");
        var events = (await SqlAsync($"SELECT uniqExact({Visitor}), countIf(name = '$pageview') FROM events WHERE bot = '' AND {InRange}"))[0];
        var visits = (await SqlAsync($"SELECT count(), sum(bounce), sum(engaged_ms) FROM visits WHERE bot = '' AND {InRange}"))[0];
        Assert.Equal((Number(events[0]), Number(events[1])), (Get(totals, "visitors"), Get(totals, "pageviews")));
        Assert.Equal((Number(visits[0]), Number(visits[1]), Number(visits[2])), (Get(totals, "visits"), Get(totals, "bounces"), Get(totals, "engagedMs")));
        Assert.InRange(Get(totals, "engagedMs"), 1, long.MaxValue);
    }

    [Fact]
    public async Task A_source_filters_pages_by_the_visits_that_came_from_it()
    {
        var top = await AskAsync("analytics/top", "by=page&limit=500&query=source:Google");
        var pages = (await SqlAsync($$"""
            SELECT url_path, uniqExact({{Visitor}}) FROM events
            WHERE name = '$pageview' AND bot = '' AND {{InRange}} AND {{Visitor}} IN (SELECT {{Visitor}} FROM visits WHERE source = 'Google' AND bot = '' AND {{InRange}})
            GROUP BY url_path
            """)).ToDictionary(static row => row[0].GetString()!, static row => Number(row[1]));
        Assert.Equal(pages, top.GetProperty("rows").EnumerateArray().ToDictionary(static row => row.GetProperty("value").GetString()!, static row => Get(row, "visitors")));
    }

    [Fact]
    public async Task Visitors_are_the_same_in_every_room()
    {
        var traffic = Get((await AskAsync("analytics")).GetProperty("totals"), "visitors");
        Assert.Equal(traffic, Get((await AskAsync("product/events")).GetProperty("events").EnumerateArray().Single(static row => row.GetProperty("name").GetString() == "$pageview"), "visitors"));
        var orders = Get((await AskAsync("product/events")).GetProperty("events").EnumerateArray().Single(static row => row.GetProperty("name").GetString() == "order placed"), "visitors");
        Assert.Equal(orders, Get((await AskAsync("analytics/top", "by=event")).GetProperty("rows").EnumerateArray().Single(static row => row.GetProperty("value").GetString() == "order placed"), "visitors"));
    }

    [Fact]
    public async Task Requests_fail_and_take_what_their_spans_say()
    {
        var totals = (await AskAsync("requests")).GetProperty("totals");
        var spans = (await SqlAsync($"SELECT count(), countIf(http_status >= 500), quantileExact(0.95)(duration_ns) / 1e6 FROM spans WHERE is_root = 1 AND {InRange}"))[0];
        Assert.Equal((Number(spans[0]), Number(spans[1])), (Get(totals, "requests"), Get(totals, "failed")));
        var exact = spans[2].GetDouble();
        Assert.InRange(totals.GetProperty("p95Ms").GetDouble(), exact * 0.98, exact * 1.02);
    }

    [Fact]
    public async Task Time_goes_where_nothing_inside_takes_it()
    {
        var answer = (await AskAsync("requests/samples", "query=transaction:/orders/", Week)).GetProperty("operations").EnumerateArray().ToList();
        var spans = (await SqlAsync($"SELECT trace_id, span_id, parent_span_id, toUnixTimestamp64Nano(time), duration_ns, op, if(db_statement = '', name, db_statement) FROM spans WHERE transaction = '/orders/' AND {InWeek}"))
            .Select(static row => (Trace: row[0].GetString()!, Id: row[1].GetString()!, Parent: row[2].GetString()!, Start: Number(row[3]), End: Number(row[3]) + Number(row[4]), What: $"{row[5]} {row[6]}")).ToList();
        var inside = spans.ToLookup(static span => (span.Trace, span.Parent));
        // No two of one parent run at the same time here.
        var own = spans.GroupBy(static span => span.What)
            .ToDictionary(static group => group.Key, group => group.Sum(span => span.End - span.Start - inside[(span.Trace, span.Id)].Sum(static child => child.End - child.Start)) / 1e6);
        Assert.Equal(own.Keys.Order(), answer.Select(static each => $"{each.GetProperty("kind")} {each.GetProperty("what")}").Order());
        Assert.All(answer, each => Assert.Equal(own[$"{each.GetProperty("kind")} {each.GetProperty("what")}"], each.GetProperty("ownMs").GetDouble(), 3));
        Assert.Equal(spans.Where(static span => span.Parent.Length == 0).Sum(static span => span.End - span.Start) / 1e6, answer.Sum(static each => each.GetProperty("ownMs").GetDouble()), 3);
    }

    [Fact]
    public async Task A_failed_request_leads_to_its_error_its_line_and_its_person()
    {
        var samples = await AskAsync("requests/samples", "which=failed");
        var trace = samples.GetProperty("requests")[0].GetProperty("traceId").GetString()!;
        Assert.Equal(await CountAsync($"SELECT count() FROM spans WHERE trace_id = '{trace}'"), Get(await AskAsync($"traces/{trace}"), "spanCount"));
        var links = await AskAsync($"traces/{trace}/links");
        var error = (await SqlAsync($"SELECT issue_id, person_id FROM errors WHERE trace_id = '{trace}'")).Single();
        Assert.Equal(error[0].ToString(), links.GetProperty("issues").EnumerateArray().Single().GetProperty("id").ToString());
        Assert.Equal(error[1].GetString(), links.GetProperty("people").EnumerateArray().Single().GetString());
        Assert.Equal(await CountAsync($"SELECT count() FROM logs WHERE trace_id = '{trace}'"), Get(links, "logs"));
        var story = await AskAsync("story", $"person={error[1].GetString()}");
        Assert.Contains(story.GetProperty("items").EnumerateArray(), item => item.GetProperty("kind").GetString() == "error" && item.GetProperty("traceId").GetString() == trace);
    }

    [Theory]
    [InlineData("$pageview", "/product/*", "added to cart", "order placed")]
    [InlineData("/product/*", "/product/*", "/checkout/*")]
    [InlineData("added to cart", "order placed")]
    [InlineData("order placed", "added to cart")]
    public async Task A_funnel_is_walked_by_whom_it_says(params string[] steps)
    {
        var funnel = await AskAsync("product/funnel", string.Join('&', steps.Select(static step => $"step={Uri.EscapeDataString(step)}")));
        Assert.Equal(await WalkAsync(steps, TimeSpan.FromDays(7)), funnel.GetProperty("steps").EnumerateArray().Select(static step => Get(step, "actors")));
    }

    [Fact]
    public async Task People_who_came_back_are_counted_from_their_own_beginning()
    {
        var rows = await SqlAsync($"SELECT person_id, toUnixTimestamp64Milli(time) FROM events WHERE name = '$pageview' AND distinct_id != '' AND bot = '' AND {InRange} ORDER BY time");
        var week = TimeSpan.FromDays(7).TotalMilliseconds;
        var start = new DateTimeOffset(Today.AddDays(-21), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var expected = new SortedDictionary<(long, long), HashSet<string>>();
        foreach (var person in rows.GroupBy(static row => row[0].GetString()!, static row => Number(row[1])))
            foreach (var at in person.Where(at => at > person.Min()))
                (expected.TryGetValue(((long)((person.Min() - start) / week), (long)((at - person.Min()) / week)), out var who) ? who : expected[((long)((person.Min() - start) / week), (long)((at - person.Min()) / week))] = []).Add(person.Key);

        var cohorts = (await AskAsync("product/retention", "first=$pageview&then=$pageview")).GetProperty("cohorts").EnumerateArray().ToList();
        var found = cohorts.SelectMany((cohort, index) => cohort.GetProperty("returned").EnumerateArray().Select((cell, later) => (Key: ((long)index, (long)later), People: (int)Get(cell, "people")))).Where(static cell => cell.People > 0);
        Assert.Equal(expected.Select(static pair => (pair.Key, pair.Value.Count)), found.Order());
        Assert.Equal(rows.Select(static row => row[0].GetString()).Distinct().Count(), cohorts.Sum(static cohort => Get(cohort, "people")));
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task A_question_is_answered_to_its_own_project_alone(string question)
    {
        using var own = await SendAsync(demo.Shop, demo.Shop.ApiToken, question);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var foreign = await SendAsync(demo.Shop, demo.Other.ApiToken, question);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var nobody = await SendAsync(demo.Shop, token: null, question);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var empty = await SendAsync(demo.Other, demo.Other.ApiToken, question);
        var answer = await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("shop@1", answer);
        Assert.DoesNotContain("/product/", answer);
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task A_bad_question_is_told_what_to_write(string question)
    {
        string[] wrong = ["range=1y", "range=9999-01-01T00:00Z..9999-01-02T00:00Z", "range=2150-01-01T00:00Z..2150-01-02T00:00Z", $"query={new string('x', 1001)}"];
        foreach (var part in wrong.Where(part => !question.StartsWith("story", StringComparison.Ordinal) || part.StartsWith("range", StringComparison.Ordinal)))
        {
            using var answer = await SendAsync(demo.Shop, demo.Shop.ApiToken, $"{question}&{part}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
        foreach (var hostile in (string[])["' OR 1=1 --", "a:b') OR 1 --", "{term0:String}", "\\'", "🐎:\"", "!*:*", "trace:zz", "x:%_"])
        {
            using var answer = await SendAsync(demo.Shop, demo.Shop.ApiToken, $"{question}&query={Uri.EscapeDataString(hostile)}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("logs?cursor=x")]
    [InlineData("analytics/top?by=secret")]
    [InlineData("requests?sort=x")]
    [InlineData("requests/samples?which=x")]
    [InlineData("product/funnel?step=a")]
    [InlineData("product/funnel?step=a&step=b&days=0")]
    [InlineData("product/retention?first=a")]
    [InlineData("product/retention?first=a&then=b&period=year")]
    [InlineData("people?cursor=-1")]
    [InlineData("story?person=a&trace=b")]
    [InlineData("story?visitor=xyz")]
    public async Task What_no_question_has_is_refused(string question)
    {
        using var answer = await SendAsync(demo.Shop, demo.Shop.ApiToken, question);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>The funnel by its definition, over all events of each actor.</summary>
    private async Task<List<long>> WalkAsync(string[] steps, TimeSpan window)
    {
        var rows = new List<JsonElement[]>();
        // An answer has at most 100,000 rows.
        for (var day = 21; day > 0; day -= 3)
        {
            var some = await SqlAsync($"""
                SELECT visitor_id, if(distinct_id = '', '', person_id), name, url_path, toUnixTimestamp64Milli(time)
                FROM events WHERE bot = '' AND (visitor_id != '' OR distinct_id != '') AND {RowsOf(day)} AND NOT ({RowsOf(day - 3)}) ORDER BY time
                """);
            Assert.InRange(some.Length, 1, 99_999);
            rows.AddRange(some);
        }
        var events = rows.Select(static row => (Visitor: row[0].GetString()!, Person: row[1].GetString()!, Name: row[2].GetString()!, Path: row[3].GetString()!, At: Number(row[4]))).ToList();
        var named = events.Where(static e => e.Visitor.Length > 0 && e.Person.Length > 0).GroupBy(static e => e.Visitor).ToDictionary(static e => e.Key, static e => e.First().Person);
        var reached = new long[steps.Length];
        foreach (var actor in events.GroupBy(e => e.Person.Length > 0 ? $"p{e.Person}" : named.TryGetValue(e.Visitor, out var person) ? $"p{person}" : $"v{e.Visitor}"))
        {
            var walk = actor.Select(static e => (At: (2 * e.At) + (e.Name == "$pageview" ? 0 : 1), e.Name, e.Path)).OrderBy(static e => e.At).ToList();
            var best = 0;
            foreach (var start in walk.Where(e => Does(steps[0], e.Name, e.Path)))
            {
                var (at, level) = (start.At, 1);
                while (level < steps.Length && walk.FirstOrDefault(e => e.At > at && e.At <= start.At + (2 * (long)window.TotalMilliseconds) && Does(steps[level], e.Name, e.Path)) is { Name: not null } next) (at, level) = (next.At, level + 1);
                best = Math.Max(best, level);
            }
            for (var level = 0; level < best; level++) reached[level]++;
        }
        return [.. reached];
    }

    private static bool Does(string step, string name, string path)
    {
        var pattern = $"^{Regex.Escape(step).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        return step.StartsWith('/') ? name == "$pageview" && Regex.IsMatch(path, pattern) : Regex.IsMatch(name, pattern);
    }

    private static string RangeOf(int days) => $"{Today.AddDays(-days):yyyy-MM-dd}T00:00Z..{Today:yyyy-MM-dd}T00:00Z";

    private static string RowsOf(int days) => $"time >= '{Today.AddDays(-days):yyyy-MM-dd} 00:00:00' AND time < '{Today:yyyy-MM-dd} 00:00:00'";

    private async Task<JsonElement> AskAsync(string question, string parameters = "", string? range = null)
    {
        using var answer = await SendAsync(demo.Shop, demo.Shop.ApiToken, $"{question}?range={range ?? Range}&{parameters}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{question} {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<HttpResponseMessage> SendAsync(CreatedProject project, string? token, string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/{question}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await demo.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<JsonElement[][]> SqlAsync(string query) => demo.Server.SqlAsync(demo.Shop, query);

    private Task<long> CountAsync(string query) => demo.Server.CountAsync(demo.Shop, query);

    private static long Number(JsonElement value) => long.Parse(value.ToString());

    private static long Get(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
