using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>A server that may look at this machine.</summary>
public sealed class WatchingServer : IAsyncLifetime
{
    internal static readonly Dictionary<string, string> AllowsLoopback = new() { ["Outbound__Allow"] = "127.0.0.0/8" };

    internal PaddockProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PaddockProcess.ServeAsync(environment: AllowsLoopback);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>Sites that answer, and sites that do not; every look is asked for, so nothing here waits for a clock.</summary>
public sealed class ChecksTests(WatchingServer watching) : IClassFixture<WatchingServer>
{
    private PaddockProcess Server => watching.Server;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", "ok", "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "ok", "")]
    [InlineData("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", "down", "It answered with status 503, not 200-299.")]
    [InlineData("HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n", "down", "It answered with status 404, not 200-299.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nhalf", "down", "It closed the connection before its answer was whole.")]
    [InlineData("", "down", "It closed the connection before its answer was whole.")]
    [InlineData("no HTTP at all\r\n\r\n", "down", "Its answer is no HTTP, or its head is longer than 64 kB.")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", "down", "It redirects more than 5 times.")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n", "unknown", "10.0.0.1 is no address of the public internet, and Paddock does not connect to its own machine or network by itself. An administrator can allow it: Outbound__Allow=10.0.0.1/32")]
    public async Task An_answer_is_judged(string answer, string status, string message)
    {
        using var site = new LoopbackSite(LoopbackSite.Says(answer));
        var project = await ProjectAsync();
        var look = await LookAsync(project, await MonitorAsync(project, site));
        Assert.Equal((status, message), (look.GetProperty("status").GetString(), look.GetProperty("message").GetString()));
        await Eventually.TrueAsync(async () => await Server.CountAsync(project, $"SELECT count() FROM checks WHERE status = '{status}' AND JSONExtractString(detail, 'message') = '{message}'") > 0);
    }

    [Theory]
    [InlineData("the word", "ok")]
    [InlineData("another word", "down")]
    public async Task The_text_of_an_answer_matters_when_it_is_said(string expected, string status)
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(200, "<p>the word</p>"));
        var project = await ProjectAsync();
        Assert.Equal(status, (await LookAsync(project, await MonitorAsync(project, site, new { expectedText = expected }))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_body_without_end_and_one_that_hangs_are_left_in_time()
    {
        using var endless = new LoopbackSite(static async stream =>
        {
            await LoopbackSite.Says("HTTP/1.1 200 OK\r\n\r\n")(stream);
            while (true) await stream.WriteAsync(new byte[16384]);
        });
        using var hanging = new LoopbackSite(static async stream =>
        {
            await LoopbackSite.Says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")(stream);
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var project = await ProjectAsync();
        Assert.Equal("ok", (await LookAsync(project, await MonitorAsync(project, endless))).GetProperty("status").GetString());
        var look = await LookAsync(project, await MonitorAsync(project, hanging, new { timeoutSeconds = 1 }));
        Assert.Equal(("down", "No whole answer within 1 s."), (look.GetProperty("status").GetString(), look.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_port_is_there_or_not()
    {
        var project = await ProjectAsync();
        int monitor;
        using (var site = new LoopbackSite(static _ => Task.CompletedTask))
        {
            monitor = await CreateAsync(project, new { kind = "tcp", name = "Database", url = $"tcp://127.0.0.1:{site.Port}" });
            Assert.Equal("ok", (await LookAsync(project, monitor)).GetProperty("status").GetString());
        }
        Assert.Equal("down", (await LookAsync(project, monitor)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_check_sends_what_it_is_told_and_a_trace_by_which_the_site_is_found()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(500));
        var project = await ProjectAsync();
        var monitor = await MonitorAsync(project, site, new { method = "POST", headers = new[] { new { name = "Authorization", value = "Bearer secret" } } });
        await LookAsync(project, monitor);
        Assert.StartsWith("POST / HTTP/1.1\r\n", site.Asked, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer secret\r\n", site.Asked, StringComparison.Ordinal);
        var trace = site.Asked.Split("traceparent: 00-")[1][..32];
        await Eventually.EqualAsync(1, () => Server.CountAsync(project, $"SELECT count() FROM checks WHERE trace_id = '{trace}'"));
        // What is secret is not told again, and stays when it is not told anew.
        var settings = (await ReadAsync(project, $"monitors/{monitor}")).GetProperty("settings");
        Assert.DoesNotContain("secret", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(project, HttpMethod.Put, $"monitors/{monitor}", settings));
        await LookAsync(project, monitor);
        Assert.Contains("Authorization: Bearer secret\r\n", site.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_failures_make_an_incident_one_success_ends_it_and_everything_is_told_alike()
    {
        var isUp = true;
        using var site = new LoopbackSite(stream => LoopbackSite.Answers(isUp ? 200 : 500)(stream));
        var project = await ProjectAsync();
        var monitor = await MonitorAsync(project, site, new { name = "The shop" });
        await LookAsync(project, monitor);
        isUp = false;
        Assert.Equal(("up", 1), Stands(await LookAsync(project, monitor)));
        Assert.Equal(("up", 2), Stands(await LookAsync(project, monitor)));
        var down = await LookAsync(project, monitor);
        Assert.Equal(("down", 0), Stands(down));
        Assert.Equal("It answered with status 500, not 200-299.", down.GetProperty("monitor").GetProperty("incident").GetProperty("cause").GetString());
        isUp = true;
        Assert.Equal(("up", 0), Stands(await LookAsync(project, monitor)));

        var incident = Assert.Single((await ReadAsync(project, "incidents?range=24h")).GetProperty("incidents").EnumerateArray());
        Assert.Equal("The shop", incident.GetProperty("monitor").GetString());
        // From the first failure to the first success, as the records say.
        await Eventually.EqualAsync(3, () => Server.CountAsync(project, "SELECT count() FROM checks WHERE status = 'down'"));
        var seen = (await Server.SqlAsync(project, "SELECT formatDateTime(min(time), '%FT%H:%i:%S'), formatDateTime((SELECT max(time) FROM checks WHERE status = 'ok'), '%FT%H:%i:%S') FROM checks WHERE status = 'down'"))[0];
        Assert.Equal((seen[0].GetString(), seen[1].GetString()), (incident.GetProperty("startedAt").GetString()![..19], incident.GetProperty("endedAt").GetString()![..19]));
        var stood = (await ReadAsync(project, $"monitors/{monitor}?range=24h")).GetProperty("monitor").GetProperty("uptime");
        var took = DateTimeOffset.Parse(incident.GetProperty("endedAt").GetString()!) - DateTimeOffset.Parse(incident.GetProperty("startedAt").GetString()!);
        Assert.Equal(took.TotalSeconds, stood.GetProperty("down").GetDouble(), 0.002);
        var answers = Assert.Single((await ReadAsync(project, "monitors/answers?range=24h")).GetProperty("monitors").EnumerateArray());
        Assert.Equal(await Server.CountAsync(project, "SELECT count() FROM checks"), answers.GetProperty("looks").GetInt64());
        Assert.Equal(answers.GetProperty("looks").GetInt64(), await Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE receiver = 'checks' AND outcome = 'stored'"));
    }

    [Fact]
    public async Task Paused_deleted_and_brought_back()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(200));
        var project = await ProjectAsync();
        var monitor = await MonitorAsync(project, site);
        await LookAsync(project, monitor);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(project, HttpMethod.Post, $"monitors/{monitor}/pause"));
        Assert.Equal("paused", (await ReadAsync(project, $"monitors/{monitor}")).GetProperty("monitor").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(project, HttpMethod.Post, $"monitors/{monitor}/check"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(project, HttpMethod.Post, $"monitors/{monitor}/resume"));
        Assert.Equal("up", (await LookAsync(project, monitor)).GetProperty("monitor").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(project, HttpMethod.Delete, $"monitors/{monitor}"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(project, HttpMethod.Get, $"monitors/{monitor}"));
        Assert.Empty((await ReadAsync(project, "monitors")).GetProperty("monitors").EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(project, HttpMethod.Post, $"monitors/{monitor}/restore"));
        Assert.Single((await ReadAsync(project, "monitors")).GetProperty("monitors").EnumerateArray());
    }

    [Theory]
    [InlineData("{}", "kind")]
    [InlineData("""{"kind":"ping","name":"x"}""", "kind")]
    [InlineData("""{"kind":"http","name":" ","url":"https://shop.example/"}""", "name")]
    [InlineData("""{"kind":"http","name":"x"}""", "url")]
    [InlineData("""{"kind":"http","name":"x","url":"shop.example"}""", "url")]
    [InlineData("""{"kind":"http","name":"x","url":"file:///etc/passwd"}""", "url")]
    [InlineData("""{"kind":"http","name":"x","url":"https://ann:secret@shop.example/"}""", "url")]
    [InlineData("""{"kind":"http","name":"x","url":"http://169.254.169.254/latest/"}""", "Outbound__Allow=169.254.169.254/32")]
    [InlineData("""{"kind":"http","name":"x","url":"http://[::ffff:10.0.0.1]/"}""", "Outbound__Allow=10.0.0.1/32")]
    [InlineData("""{"kind":"http","name":"x","url":"http://0x0a000001/"}""", "Outbound__Allow=10.0.0.1/32")]
    [InlineData("""{"kind":"tcp","name":"x","url":"tcp://shop.example"}""", "url")]
    [InlineData("""{"kind":"tcp","name":"x","url":"https://shop.example"}""", "url")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","intervalSeconds":1}""", "intervalSeconds")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","intervalSeconds":20,"timeoutSeconds":30}""", "timeoutSeconds")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","method":"DELETE"}""", "method")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","expectedStatus":"200-"}""", "expectedStatus")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","expectedStatus":"299-200"}""", "expectedStatus")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","headers":[{"name":"Host","value":"other.example"}]}""", "headers")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","headers":[{"name":"X","value":"a\r\nY: b"}]}""", "headers")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","failuresBeforeDown":0}""", "failuresBeforeDown")]
    [InlineData("""{"kind":"heartbeat","name":"x","schedule":"sometimes"}""", "schedule")]
    [InlineData("""{"kind":"heartbeat","name":"x","timeZone":"Mars/Base"}""", "timeZone")]
    [InlineData("""{"kind":"heartbeat","name":"x","maxRuntimeMinutes":0}""", "maxRuntimeMinutes")]
    [InlineData("""{"kind":"http","name":"x","url":"https://shop.example/","intervalSeconds":"60"}""", "")]
    [InlineData("""{"kind":""", "")]
    [InlineData("""[]""", "")]
    public async Task What_cannot_be_watched_is_refused_with_what_to_write(string body, string said)
    {
        var project = await ProjectAsync();
        using var request = Request(project, HttpMethod.Post, "monitors");
        request.Content = new StringContent(body, null, "application/json");
        using var answer = await Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await ReadAsync(project, "monitors")).GetProperty("monitors").EnumerateArray());
    }

    [Fact]
    public async Task Another_projects_monitors_are_not_there()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(200));
        var (own, foreign) = (await ProjectAsync(), await ProjectAsync());
        var monitor = await MonitorAsync(own, site);
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, ""), (HttpMethod.Put, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/pause"), (HttpMethod.Post, "/resume"), (HttpMethod.Post, "/restore"), (HttpMethod.Post, "/check"), (HttpMethod.Get, "/results")])
            Assert.Equal(HttpStatusCode.NotFound, await SendAsync(foreign, method, $"monitors/{monitor}{path}", method == HttpMethod.Put ? new { kind = "http", name = "mine", url = "https://shop.example/" } : null));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(foreign with { Id = own.Id }, HttpMethod.Get, "monitors"));
    }

    [Fact]
    public async Task A_job_enters_itself_and_its_words_make_its_state()
    {
        var project = await ProjectAsync();
        Assert.Equal(HttpStatusCode.OK, await CallAsync($"/in/heartbeat/{project.WriteKey}/Stock%20count/start"));
        await Eventually.TrueAsync(async () => (await JobAsync(project, "stock-count")) is { } began && began.GetProperty("runSince").ValueKind == JsonValueKind.String && began.GetProperty("status").GetString() == "new");
        Assert.Equal(HttpStatusCode.OK, await CallAsync($"/in/heartbeat/{project.WriteKey}/stock-count", HttpMethod.Post));
        await Eventually.TrueAsync(async () => (await JobAsync(project, "stock-count"))?.GetProperty("status").GetString() == "up");
        Assert.Equal(HttpStatusCode.OK, await CallAsync($"/in/heartbeat/{project.WriteKey}/stock-count/3"));
        await Eventually.TrueAsync(async () => (await JobAsync(project, "stock-count"))?.GetProperty("status").GetString() == "down");
        Assert.Equal("The job reported an error.", (await JobAsync(project, "stock-count"))!.Value.GetProperty("incident").GetProperty("cause").GetString());
        Assert.Equal(HttpStatusCode.OK, await CallAsync($"/in/heartbeat/{project.WriteKey}/stock-count/0", HttpMethod.Head));
        await Eventually.TrueAsync(async () => (await JobAsync(project, "stock-count"))?.GetProperty("status").GetString() == "up");
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden],
        [
            await CallAsync($"/in/heartbeat/{project.WriteKey}/stock-count/256"), await CallAsync($"/in/heartbeat/{project.WriteKey}/%20/"), await CallAsync($"/in/heartbeat/{project.WriteKey}/stock-count?rid=7"),
            await CallAsync($"/in/heartbeat/{new string('0', 32)}/stock-count"),
        ]);
        await Eventually.EqualAsync(3, () => Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE receiver = 'heartbeat' AND outcome = 'invalid'"));
        Assert.Equal(4, await Server.CountAsync(project, "SELECT count() FROM check_ins WHERE monitor = 'stock-count'"));
    }

    [Fact]
    public async Task A_public_key_enters_two_hundred_jobs_and_those_go_on()
    {
        var project = await ProjectAsync();
        async Task<HttpStatusCode> CallAsync(string address)
        {
            using var answer = await Server.Http.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        Task<HttpStatusCode> HeartAsync(string job) => CallAsync($"/in/heartbeat/{project.WriteKey}/{job}");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 200).Select(number => HeartAsync($"job-{number}"))), static status => Assert.Equal(HttpStatusCode.OK, status));
        HttpStatusCode[] more = [await HeartAsync("one-more"), await HeartAsync("job-7?environment=staging"), await CallAsync($"/api/{project.Id}/cron/one-more/{project.WriteKey}/?status=ok")];
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], more);
        await Eventually.EqualAsync(200, () => Server.CountAsync(project, "SELECT count() FROM check_ins"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await HeartAsync("job-7"), await CallAsync($"/api/{project.Id}/cron/job-9/{project.WriteKey}/?status=ok")]);
        await Eventually.EqualAsync(202, () => Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE signal = 'check_ins' AND outcome = 'stored'"));
        await Eventually.EqualAsync(3, () => Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE signal = 'check_ins' AND outcome = 'limited' AND reason = 'too_many_jobs'"));
    }

    [Fact]
    public async Task A_client_of_Sentry_brings_the_schedule_of_its_job()
    {
        var project = await ProjectAsync();
        async Task SayAsync(string status, string config) => Assert.Equal(HttpStatusCode.OK, await CallAsync($"/api/{project.Id}/cron/nightly/{project.WriteKey}/?environment=production", HttpMethod.Post, $$"""{"status":"{{status}}","monitor_config":{{config}} }"""));
        await SayAsync("ok", """{"schedule":{"type":"crontab","value":"5 3 * * *"},"timezone":"Europe/Berlin","checkin_margin":7,"max_runtime":9,"failure_issue_threshold":2}""");
        await Eventually.TrueAsync(async () => (await JobAsync(project, "nightly"))?.GetProperty("status").GetString() == "up");
        var job = (await JobAsync(project, "nightly"))!.Value;
        var expected = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(job.GetProperty("expectedAt").GetString()!), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal((3, 5), (expected.Hour, expected.Minute));
        var settings = (await ReadAsync(project, $"monitors/{job.GetProperty("id")}")).GetProperty("settings");
        Assert.Equal(("5 3 * * *", "Europe/Berlin", 7, 9, 2), (settings.GetProperty("schedule").GetString(), settings.GetProperty("timeZone").GetString(), settings.GetProperty("marginMinutes").GetInt32(), settings.GetProperty("maxRuntimeMinutes").GetInt32(), settings.GetProperty("failuresBeforeDown").GetInt32()));
        await SayAsync("error", """{"schedule":{"type":"interval","value":2,"unit":"hour"} }""");
        await Eventually.TrueAsync(async () => (await JobAsync(project, "nightly"))?.GetProperty("schedule").GetString() == "every 2 hours");
        await Eventually.TrueAsync(async () => (await JobAsync(project, "nightly"))?.GetProperty("status").GetString() == "down");
    }

    [Fact]
    public async Task After_a_kill_the_state_is_known_and_the_time_between_is_not()
    {
        var isUp = true;
        using var site = new LoopbackSite(stream => LoopbackSite.Answers(isUp ? 200 : 500)(stream));
        var server = await PaddockProcess.ServeAsync(environment: AllowsLoopback);
        var project = await server.CreateProjectAsync("Shop");
        var monitor = await CreateAsync(project, new { kind = "http", name = "Shop", url = $"http://127.0.0.1:{site.Port}/", failuresBeforeDown = 1, intervalSeconds = 10 }, server);
        await LookAsync(project, monitor, server);
        isUp = false;
        Assert.Equal("down", Stands(await LookAsync(project, monitor, server)).Status);
        await server.KillAsync();
        var away = TimeProvider.System.GetTimestamp();
        await using var again = await PaddockProcess.ServeAsync(server.Data, server.Url, AllowsLoopback);
        isUp = true;
        var back = await LookAsync(project, monitor, again);
        Assert.Equal("up", Stands(back).Status);
        Assert.Single((await ReadAsync(project, "incidents", again)).GetProperty("incidents").EnumerateArray(), static incident => incident.GetProperty("endedAt").ValueKind == JsonValueKind.String);
        // A look speaks for its interval and some patience; a longer absence is told as unknown, a shorter one is none.
        var unknown = back.GetProperty("monitor").GetProperty("uptime").GetProperty("unknown").GetDouble();
        Assert.InRange(unknown, 0, TimeProvider.System.GetElapsedTime(away).TotalSeconds);
        await Eventually.TrueAsync(async () => await again.CountAsync(project, "SELECT count() FROM checks WHERE status IN ('ok', 'down')") >= 3);
    }

    private static Dictionary<string, string> AllowsLoopback => WatchingServer.AllowsLoopback;

    private Task<CreatedProject> ProjectAsync() => Server.CreateProjectAsync($"Project {Guid.NewGuid():n}");

    /// <summary>An hour between its own looks: all that is told here was asked for.</summary>
    private Task<int> MonitorAsync(CreatedProject project, LoopbackSite site, object? with = null)
    {
        var settings = new Dictionary<string, object?> { ["kind"] = "http", ["name"] = "Site", ["url"] = $"http://127.0.0.1:{site.Port}/", ["intervalSeconds"] = 3600 };
        foreach (var property in with?.GetType().GetProperties() ?? []) settings[property.Name] = property.GetValue(with);
        return CreateAsync(project, settings);
    }

    private async Task<int> CreateAsync(CreatedProject project, object settings, PaddockProcess? server = null)
    {
        using var request = Request(project, HttpMethod.Post, "monitors", settings);
        using var answer = await (server ?? Server).Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        var monitor = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetInt32();
        // The first look comes by itself.
        await Eventually.TrueAsync(async () => (await ReadAsync(project, $"monitors/{monitor}", server)).GetProperty("monitor").GetProperty("lastAt").ValueKind == JsonValueKind.String);
        return monitor;
    }

    private async Task<JsonElement> LookAsync(CreatedProject project, int monitor, PaddockProcess? server = null)
    {
        JsonElement look = default;
        await Eventually.TrueAsync(async () =>
        {
            using var request = Request(project, HttpMethod.Post, $"monitors/{monitor}/check");
            using var answer = await (server ?? Server).Http.SendAsync(request);
            look = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return answer.StatusCode == HttpStatusCode.OK; // 409: one is on its way
        }, () => look.ToString());
        return look;
    }

    private static (string? Status, int Doubt) Stands(JsonElement look) => (look.GetProperty("monitor").GetProperty("status").GetString(), look.GetProperty("monitor").GetProperty("doubt").GetInt32());

    private async Task<JsonElement?> JobAsync(CreatedProject project, string slug)
    {
        foreach (var each in (await ReadAsync(project, "monitors")).GetProperty("monitors").EnumerateArray())
            if (each.GetProperty("slug").GetString() == slug) return each;
        return null;
    }

    private async Task<JsonElement> ReadAsync(CreatedProject project, string path, PaddockProcess? server = null)
    {
        using var request = Request(project, HttpMethod.Get, path);
        using var answer = await (server ?? Server).Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private async Task<HttpStatusCode> SendAsync(CreatedProject project, HttpMethod method, string path, object? body = null)
    {
        using var request = Request(project, method, path, body);
        using var answer = await Server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> CallAsync(string path, HttpMethod? method = null, string? json = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (json is not null) request.Content = new StringContent(json, null, "application/json");
        using var answer = await Server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(CreatedProject project, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/projects/{project.Id}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        if (body is not null) request.Content = JsonContent.Create(body);
        return request;
    }
}
