using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What the script tag sends, and what anybody else may send in its name, against the real program.</summary>
public sealed class ScriptDoorTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private const string GermanAddress = "193.99.144.80";

    [Fact]
    public async Task A_pageview_is_a_row_with_all_that_is_known_of_it()
    {
        var project = await fixture.ProjectAsync();
        await SendAsync(project, """
            {"url":"https://shop.example.org/product/7?utm_source=newsletter&utm_campaign=autumn&email=ann%40example.org","referrer":"https://www.google.com/search?q=x","title":"Fly mask",
             "route":"shop.product","trace":"0123456789abcdef0123456789abcdef-0123456789abcdef-1","release":"1.4","screen":"1280x800",
             "events":[{"id":"p1","name":"$pageview","user":"ann","age":1500}]}
            """);
        await Eventually.EqualAsync(1, () => EventsAsync(project));
        var row = await RowAsync(project, """
            name, insert_id, url_host, url_path, title, route, trace_id, span_id, release, distinct_id, referrer, source, channel, utm_source, utm_campaign,
            browser, browser_version, os, device, country, screen, language, bot, receiver, interactive
            """);
        Assert.Equal(
            "$pageview|p1|shop.example.org|/product/7|Fly mask|shop.product|0123456789abcdef0123456789abcdef|0123456789abcdef|1.4|ann|www.google.com/search|Newsletter|Email|newsletter|autumn|"
            + "Chrome|126|Windows|desktop|DE|1280x800|de-AT||script|0", row);
        Assert.Equal("16|1", await RowAsync(project, "length(visitor_id), toUInt8(time BETWEEN received_at - INTERVAL 1600 MILLISECOND AND received_at - INTERVAL 1400 MILLISECOND)"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "stored"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task Every_kind_of_event_finds_its_place()
    {
        var project = await fixture.ProjectAsync();
        await SendAsync(project, """
            {"url":"https://shop.example.org/","route":"shop.home","trace":"0123456789abcdef0123456789abcdef-0123456789abcdef","events":[
              {"id":"1","name":"Order","properties":{"plan":"pro","phone":"+49 30 901820"},"revenue":12.5,"currency":"eur"},
              {"id":"2","name":"$engagement","engaged":4200,"scroll":80},
              {"id":"3","name":"$vital","metric":"LCP","value":1234.5,"rating":"good","target":"#hero"},
              {"id":"4","name":"$identify","user":"ann","properties":{"plan":"pro","email":"ann@example.org"}},
              {"id":"5","name":"$error","user":"ann","type":"TypeError","message":"x is undefined","mechanism":"onerror","stack":"TypeError: x\n    at pay (https://shop.example.org/a.js:1:2)"}]}
            """);
        await Eventually.EqualAsync(4, () => EventsAsync(project));
        Assert.Equal("12.5|EUR|pro|[Filtered]|1", await RowAsync(project, "revenue, currency, attributes['plan'], attributes['phone'], interactive", "name = 'Order'"));
        Assert.Equal("4200|80", await RowAsync(project, "engaged_ms, scroll", "name = '$engagement'"));
        Assert.Equal("1234.5|LCP|good|#hero", await RowAsync(project, "value, attributes['metric'], attributes['rating'], attributes['target']", "name = '$vital'"));
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        var error = (await fixture.Server.SqlAsync(project, "SELECT type, value, handled, route, url_path, trace_id, user_id, visitor_id = (SELECT any(visitor_id) FROM events) FROM errors"))[0];
        Assert.Equal("TypeError|x is undefined|no|shop.home|/|0123456789abcdef0123456789abcdef|ann|1", string.Join('|', error));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM people WHERE person_id = 'ann' AND properties['plan'] = 'pro' AND properties['email'] = 'ann@example.org'"));
    }

    [Fact]
    public async Task A_beacon_that_arrives_twice_counts_once()
    {
        var project = await fixture.ProjectAsync();
        const string beacon = """{"url":"https://a.example/","events":[{"id":"view1","name":"$pageview"},{"id":"err1","name":"$error","type":"TypeError","message":"x"}]}""";
        for (var time = 0; time < 3; time++) await SendAsync(project, beacon);
        await Eventually.EqualAsync(4, () => fixture.LedgerAsync(project, "duplicate"));
        Assert.Equal((1, 1), (await EventsAsync(project), await fixture.ErrorsAsync(project)));
        await Eventually.EqualAsync(6, () => fixture.LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task A_visitor_is_told_by_browser_and_network_and_the_address_is_nowhere()
    {
        var project = await fixture.ProjectAsync();
        (string Agent, string Address)[] visits = [(Chrome, GermanAddress), (Chrome, GermanAddress), (Chrome, "193.99.144.81"), (Chrome.Replace("126", "127"), GermanAddress)];
        foreach (var (agent, address) in visits) (await PostAsync(project, Pageview("https://a.example/"), agent, address)).Dispose();
        await Eventually.EqualAsync(4, () => EventsAsync(project));
        Assert.Equal("3", await RowAsync(project, "uniqExact(visitor_id)"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(fixture.Server.Data, "journal")))
            Assert.DoesNotContain(GermanAddress, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("curl/8.5.0", "", "user_agent|bot")]
    [InlineData(null, "", "no_user_agent|bot")]
    [InlineData(Chrome, ",\"webdriver\":true", "webdriver|desktop")]
    public async Task Robots_are_marked_and_kept(string? agent, string more, string expected)
    {
        var project = await fixture.ProjectAsync();
        (await PostAsync(project, "{\"url\":\"https://a.example/\"" + more + ",\"events\":[{\"name\":\"$pageview\"}]}", agent, GermanAddress)).Dispose();
        await Eventually.EqualAsync(1, () => EventsAsync(project));
        Assert.Equal(expected, await RowAsync(project, "bot, device"));
    }

    [Fact]
    public async Task Pages_of_other_hosts_are_counted_and_not_kept_when_the_project_has_a_domain()
    {
        var (_, output, _) = await PaddockProcess.RunAsync("project", "create", $"Project {Guid.NewGuid():n}", "--domain", "www.shop.example", "--json", "--data", fixture.Server.Data);
        var project = JsonSerializer.Deserialize<CreatedProject>(output, JsonSerializerOptions.Web)!;
        foreach (var url in (string[])["https://shop.example/", "https://www.shop.example/", "https://m.shop.example/", "http://localhost:3000/"]) await SendAsync(project, Pageview(url));
        foreach (var url in (string[])["https://other.example/", "https://notshop.example/", "https://shop.example.evil.test/", "file:///tmp/x.html"])
        {
            using var answer = await PostAsync(project, Pageview(url), Chrome, GermanAddress);
            Assert.Equal((HttpStatusCode.Accepted, "other_host"), (answer.StatusCode, answer.Headers.GetValues("Paddock-Dropped").Single()));
        }
        await Eventually.EqualAsync(4, () => EventsAsync(project));
        await Eventually.EqualAsync(4, () => fixture.LedgerAsync(project, "filtered", "other_host"));
    }

    [Fact]
    public async Task A_browser_on_any_site_may_send_and_needs_no_key_in_the_address()
    {
        var project = await fixture.ProjectAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/in/script/event");
        preflight.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
        using var allowed = await fixture.Server.Http.SendAsync(preflight);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var answer = await fixture.PostAsync("/api/paddock/event", Encoding.UTF8.GetBytes($$"""{"key":"{{project.WriteKey}}","url":"https://a.example/","events":[{"name":"$pageview"}]}"""));
        Assert.Equal((HttpStatusCode.Accepted, "*"), (answer.StatusCode, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        await Eventually.EqualAsync(1, () => EventsAsync(project));
    }

    public static TheoryData<string, int, string> BadBodies => new()
    {
        { "", 400, "malformed_beacon" },
        { "[]", 400, "malformed_beacon" },
        { "{\"events\":[{\"name\":\"$pageview\"}", 400, "malformed_beacon" },
        { new string(' ', 300_000), 413, "body_too_large" },
    };

    [Theory]
    [MemberData(nameof(BadBodies), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_body_gets_a_clear_answer_and_a_line_in_the_ledger(string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync(project, body, Chrome, GermanAddress);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(reason, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("reason").GetString());
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
    }

    [Fact]
    public async Task Bad_events_are_counted_and_leave_their_neighbours()
    {
        var project = await fixture.ProjectAsync();
        var keys = string.Join(',', Enumerable.Range(0, 10_000).Select(static number => $"\"k{number}\":1"));
        string[] events =
        [
            """{"name":"$pageview"}""", "12", """{"name":"$set"}""", """{"name":"$identify","user":"null"}""", """{"name":"many","properties":{KEYS}}""".Replace("KEYS", keys, StringComparison.Ordinal),
            """{"name":"deep","properties":{"a":ARRAYS}}""".Replace("ARRAYS", new string('[', 5000) + new string(']', 5000), StringComparison.Ordinal), """{"name":"half \ud800 a letter"}""",
            """{"name":"far","age":99999999999999,"revenue":1e400,"engaged":-1,"scroll":"x"}""",
        ];
        await SendAsync(project, $$"""{"url":"https://a.example/","events":[{{string.Join(',', events)}}]}""");
        await Eventually.EqualAsync(5, () => EventsAsync(project));
        foreach (var reason in (string[])["malformed_event", "reserved_name", "illegal_id"]) await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(5, () => fixture.LedgerAsync(project, "stored"));
        await Eventually.EqualAsync(8, () => fixture.LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task A_key_is_needed()
    {
        using var none = await fixture.PostAsync("/in/script/event", "{}"u8.ToArray());
        using var unknown = await fixture.PostAsync($"/in/script/event?key={new string('0', 32)}", "{}"u8.ToArray());
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (none.StatusCode, unknown.StatusCode));
    }

    private static string Pageview(string url) => $$"""{"url":"{{url}}","events":[{"name":"$pageview"}]}""";

    private async Task SendAsync(CreatedProject project, string beacon)
    {
        using var answer = await PostAsync(project, beacon, Chrome, GermanAddress);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(CreatedProject project, string beacon, string? agent, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/in/script/event?key={project.WriteKey}") { Content = new StringContent(beacon) };
        if (agent is not null) request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        request.Headers.TryAddWithoutValidation("Accept-Language", "de-AT,de;q=0.9,en;q=0.8");
        return await fixture.Server.Http.SendAsync(request);
    }

    private Task<long> EventsAsync(CreatedProject project) => fixture.Server.CountAsync(project, "SELECT count() FROM events");

    private async Task<string> RowAsync(CreatedProject project, string columns, string condition = "1") =>
        string.Join('|', (await fixture.Server.SqlAsync(project, $"SELECT {columns} FROM events WHERE {condition}"))[0]);
}
