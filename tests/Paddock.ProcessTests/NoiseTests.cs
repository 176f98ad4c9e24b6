using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Filters and limits at the real program: what is dropped is in the ledger by its reason, adds up, and touches nobody else.</summary>
public sealed class NoiseTests
{
    private static readonly object Nothing = new
    {
        browserExtensions = false,
        legacyBrowsers = false,
        localhost = false,
        webCrawlers = false,
        hydrationErrors = false,
        chunkLoadErrors = false,
        healthChecks = false,
        addresses = Array.Empty<string>(),
        errorMessages = Array.Empty<string>(),
        releases = Array.Empty<string>(),
    };

    [Fact]
    public async Task What_is_filtered_is_counted_by_its_filter_and_what_is_kept_was_previewed()
    {
        await using var server = await PaddockProcess.ServeAsync();
        using var ann = await SignedIn.WritingClientAsync(server);
        var project = await server.CreateProjectAsync("Shop");
        await SendAsync(server, project, Envelope(project, ("event", Some.Event(type: "TypeError", value: "x is undefined"))));
        await SendAsync(server, project, Envelope(project, ("event", Some.Event(type: "ValueError", value: "100% wrong_"))));
        await Eventually.EqualAsync(2, () => server.CountAsync(project, "SELECT count() FROM errors"));

        var api = $"/api/v1/projects/{project.Id}/filters";
        var preview = await ann.AskAsync(HttpMethod.Post, $"{api}/preview", new { errorMessages = List("typeerror: *", "100% wrong?"), releases = Array.Empty<string>() }, HttpStatusCode.OK);
        Assert.Equal((2, 2), (preview.GetProperty("errors").GetInt32(), preview.GetProperty("dropped").GetInt32()));
        preview = await ann.AskAsync(HttpMethod.Post, $"{api}/preview", new { errorMessages = List("*wrong%"), releases = Array.Empty<string>() }, HttpStatusCode.OK);
        Assert.Equal((2, 0), (preview.GetProperty("errors").GetInt32(), preview.GetProperty("dropped").GetInt32()));
        await ann.AskAsync(HttpMethod.Put, api, Change(Nothing, "errorMessages", List("***")), HttpStatusCode.BadRequest);

        // It holds for the very next request.
        await ann.AskAsync(HttpMethod.Put, api, Change(Nothing, "errorMessages", List("TypeError: *")), HttpStatusCode.OK);
        using var dropped = await SendAsync(server, project, Envelope(project, ("event", Some.Event(type: "TypeError", value: "y is undefined")), ("attachment", "of the error")));
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        await SendAsync(server, project, Envelope(project, ("event", Some.Event())));
        await ann.AskAsync(HttpMethod.Put, api, Change(Nothing, "addresses", List("127.0.0.0/8", "::1")), HttpStatusCode.OK);
        await SendAsync(server, project, Envelope(project, ("event", Some.Event()), ("session", """{"sid":"7c7b6585-f901-4351-bf8d-02711b721929","status":"ok"}""")));
        await ann.AskAsync(HttpMethod.Put, api, Change(Nothing, "healthChecks", true), HttpStatusCode.OK);
        await SendAsync(server, project, Envelope(project, ("transaction", Transaction("/healthz"))));
        await SendAsync(server, project, Envelope(project, ("transaction", Transaction("/cart"))));

        await Eventually.EqualAsync("filtered error_message attachments 1, filtered error_message errors 1, filtered health_check spans 2, filtered ip_address errors 1, filtered ip_address release_sessions 1, received  attachments 1, received  errors 5, received  release_sessions 1, received  spans 4, stored  errors 3, stored  spans 2", () => LedgerAsync(server, project));
        var audit = await ann.AskAsync(HttpMethod.Get, $"/api/v1/projects/{project.Id}/audit", null, HttpStatusCode.OK);
        Assert.Contains("filters.changed", audit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_from_one_key_leaves_others_untouched_and_adds_up()
    {
        await using var server = await PaddockProcess.ServeAsync();
        using var ann = await SignedIn.WritingClientAsync(server);
        var project = await server.CreateProjectAsync("Shop");
        var other = await server.CreateProjectAsync("Other");
        var flooding = (await ann.AskAsync(HttpMethod.Get, $"/api/v1/projects/{project.Id}/keys", null, HttpStatusCode.OK)).GetProperty("keys")[0].GetProperty("id").GetInt32();
        var calm = (await ann.AskAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/keys", new { name = "calm" }, HttpStatusCode.Created)).GetProperty("key").GetString()!;
        await ann.AskAsync(HttpMethod.Put, $"/api/v1/projects/{project.Id}/limits", new { limits = new[] { new { key = (int?)flooding, kind = "errors", records = 20, period = "day" } } }, HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync(server, project, Envelope(project, ("event", Some.Event())))));
        Assert.Equal(20, answers.Count(static answer => answer.StatusCode == HttpStatusCode.OK));
        var refused = answers.First(static answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        var seconds = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 1, 300);
        Assert.Equal($"{seconds}:error:key:limit_of_key", refused.Headers.GetValues("X-Sentry-Rate-Limits").Single());

        // What the limit is not about comes in, also in one envelope with what it is about, and the client is told all the same.
        using var mixed = await SendAsync(server, project, Envelope(project, ("event", Some.Event()), ("transaction", Transaction("/cart"))));
        Assert.Equal(HttpStatusCode.OK, mixed.StatusCode);
        Assert.EndsWith(":error:key:limit_of_key", mixed.Headers.GetValues("X-Sentry-Rate-Limits").Single(), StringComparison.Ordinal);
        for (var event_ = 0; event_ < 10; event_++)
        {
            using var ofCalm = await SendAsync(server, project with { WriteKey = calm }, Envelope(project, ("event", Some.Event())));
            using var ofOther = await SendAsync(server, other, Envelope(other, ("event", Some.Event())));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ofCalm.StatusCode, ofOther.StatusCode));
        }
        await Eventually.EqualAsync("limited limit_of_key errors 81, received  errors 111, received  spans 2, stored  errors 30, stored  spans 2", () => LedgerAsync(server, project));
        await Eventually.EqualAsync("received  errors 10, stored  errors 10", () => LedgerAsync(server, other));

        // Raised, it holds at once.
        await ann.AskAsync(HttpMethod.Put, $"/api/v1/projects/{project.Id}/limits", new { limits = Array.Empty<object>() }, HttpStatusCode.OK);
        using var again = await SendAsync(server, project, Envelope(project, ("event", Some.Event())));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("/v1/logs", "application/json", """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"one"}},{"body":{"stringValue":"two"}}]}]}]}""", "logs", 2)]
    [InlineData("/in/jsonlines", "application/json", "{\"message\":\"one\"}\n{\"message\":\"two\"}", "logs", 2)]
    [InlineData("/v1/batch", "application/json", """{"batch":[{"type":"track","event":"a","userId":"u","messageId":"1"},{"type":"track","event":"b","userId":"u","messageId":"2"}]}""", "events", 2)]
    [InlineData("/in/heartbeat/KEY/nightly", "text/plain", "", "check_ins", 1)]
    [InlineData("/in/script/event", "text/plain", """{"key":"KEY","url":"https://shop.example/","events":[{"id":"p1","name":"signed up"}]}""", "events", 1)]
    public async Task Every_door_keeps_to_a_limit(string path, string type, string body, string kind, int records)
    {
        await using var server = await PaddockProcess.ServeAsync();
        using var ann = await SignedIn.WritingClientAsync(server);
        var project = await server.CreateProjectAsync("Shop");
        await ann.AskAsync(HttpMethod.Put, $"/api/v1/projects/{project.Id}/limits", new { limits = new[] { new { key = (int?)null, kind = "everything", records, period = "day" } } }, HttpStatusCode.OK);
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < 3; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace("KEY", project.WriteKey)) { Content = new StringContent(body.Replace("KEY", project.WriteKey), Encoding.UTF8, type) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
            using var answer = await server.Http.SendAsync(request);
            Assert.Equal(time > 0, answer.Headers.RetryAfter is not null);
            statuses.Add(answer.StatusCode);
        }
        Assert.True((int)statuses[0] < 300, $"{statuses[0]}");
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses[1..]);
        await Eventually.EqualAsync($"limited limit_of_project unparsed 2, received  {kind} {records}, received  unparsed 2, stored  {kind} {records}", () => LedgerAsync(server, project));
    }

    private static string[] List(params string[] items) => items;

    private static byte[] Envelope(CreatedProject project, params (string Type, string Payload)[] items) => Some.Envelope(JsonSerializer.Serialize(new { dsn = project.Dsn }), items);

    private static string Transaction(string name)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var trace = Guid.NewGuid().ToString("n");
        var root = Guid.NewGuid().ToString("n")[..16];
        return JsonSerializer.Serialize(new
        {
            type = "transaction",
            transaction = name,
            start_timestamp = now - 1,
            timestamp = now,
            contexts = new { trace = new { trace_id = trace, span_id = root, op = "http.server" } },
            spans = new[] { new { trace_id = trace, parent_span_id = root, span_id = Guid.NewGuid().ToString("n")[..16], op = "db", description = "SELECT 1", start_timestamp = now - 1, timestamp = now } },
        });
    }

    private static Task<HttpResponseMessage> SendAsync(PaddockProcess server, CreatedProject project, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/envelope/") { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=test/1.0, sentry_key={project.WriteKey}");
        return server.Http.SendAsync(request);
    }

    private static async Task<string> LedgerAsync(PaddockProcess server, CreatedProject project)
    {
        var rows = await server.SqlAsync(project, "SELECT outcome, reason, signal, sum(quantity) FROM ledger GROUP BY outcome, reason, signal ORDER BY outcome, reason, signal");
        return string.Join(", ", rows.Select(static row => string.Join(' ', row)));
    }

    private static Dictionary<string, object?> Change(object settings, string name, object value)
    {
        var changed = JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(settings))!;
        changed[name] = value;
        return changed;
    }
}
