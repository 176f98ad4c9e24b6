using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Plausible's and Umami's trackers against the real program.</summary>
public sealed class PageDoorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string Plausible = """{"n":"pageview","u":"https://shop.example/a","d":"KEY"}""";
    private const string Umami = """{"type":"event","payload":{"website":"KEY","hostname":"shop.example","url":"/a"}}""";
    private const string UmamiAnswer = """{"cache":"","sessionId":"","visitId":""}""";

    [Fact]
    public async Task What_real_clients_sent_is_found_with_all_they_said()
    {
        var project = await fixture.ProjectAsync();
        foreach (var recorded in RecordedRequest.All.Where(static recorded => recorded.Name.StartsWith("plausible", StringComparison.Ordinal) || recorded.Name.StartsWith("umami", StringComparison.Ordinal)))
        {
            using var request = recorded.To(project);
            using var answer = await fixture.Server.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, recorded.Name);
        }
        await Eventually.EqualAsync("""
            plausible $engagement /new 4122 68
            plausible $pageview /new newsletter
            plausible $pageview /old newsletter
            plausible Purchase /new 129.9 CHF [Filtered]
            plausible Signup /old [Filtered]
            umami $identify u-42
            umami $pageview /checkout/done newsletter
            umami Purchase /checkout/done 129.9 CHF [Filtered]
            umami Signup
            """.ReplaceLineEndings("\n"), async () => string.Join('\n', (await fixture.Server.SqlAsync(project, """
            SELECT arrayStringConcat(arrayFilter(part -> part != '', [receiver, name, distinct_id, url_path, utm_source, if(revenue = 0, '', toString(revenue)), currency,
                if(engaged_ms = 0, '', toString(engaged_ms)), if(scroll = 0, '', toString(scroll)), attributes['password'], attributes['mail']]), ' ') FROM events
            """)).Select(static row => row[0].ToString()).Order(StringComparer.Ordinal)));
        // One browser is one visitor, whichever tracker counts it.
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT uniqExact(visitor_id) FROM events WHERE receiver = 'plausible'"));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM people WHERE person_id = 'u-42' AND properties['plan'] = 'pro'"));
        await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Theory]
    [InlineData("/api/event", Plausible, 202, "ok")]
    [InlineData("/in/plausible/api/event", Plausible, 202, "ok")]
    [InlineData("/in/plausible/KEY/api/event", """{"n":"pageview","u":"https://shop.example/a","d":"shop.example"}""", 202, "ok")]
    [InlineData("/api/send", Umami, 200, UmamiAnswer)]
    [InlineData("/in/umami/api/send", Umami, 200, UmamiAnswer)]
    [InlineData("/in/umami/KEY/api/send", """{"type":"event","payload":{"hostname":"shop.example","url":"/a"}}""", 200, UmamiAnswer)]
    public async Task Every_path_is_a_door(string path, string body, int status, string expected)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync(path.Replace("KEY", project.WriteKey, StringComparison.Ordinal), body.Replace("KEY", project.WriteKey, StringComparison.Ordinal));
        Assert.Equal((status, expected, "*"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM events WHERE name = '$pageview' AND url_path = '/a' AND browser = 'Chrome' AND visitor_id != ''"));
    }

    [Fact]
    public async Task Plausibles_trackers_are_told_by_the_domain_of_their_site()
    {
        var domain = $"shop-{Guid.NewGuid():n}.example";
        var (_, output, _) = await PaddockProcess.RunAsync("project", "create", domain, "--domain", $"www.{domain}", "--json", "--data", fixture.Server.Data);
        var project = JsonSerializer.Deserialize<CreatedProject>(output, JsonSerializerOptions.Web)!;
        foreach (var body in (string[])[$$"""{"n":"pageview","u":"https://{{domain}}/a","d":"{{domain}}"}""", $$"""{"n":"pageview","u":"https://www.{{domain}}/a"}"""])
        {
            using var answer = await PostAsync("/api/event", body);
            Assert.Equal(202, (int)answer.StatusCode);
        }
        using (var foreign = await PostAsync("/api/event", $$"""{"n":"pageview","u":"https://other.example/a","d":"{{domain}}"}""")) Assert.Equal("1", foreign.Headers.GetValues("x-plausible-dropped").Single());
        using var unknown = await PostAsync("/api/event", """{"n":"pageview","u":"https://nobody.example/a","d":"nobody.example"}""");
        Assert.Equal(401, (int)unknown.StatusCode);
        await Eventually.EqualAsync(2, () => fixture.Server.CountAsync(project, "SELECT count() FROM events"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "filtered", "other_host"));
    }

    [Theory]
    [InlineData("/api/event", "{", 400, "malformed_request")]
    [InlineData("/api/event", """{"n":"$set","u":"https://a.example/"}""", 202, "reserved_name")]
    [InlineData("/api/event", """{"n":"pageview"}""", 202, "no_url")]
    [InlineData("/api/send", "[]", 400, "malformed_request")]
    [InlineData("/api/send", """{"type":"identify","payload":{"id":"null"}}""", 200, "illegal_id")]
    [InlineData("/api/send", """{"type":"event","payload":{"hostname":"a.example","url":"/","timestamp":946684800}}""", 200, "too_old")]
    [InlineData("/api/send", """{"type":"event","payload":{"hostname":"a.example","url":"/","timestamp":4102444800}}""", 200, "in_future")]
    public async Task What_is_bad_has_a_line_in_the_ledger(string path, string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync($"{path}?key={project.WriteKey}", body);
        Assert.Equal(status, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        request.Headers.TryAddWithoutValidation("User-Agent", Chrome);
        return await fixture.Server.Http.SendAsync(request);
    }
}
