using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What Sentry's clients send beside errors: each kind is found by SQL, each record has one end in the ledger.</summary>
public sealed class SentryKindsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static double Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    [Fact]
    public async Task A_transaction_is_its_root_and_its_spans()
    {
        var project = await fixture.ProjectAsync();
        await AcceptAsync(project, """{"trace":{"sample_rate":"0.25"}}""", Item("transaction", Transaction(project, Now)));
        await RowsAsync(project, "spans", 2, "stored");
        var root = (await fixture.Server.SqlAsync(project, "SELECT name, op, kind, status, transaction, route, url_path, http_method, toString(http_status), release, host, distinct_id, toString(sample_rate), attributes['plan'], trace_id FROM spans WHERE is_root"))[0];
        Assert.Equal(["/orders/{id}/", "http.server", "server", "ok", "/orders/{id}/", "/orders/{id}/", "/orders/17/", "GET", "200", "shop@1", "web-1", "5", "0.25", "pro", Trace], root.Select(static value => value.GetString()));
        var query = (await fixture.Server.SqlAsync(project, "SELECT db_system, db_statement, transaction, route, toString(duration_ns), distinct_id, parent_span_id FROM spans WHERE op = 'db'"))[0];
        Assert.Equal(["sqlite", "SELECT * FROM orders", "/orders/{id}/", "/orders/{id}/", "250000000", "5", "00f067aa0ba902b7"], query.Select(static value => value.GetString()));
    }

    [Fact]
    public async Task Spans_that_run_at_the_same_time_are_taken_from_what_is_around_them_once()
    {
        var project = await fixture.ProjectAsync();
        var start = Now - 10; // all of it is over
        string Inner(int number, string parent, double from, double to) => $$$"""
            {"trace_id":"{{{Trace}}}","span_id":"00f067aa0ba90{{{number:x3}}}","parent_span_id":"{{{parent}}}","op":"part {{{number}}}","description":"work","start_timestamp":{{{start + from}}},"timestamp":{{{start + to}}}}
            """;
        const string root = "00f067aa0ba902b7";
        // 1 and 2 overlap, 3 lies within 2, 4 goes on behind the end of the root.
        string[] inner = [Inner(1, root, 0.1, 0.3), Inner(2, root, 0.2, 0.5), Inner(3, "00f067aa0ba90002", 0.25, 0.35), Inner(4, root, 0.9, 1.5)];
        await AcceptAsync(project, "{}", Item("transaction", $$$"""
            {"type":"transaction","transaction":"/","transaction_info":{"source":"route"},"start_timestamp":{{{start}}},"timestamp":{{{start + 1}}},"contexts":{"trace":{"trace_id":"{{{Trace}}}","span_id":"{{{root}}}","op":"http.server"}},"spans":[{{{string.Join(',', inner).ReplaceLineEndings("")}}}]}
            """));
        await RowsAsync(project, "spans", 5, "stored");
        var operations = (await AskAsync(project, "requests/samples")).GetProperty("operations").EnumerateArray().ToDictionary(static each => each.GetProperty("kind").GetString()!, static each => Math.Round(each.GetProperty("ownMs").GetDouble()));
        Assert.Equal(new Dictionary<string, double> { ["http.server"] = 500, ["part 1"] = 200, ["part 2"] = 200, ["part 3"] = 100, ["part 4"] = 600 }, operations);
    }

    [Fact]
    public async Task Spans_that_trace_the_upload_to_ourselves_are_filtered_as_such()
    {
        var project = await fixture.ProjectAsync();
        var upload = Span("00f067aa0ba90201", Now, op: "http.client", name: $"POST http://other.example/api/{project.Id}/envelope/");
        var own = Span("00f067aa0ba90202", Now, op: "http.client", name: $"POST {fixture.Server.Url}in/otlp/v1/traces");
        var theirs = Span("00f067aa0ba90203", Now, op: "http.client", name: "POST http://other.example/api/0/envelope/");
        await AcceptAsync(project, "{}", Container("span", "span.v2", upload, own, theirs));
        await RowsAsync(project, "spans", 1, "stored");
        await Eventually.EqualAsync(2, () => fixture.LedgerAsync(project, "filtered", "own_upload"));
        await Eventually.EqualAsync(3, () => fixture.LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task Logs_metrics_and_spans_come_in_containers_and_a_bad_one_leaves_its_neighbours_alone()
    {
        var project = await fixture.ProjectAsync();
        var log = $$"""{"timestamp":{{Now}},"level":"warn","body":"stock is low, token=hunter2hunter2","trace_id":"{{Trace}}","attributes":{"server.address":{"value":"web-2","type":"string"},"sku":{"value":17,"type":"integer"},"sentry.message.template":{"value":"stock is low","type":"string"} } }""";
        var metric = $$"""{"timestamp":{{Now}},"name":"queue.depth","type":"gauge","value":12.5,"unit":"job","attributes":{"queue":{"value":"mail","type":"string"} } }""";
        await AcceptAsync(project, "{}",
            Container("log", "log", log, "5", """{"body":null}"""),
            Container("trace_metric", "trace-metric", """{"name":"no.value","type":"gauge"}""", metric),
            Container("span", "span.v2", """{"span_id":"x"}""", Span("00f067aa0ba90204", Now)));
        await RowsAsync(project, "logs", 1, "stored");
        await RowsAsync(project, "samples", 1, "stored");
        await RowsAsync(project, "spans", 1, "stored");
        await Eventually.EqualAsync(4, () => fixture.LedgerAsync(project, "invalid", "malformed_item"));
        var row = (await fixture.Server.SqlAsync(project, "SELECT severity, message, host, attributes['sku'], pattern, trace_id FROM logs"))[0];
        Assert.Equal(["warning", "stock is low, token=[Filtered]", "web-2", "17", "stock is low", Trace], row.Select(static value => value.GetString()));
        var sample = (await fixture.Server.SqlAsync(project, "SELECT name, kind, unit, labels['queue'], toString(value) FROM samples JOIN series USING series"))[0];
        Assert.Equal(["queue.depth", "gauge", "job", "mail", "12.5"], sample.Select(static value => value.GetString()));
        await AssertLedgerAddsUpAsync(project);
    }

    [Fact]
    public async Task Log_lines_are_found_by_the_route_of_their_request_and_called_by_what_they_say()
    {
        var project = await fixture.ProjectAsync();
        static string Log(string body, string trace, string attributes = "") =>
            $$$"""{"timestamp":{{{Now}}},"level":"info","body":"{{{body}}}","trace_id":"{{{trace}}}","attributes":{"sentry.message.template":{"value":"%s","type":"string"}{{{attributes}}}}}""";
        await AcceptAsync(project, "{}", Item("transaction", Transaction(project, Now)));
        await AcceptAsync(project, "{}", Container("log", "log", Log("in the request", Trace), Log("elsewhere", new string('a', 32)), Log("said", new string('b', 32), ""","http.route":{"value":"/orders/{id}/","type":"string"}""")));
        await RowsAsync(project, "spans", 2, "stored");
        await RowsAsync(project, "logs", 3, "stored");
        Assert.Equal(["in the request /orders/{id}/", "said /orders/{id}/"], await LinesAsync(project, "route:\"/orders/{id}/\""));
        Assert.Equal(["in the request /orders/{id}/", "said /orders/{id}/"], await LinesAsync(project, "route:/orders/*"));
        Assert.Equal(["elsewhere "], await LinesAsync(project, "!route:*"));
        Assert.Equal(["elsewhere", "in the request", "said"], (await fixture.Server.SqlAsync(project, "SELECT pattern FROM logs ORDER BY pattern")).Select(static row => row[0].GetString()));
    }

    [Fact]
    public async Task A_job_says_that_it_began_and_ended_by_envelope_and_by_url()
    {
        var project = await fixture.ProjectAsync();
        var id = Some.EventId();
        var begin = $$$"""{"check_in_id":"{{{id}}}","monitor_slug":"nightly","status":"in_progress","monitor_config":{"schedule":{"type":"crontab","value":"5 3 * * *"} } }""";
        for (var time = 0; time < 2; time++) await AcceptAsync(project, "{}", Item("check_in", begin));
        using var end = await fixture.Server.Http.GetAsync($"/api/{project.Id}/cron/nightly/{project.WriteKey}/?status=ok&check_in_id={id}&duration=12.5&environment=staging");
        using var other = await fixture.Server.Http.PostAsync($"/api/0/cron/Hourly%20Mail/{project.WriteKey}/?status=error", null);
        using var bad = await fixture.Server.Http.GetAsync($"/api/{project.Id}/cron/nightly/{project.WriteKey}/?status=fine");
        using var wrongKey = await fixture.Server.Http.GetAsync($"/api/{project.Id}/cron/nightly/{new string('0', 32)}/?status=ok");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden], [end.StatusCode, other.StatusCode, bad.StatusCode, wrongKey.StatusCode]);
        await RowsAsync(project, "check_ins", 3, "stored");
        var rows = await fixture.Server.SqlAsync(project, "SELECT monitor, status, check_in_id, environment, if(isNaN(latency_ms), '', toString(latency_ms)), detail FROM check_ins ORDER BY monitor, status");
        Assert.Equal(["hourly-mail", "error", "", "", "", ""], rows[0].Select(static value => value.GetString()));
        Assert.Equal(["nightly", "in_progress", id, "", "", """{"schedule":{"type":"crontab","value":"5 3 * * *"}}"""], rows[1].Select(static value => value.GetString()));
        Assert.Equal(["nightly", "ok", id, "staging", "12500", ""], rows[2].Select(static value => value.GetString()));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "duplicate"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_check_in"));
    }

    [Fact]
    public async Task People_are_called_by_the_best_name_that_somebody_said()
    {
        var project = await fixture.ProjectAsync();
        string[] users = ["""{"id":"1","email":"ann@example.org"}""", """{"id":"2","email":"bob@example.org","username":"bob"}""", """{"id":"3"}"""];
        foreach (var user in users) await AcceptAsync(project, "{}", Item("event", $$"""{"event_id":"{{Some.EventId()}}","message":"x","user":{{user}}}"""));
        await RowsAsync(project, "errors", 3, "stored");
        var names = (await AskAsync(project, "people/names?person=1&person=2&person=3&person=nobody")).GetProperty("names").EnumerateArray();
        Assert.Equal(["1 ann@example.org", "2 bob"], names.Select(static name => $"{name.GetProperty("id")} {name.GetProperty("name")}").Order());
    }

    [Fact]
    public async Task Sessions_are_found_by_release_and_nobodys_name_is_in_them()
    {
        var project = await fixture.ProjectAsync();
        var session = $$"""{"sid":"{{Some.EventId()}}","did":"ann@example.org","init":true,"started":"{{Iso(Now)}}","status":"crashed","errors":1,"duration":2.5,"attrs":{"release":"shop@1","environment":"production"} }""";
        var counted = $$"""{"aggregates":[{"started":"{{Iso(Now)}}","exited":40,"errored":2},{"started":"never","exited":1}],"attrs":{"release":"shop@1"} }""";
        await AcceptAsync(project, "{}", Item("session", session), Item("sessions", counted), Item("session", """{"sid":"1"}"""));
        await RowsAsync(project, "release_sessions", 3, "stored");
        await Eventually.EqualAsync(2, () => fixture.LedgerAsync(project, "invalid", "malformed_item"));
        var rows = await fixture.Server.SqlAsync(project, "SELECT status, toString(quantity), release, toString(user_hash != '') FROM release_sessions ORDER BY status");
        Assert.Equal(["crashed 1 shop@1 1", "errored 2 shop@1 0", "exited 40 shop@1 0"], rows.Select(static row => string.Join(' ', row.Select(static value => value.GetString()))));
        Assert.Equal(0, await fixture.Server.CountAsync(project, "SELECT count() FROM release_sessions WHERE toString(tuple(*)) LIKE '%ann@%'"));
    }

    [Fact]
    public async Task Feedback_and_a_file_lie_beside_the_error_they_are_about()
    {
        var project = await fixture.ProjectAsync();
        var (error, own) = (Some.EventId(), Some.EventId());
        var feedback = $$$"""{"event_id":"{{{own}}}","timestamp":{{{Now}}},"contexts":{"feedback":{"message":"Nothing happens","contact_email":"ann@example.org","name":"Ann","url":"https://shop.example/pay?token=hunter2hunter2","associated_event_id":"{{{error}}}"} } }""";
        const string file = "item,price\n1,2\n";
        var body = Encoding.UTF8.GetBytes($$"""{"event_id":"{{own}}"}""" + $"\n{Item("feedback", feedback)}{{\"type\":\"attachment\",\"length\":{file.Length},\"filename\":\"../basket.csv\",\"content_type\":\"text/csv\"}}\n{file}\n");
        for (var time = 0; time < 2; time++) await AcceptAsync(project, body);
        await AcceptAsync(project, "{}", Item("user_report", $$"""{"event_id":"{{error}}","name":"Bea","email":"bea@example.org","comments":"It broke"}"""));
        await RowsAsync(project, "feedback", 2, "stored");
        await RowsAsync(project, "attachments", 1, "stored");
        var rows = await fixture.Server.SqlAsync(project, "SELECT message, name, email, url, url_path, about_event_id FROM feedback ORDER BY name");
        Assert.Equal(["Nothing happens", "Ann", "ann@example.org", "https://shop.example/pay?token=[Filtered]", "/pay", error], rows[0].Select(static value => value.GetString()));
        Assert.Equal(["It broke", "Bea", "bea@example.org", "", "", error], rows[1].Select(static value => value.GetString()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)));
        var row = (await fixture.Server.SqlAsync(project, "SELECT event_id, name, content_type, kind, toString(size), blob FROM attachments"))[0];
        Assert.Equal([own, "basket.csv", "text/csv", "event.attachment", $"{file.Length}", hash], row.Select(static value => value.GetString()));
        using (var download = await BlobAsync(project, hash))
        {
            Assert.Equal(file, await download.Content.ReadAsStringAsync());
            Assert.Equal(("attachment; filename=basket.csv; filename*=UTF-8''basket.csv", "application/octet-stream"), ($"{download.Content.Headers.ContentDisposition}", $"{download.Content.Headers.ContentType}"));
            Assert.Equal(("nosniff", "sandbox; default-src 'none'; frame-ancestors 'none'"), (download.Headers.GetValues("X-Content-Type-Options").Single(), download.Headers.GetValues("Content-Security-Policy").Single()));
        }
        using (var part = await BlobAsync(project, hash, new RangeHeaderValue(5, 9))) Assert.Equal((HttpStatusCode.PartialContent, "price"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        foreach (var (who, name) in new[] { (await fixture.ProjectAsync(), hash), (project, new string('0', 64)), (project, "..%2f..%2fpaddock.db"), (project, hash.ToUpperInvariant()) })
        {
            using var refused = await BlobAsync(who, name);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        File.Delete(Directory.EnumerateFiles(Path.Combine(fixture.Server.Data, "blobs"), hash, SearchOption.AllDirectories).Single());
        using (var missing = await BlobAsync(project, hash)) Assert.Contains("missing", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.EqualAsync(2, () => fixture.LedgerAsync(project, "duplicate"));
        await AssertLedgerAddsUpAsync(project);
    }

    private async Task<HttpResponseMessage> BlobAsync(CreatedProject project, string hash, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/blobs/{hash}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        request.Headers.Range = range;
        return await fixture.Server.Http.SendAsync(request);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_clock_that_is_wrong_by_days_is_put_right_for_every_kind(int days)
    {
        var project = await fixture.ProjectAsync();
        var clients = Now + days * 86400;
        await AcceptAsync(project, $$"""{"sent_at":"{{Iso(clients)}}"}""",
            Item("transaction", Transaction(project, clients - 10)),
            Container("log", "log", $$"""{"timestamp":{{clients - 10}},"level":"info","body":"late"}"""),
            Container("trace_metric", "trace-metric", $$"""{"timestamp":{{clients - 10}},"name":"x","type":"counter","value":1}"""),
            Item("session", $$"""{"sid":"{{Some.EventId()}}","started":"{{Iso(clients - 10)}}","attrs":{"release":"shop@1"} }"""),
            Item("feedback", $$$"""{"timestamp":{{{clients - 10}}},"contexts":{"feedback":{"message":"late"} } }"""));
        foreach (var table in (string[])["spans", "logs", "samples", "release_sessions", "feedback"])
        {
            await RowsAsync(project, table, table == "spans" ? 2 : 1, "stored");
            Assert.Equal(0, await fixture.Server.CountAsync(project, $"SELECT count() FROM {table} WHERE abs(toUnixTimestamp(time) + 10 - {(long)Now}) > 30"));
        }
    }

    [Fact]
    public async Task Times_outside_of_what_is_kept_are_an_outcome_of_each_record()
    {
        var project = await fixture.ProjectAsync();
        await AcceptAsync(project, "{}", Container("log", "log",
            $$"""{"timestamp":{{Now}},"body":"now"}""", """{"timestamp":1,"body":"1970"}""", $$"""{"timestamp":{{Now + 7200}},"body":"tomorrow"}"""));
        await RowsAsync(project, "logs", 1, "stored");
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "too_old"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "in_future"));
    }

    [Fact]
    public async Task Spans_that_are_sent_twice_are_stored_once()
    {
        var project = await fixture.ProjectAsync();
        var transaction = Transaction(project, Now);
        for (var time = 0; time < 3; time++) await AcceptAsync(project, "{}", Item("transaction", transaction));
        await Eventually.EqualAsync(4, () => fixture.LedgerAsync(project, "duplicate"));
        await RowsAsync(project, "spans", 2, "stored");
        await AssertLedgerAddsUpAsync(project);
    }

    public static TheoryData<string, string> BadItems => new()
    {
        { "transaction", "{}" },
        { "transaction", "[" },
        { "span", """{"op":"db"}""" },
        { "log", "[]" },
        { "trace_metric", """{"items":{}}""" },
        { "check_in", """{"monitor_slug":"x","status":"perhaps"}""" },
        { "session", "null" },
        { "sessions", """{"aggregates":[]}""" },
        { "feedback", """{"contexts":{"feedback":{"message":""}}}""" },
        { "user_report", """{"name":"x"}""" },
        { "client_report", "[]" },
    };

    [Theory]
    [MemberData(nameof(BadItems), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_item_gets_a_clear_answer_alone_and_costs_nothing_beside_a_good_one(string type, string payload)
    {
        var project = await fixture.ProjectAsync();
        using var alone = await fixture.EnvelopeAsync(project, Some.Envelope((type, payload)));
        Assert.Equal(HttpStatusCode.BadRequest, alone.StatusCode);
        Assert.Equal("malformed_item", JsonSerializer.Deserialize<JsonElement>(await alone.Content.ReadAsStringAsync()).GetProperty("reason").GetString());
        await AcceptAsync(project, "{}", Item(type, payload), Item("event", Some.Event()));
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        await Eventually.EqualAsync(2, () => fixture.LedgerAsync(project, "invalid", "malformed_item"));
        await AssertLedgerAddsUpAsync(project);
    }

    private static string Transaction(CreatedProject project, double start) => $$$"""
        {"type":"transaction","transaction":"/orders/{id}/","transaction_info":{"source":"route"},"start_timestamp":{{{start}}},"timestamp":{{{start + 0.5}}},
        "contexts":{"trace":{"trace_id":"{{{Trace}}}","span_id":"00f067aa0ba902b7","op":"http.server","status":"ok"},"response":{"status_code":200}},
        "release":"shop@1","server_name":"web-1","user":{"id":"5","ip_address":"203.0.113.9"},"tags":{"plan":"pro"},"request":{"url":"https://shop.example/orders/17/?page=2","method":"GET"},
        "spans":[{"trace_id":"{{{Trace}}}","span_id":"00f067aa0ba90{{{project.Id % 1000:x3}}}","parent_span_id":"00f067aa0ba902b7","op":"db","description":"SELECT * FROM orders","start_timestamp":{{{start}}},"timestamp":{{{start + 0.25}}},"data":{"db.system":"sqlite"}}]}
        """.ReplaceLineEndings("");

    private static string Span(string id, double start, string op = "function", string name = "price") =>
        $$"""{"trace_id":"{{Trace}}","span_id":"{{id}}","name":"{{name}}","status":"ok","is_segment":false,"start_timestamp":{{start}},"end_timestamp":{{start + 0.1}},"attributes":{"sentry.op":{"value":"{{op}}","type":"string"} } }""";

    private static string Item(string type, string payload) => $"{{\"type\":\"{type}\",\"length\":{Encoding.UTF8.GetByteCount(payload)}}}\n{payload}\n";

    private static string Container(string type, string contentType, params string[] items)
    {
        var payload = $"{{\"version\":2,\"items\":[{string.Join(',', items)}]}}";
        return $"{{\"type\":\"{type}\",\"item_count\":{items.Length},\"content_type\":\"application/vnd.sentry.items.{contentType}+json\",\"length\":{Encoding.UTF8.GetByteCount(payload)}}}\n{payload}\n";
    }

    private async Task<JsonElement> AskAsync(CreatedProject project, string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/{question}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await fixture.Server.Http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string[]> LinesAsync(CreatedProject project, string query)
    {
        var lines = (await AskAsync(project, $"logs?query={Uri.EscapeDataString(query)}")).GetProperty("lines");
        return [.. lines.EnumerateArray().Select(static line => $"{line.GetProperty("message")} {line.GetProperty("route")}").Order()];
    }

    private static string Iso(double unixSeconds) => DateTimeOffset.UnixEpoch.AddSeconds(unixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private Task AcceptAsync(CreatedProject project, string header, params string[] items) => AcceptAsync(project, Encoding.UTF8.GetBytes($"{header}\n{string.Concat(items)}"));

    private async Task AcceptAsync(CreatedProject project, byte[] body)
    {
        using var answer = await fixture.EnvelopeAsync(project, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task RowsAsync(CreatedProject project, string table, int rows, string outcome)
    {
        await Eventually.EqualAsync(rows, () => fixture.Server.CountAsync(project, $"SELECT count() FROM {table}"));
        await Eventually.EqualAsync(rows, () => fixture.Server.CountAsync(project, $"SELECT sum(quantity) FROM ledger WHERE outcome = '{outcome}' AND signal = '{table}'"));
    }

    private Task AssertLedgerAddsUpAsync(CreatedProject project) => Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project,
        "SELECT toInt64(sumIf(quantity, outcome = 'received')) - toInt64(sumIf(quantity, outcome NOT IN ('received', 'client_dropped'))) FROM ledger"));
}
