using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What Segment's clients send, and what they must never be able to do, against the real program.</summary>
public sealed class SegmentDoorTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string Corpus = Path.Combine(PaddockProcess.RepositoryRoot, "tests", "corpus");

    [Fact]
    public async Task The_recorded_server_client_is_stored_with_all_it_said()
    {
        var project = await fixture.ProjectAsync();
        await AcceptAsync(project, "/v1/batch", await File.ReadAllTextAsync(Path.Combine(Corpus, "segment-node-3.1.0", "batch.body")));
        await Eventually.EqualAsync(6, () => EventsAsync(project));
        Assert.Equal("$alias,$group,$identify,$pageview,$screen,Order Completed", await RowAsync(project, "arrayStringConcat(arraySort(groupArray(name)), ',')"));
        Assert.Equal("129.9|CHF|shop.example.com|/checkout/done|Thanks|newsletter|autumn|Chrome|Linux|de-CH|1280x800|o-1|[Filtered]|[{\"sku\":\"anvil\",\"price\":129.9,\"quantity\":1}]|Europe/Zurich|1",
            await RowAsync(project, "revenue, currency, url_host, url_path, title, utm_source, utm_campaign, browser, os, language, screen, attributes['order_id'], attributes['password'], attributes['products'], attributes['timezone'], interactive", "name = 'Order Completed'"));
        Assert.Equal("acme|Acme|30", await RowAsync(project, "attributes['group_id'], attributes['name'], attributes['employees']", "name = '$group'"));
        // The device of the identify, and who the user was before, are the user now: the pageview came before anybody knew.
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM events WHERE name = '$pageview' AND person_id = 'u-42'"));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM people WHERE person_id = 'u-42' AND properties['email'] = 'ann@example.com' AND properties['address.city'] = 'Bern'"));
        await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Fact]
    public async Task The_recorded_browser_client_is_answered_and_its_visit_found()
    {
        var project = await fixture.ProjectAsync();
        foreach (var (call, name) in ((string, string)[])[("p", "page"), ("t", "track"), ("i", "identify"), ("t", "track-with-revenue"), ("g", "group"), ("a", "alias"), ("s", "screen")])
            await AcceptAsync(project, $"/v1/{call}", await File.ReadAllTextAsync(Path.Combine(Corpus, "segment-browser-1.84.3", $"{name}.body")));
        await Eventually.EqualAsync(7, () => EventsAsync(project));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT uniqExact(person_id) FROM events"));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM visits WHERE entry_page = '/page' AND utm_source = 'news' AND revenue = 49 AND currency = 'USD' AND pageviews = 1"));
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("bearer")]
    [InlineData("body")]
    [InlineData("in-batch")]
    public async Task Every_way_of_giving_the_key_opens_the_door(string way)
    {
        var project = await fixture.ProjectAsync();
        var key = way == "body" ? $",\"writeKey\":\"{project.WriteKey}\"" : "";
        var keyInside = way == "in-batch" ? $",\"writeKey\":\"{project.WriteKey}\"" : "";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/in/segment/v1/import") { Content = new StringContent($$"""{"batch":[{"type":"track","userId":"u","event":"A"{{keyInside}}}]{{key}}}""") };
        if (way == "basic") request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(project.WriteKey + ":")));
        if (way == "bearer") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal("""{"success":true}""", await answer.Content.ReadAsStringAsync());
        await Eventually.EqualAsync(1, () => EventsAsync(project));
    }

    [Theory]
    [InlineData("track", """{"userId":"u","event":"A"}""", "A")]
    [InlineData("t", """{"userId":"u","event":"A"}""", "A")]
    [InlineData("identify", """{"userId":"u"}""", "$identify")]
    [InlineData("i", """{"userId":"u"}""", "$identify")]
    [InlineData("page", """{"anonymousId":"d"}""", "$pageview")]
    [InlineData("p", """{"anonymousId":"d"}""", "$pageview")]
    [InlineData("screen", """{"userId":"u"}""", "$screen")]
    [InlineData("group", """{"userId":"u","groupId":"g"}""", "$group")]
    [InlineData("g", """{"userId":"u","groupId":"g"}""", "$group")]
    [InlineData("alias", """{"userId":"u","previousId":"p"}""", "$alias")]
    [InlineData("a", """{"userId":"u","previousId":"p"}""", "$alias")]
    [InlineData("b", """{"batch":[{"type":"track","userId":"u","event":"A"}]}""", "A")]
    public async Task Every_call_is_an_event(string call, string body, string name)
    {
        var project = await fixture.ProjectAsync();
        await AcceptAsync(project, $"/v1/{call}", body);
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, $"SELECT count() FROM events WHERE name = '{name}'"));
    }

    [Fact]
    public async Task A_browser_on_any_site_may_ask_for_its_settings_and_send()
    {
        var project = await fixture.ProjectAsync();
        foreach (var path in (string[])["/v1/t", $"/v1/projects/{project.WriteKey}/settings"])
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
            preflight.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
            preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
            preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", "authorization");
            using var allowed = await fixture.Server.Http.SendAsync(preflight);
            Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Contains("authorization", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        }
        var settings = JsonSerializer.Deserialize<JsonElement>(await fixture.Server.Http.GetStringAsync($"/v1/projects/{project.WriteKey}/settings")).GetProperty("integrations").GetProperty("Segment.io");
        Assert.Equal($"{fixture.Server.Url.Authority}/v1 http", $"{settings.GetProperty("apiHost").GetString()} {settings.GetProperty("protocol").GetString()}");
        using var unknown = await fixture.Server.Http.GetAsync($"/v1/projects/{new string('0', 32)}/settings");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    public static TheoryData<string, string, int, string> BadBodies => new()
    {
        { "track", "{\"event\":", 400, "malformed_json" },
        { "track", "", 400, "malformed_json" },
        { "batch", "{}", 400, "malformed_json" },
        { "batch", $$"""{"batch":[{{string.Join(',', Enumerable.Repeat("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"A\"}", 2501))}}]}""", 400, "too_many_messages" },
        { "batch", "{\"batch\":[\"" + new string('x', 500 * 1024) + "\"]}", 400, "body_too_large" },
        { "track", "{\"event\":\"A\",\"userId\":\"" + new string('x', 32 * 1024) + "\"}", 400, "message_too_large" },
        { "track", "{}", 200, "no_id" },
        { "track", """{"userId":"undefined","event":"A"}""", 200, "no_id" },
        { "track", """{"userId":"u","event":"A","timestamp":"1970-01-02T00:00:00Z"}""", 200, "too_old" },
        { "track", """{"userId":"u","event":"A","timestamp":"2100-01-01T00:00:00Z"}""", 200, "in_future" },
        { "track", """{"userId":"u","event":"A","timestamp":1e300}""", 200, "in_future" },
    };

    [Theory]
    [MemberData(nameof(BadBodies), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_body_gets_a_clear_answer_and_a_line_in_the_ledger(string call, string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync(project.WriteKey, $"/v1/{call}", body);
        Assert.Equal(status, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
        Assert.Equal(0, await EventsAsync(project));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        using var unknown = await PostAsync(new string('0', 32), "/v1/track", """{"userId":"u","event":"A"}""");
        using var none = await fixture.Server.Http.PostAsync("/v1/track", new StringContent("""{"userId":"u","event":"A"}"""));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (unknown.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task A_message_that_is_sent_twice_is_stored_once_and_a_wrong_clock_does_not_matter()
    {
        var project = await fixture.ProjectAsync();
        foreach (var days in (int[])[-400, 0, 400])
        {
            var clock = TimeProvider.System.GetUtcNow().AddDays(days);
            var body = $$"""{"batch":[{"type":"track","userId":"u","event":"A","messageId":"m{{days}}","timestamp":"{{Text(clock.AddHours(-2))}}"}],"sentAt":"{{Text(clock)}}"}""";
            for (var time = 0; time < 2; time++) await AcceptAsync(project, "/v1/batch", body);
        }
        await Eventually.EqualAsync(3, () => fixture.LedgerAsync(project, "duplicate"));
        Assert.Equal("3", await RowAsync(project, "countIf(time BETWEEN received_at - INTERVAL 125 MINUTE AND received_at - INTERVAL 119 MINUTE)"));

        static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task One_bad_message_keeps_its_neighbours_and_many_keys_are_cut()
    {
        var project = await fixture.ProjectAsync();
        var keys = string.Join(',', Enumerable.Range(0, 1500).Select(static number => $"\"key{number}\":{number}"));
        await AcceptAsync(project, "/v1/batch", $$$"""{"batch":[7,{"type":"track","userId":"u","event":"Many","properties":{{{{keys}}}}},{"type":"dance"},{"type":"track","userId":"u","event":"lone \ud800"}]}""");
        await Eventually.EqualAsync(2, () => EventsAsync(project));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_message"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "unknown_type"));
    }

    [Fact]
    public async Task Aliases_in_a_circle_and_a_shared_device_make_no_one_person_of_all()
    {
        var project = await fixture.ProjectAsync();
        foreach (var (from, to) in ((string, string)[])[("a", "b"), ("b", "c"), ("c", "a")])
        {
            await AcceptAsync(project, "/v1/alias", $$"""{"previousId":"{{from}}","userId":"{{to}}"}""");
            await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
        }
        await AcceptAsync(project, "/v1/identify", """{"anonymousId":"kiosk","userId":"x"}""");
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM people WHERE person_id = 'x'"));
        await AcceptAsync(project, "/v1/identify", """{"anonymousId":"kiosk","userId":"y"}""");
        await AcceptAsync(project, "/v1/track", """{"anonymousId":"kiosk","event":"A"}""");
        await Eventually.EqualAsync("c x y", async () => await RowAsync(project, "arrayStringConcat(arraySort(groupUniqArray(person_id)), ' ')"));
    }

    private Task<long> EventsAsync(CreatedProject project) => fixture.Server.CountAsync(project, "SELECT count() FROM events");

    private async Task<string> RowAsync(CreatedProject project, string columns, string condition = "1") =>
        string.Join('|', (await fixture.Server.SqlAsync(project, $"SELECT {columns} FROM events WHERE {condition}"))[0]);

    private async Task AcceptAsync(CreatedProject project, string path, string body)
    {
        using var answer = await PostAsync(project.WriteKey, path, body);
        Assert.Equal("""{"success":true}""", await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string key, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")));
        return await fixture.Server.Http.SendAsync(request);
    }
}
