using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Testing;
using static Paddock.Testing.OtlpRequests;

namespace Paddock.ProcessTests;

/// <summary>What OpenTelemetry's clients send, and what they must never be able to do, against the real program.</summary>
public sealed class OtlpDoorTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Protobuf = "application/x-protobuf", Json = "application/json; charset=utf-8";

    private static byte[] SomeLog(string text = "order 17 placed") => Logs(Log(Now).Message(5, "body", Text(text))).Protobuf();

    private async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? key, string type = Protobuf, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await fixture.Server.Http.SendAsync(request);
    }

    private Task<long> LogsAsync(CreatedProject project) => fixture.Server.CountAsync(project, "SELECT count() FROM logs");

    private Task<long> LedgerAsync(CreatedProject project, string outcome, string reason = "") => fixture.LedgerAsync(project, outcome, reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_record_is_a_row_with_its_keys(bool isJson)
    {
        var project = await fixture.ProjectAsync();
        var log = Log(Now, Attribute("order.id", "17"), Attribute("user.id", "u-1"), Attribute("http.route", "/orders/{id}"), Attribute("password", "hunter2"))
            .Int(2, "severityNumber", 17).Message(5, "body", Text("payment refused, token=abcdef123456")).Id(9, "traceId", TraceId).Id(10, "spanId", SpanId);
        var request = Request("Logs", "logRecords", [log],
            [Attribute("service.name", "shop"), Attribute("service.version", "1.4"), Attribute("deployment.environment", "production"), Attribute("host.name", "web-1"), Attribute("process.pid", "7")]);
        using var answer = await PostAsync("/v1/logs", isJson ? request.Json() : request.Protobuf(), project.WriteKey, isJson ? Json : Protobuf);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isJson ? "application/json" : "application/x-protobuf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(isJson ? "{}" : "", await answer.Content.ReadAsStringAsync());

        await Eventually.EqualAsync(1, () => LogsAsync(project));
        var row = (await fixture.Server.SqlAsync(project, """
            SELECT severity, severity_number, logger, message, trace_id, span_id, service, release, environment, host, distinct_id, route, receiver,
                attributes['order.id'], attributes['process.pid'], attributes['password'] FROM logs
            """))[0].Select(static cell => cell.ToString());
        Assert.Equal(
            ["error", "17", "shop.web", "payment refused, token=[Filtered]", "0102030405060708090a0b0c0d0e0f10", "0102030405060708", "shop", "1.4", "production", "web-1", "u-1", "/orders/{id}", "otlp/logs",
            "17", "7", "[Filtered]"], row);
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "received"));
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "stored"));
    }

    [Fact]
    public async Task A_span_is_a_row_and_our_own_uploads_are_none()
    {
        var project = await fixture.ProjectAsync();
        var span = Span(Now, Attribute("http.request.method", "GET"), Attribute("url.path", "/orders/17"), Attribute("http.response.status_code", "500")).Text(3, "traceState", "ot=th:8")
            .Message(15, "status", new OtlpMessage().Text(2, "message", "refused").Int(3, "code", 2))
            .Messages(11, "events", [new OtlpMessage().Text(2, "name", "exception")]);
        OtlpMessage Upload(string url) => Span(Now, Attribute("url.full", url)).Int(6, "kind", 3);
        var request = Spans(span, Upload("http://127.0.0.1:8000/v1/traces"), Upload("https://paddock.example.org/api/3/envelope/?sentry_key=1"), Upload("https://shop.example.org/store/").Id(2, "spanId", [9, 9, 9, 9, 9, 9, 9, 9]),
            Span(Now, Attribute("url.full", "https://payments.example.org/v1/metrics"), Attribute("http.request.method", "GET")).Int(6, "kind", 3).Id(2, "spanId", [8, 8, 8, 8, 8, 8, 8, 8]));
        using var answer = await PostAsync("/v1/traces", request.Protobuf(), project.WriteKey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await Eventually.EqualAsync(3, () => fixture.Server.CountAsync(project, "SELECT count() FROM spans"));
        var row = (await fixture.Server.SqlAsync(project, """
            SELECT name, kind, op, status, status_message, is_root, transaction, duration_ns, url_path, http_method, http_status, sample_rate, JSONExtractString(events, 1, 'name') FROM spans WHERE kind = 'server'
            """))[0].Select(static cell => cell.ToString());
        Assert.Equal(["GET", "server", "http.server", "error", "refused", "1", "GET", "250", "/orders/17", "GET", "500", "0.5", "exception"], row);
        await Eventually.EqualAsync(2, () => LedgerAsync(project, "filtered", "own_upload"));
        await Eventually.EqualAsync(5, () => LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task Metrics_are_series_and_samples()
    {
        var project = await fixture.ProjectAsync();
        OtlpMessage Point(ulong time, double value) => new OtlpMessage().Fixed(3, "timeUnixNano", time).Double(4, "asDouble", value).Messages(7, "attributes", [Attribute("queue", "mail")]);
        var histogram = new OtlpMessage().Fixed(3, "timeUnixNano", Now).Fixed(4, "count", 3).Double(5, "sum", 9.5).Fixeds(6, "bucketCounts", 1, 2).Doubles(7, "explicitBounds", 0.5);
        var request = Metrics(Metric("queue.length", 5, "gauge", Points(Point(Now - 1000, 4), Point(Now, 7))), Metric("latency", 9, "histogram", Points(histogram).Int(2, "aggregationTemporality", 2)));
        using var answer = await PostAsync("/v1/metrics", request.Json(), project.WriteKey, Json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await Eventually.EqualAsync(6, () => fixture.Server.CountAsync(project, "SELECT count() FROM samples"));
        var rows = await fixture.Server.SqlAsync(project, """
            SELECT name, kind, unit, service, labels['queue'], labels['le'], value FROM samples INNER JOIN series USING (series) ORDER BY name, labels['le'], value
            """);
        Assert.Equal(
            ["latency_bucket histogram s shop  +Inf 3", "latency_bucket histogram s shop  0.5 1", "latency_count histogram s shop   3", "latency_sum histogram s shop   9.5",
            "queue.length gauge s shop mail  4", "queue.length gauge s shop mail  7"],
            rows.Select(static row => string.Join(' ', row.Select(static cell => cell.ToString()))));
        await Eventually.EqualAsync(11, () => LedgerAsync(project, "received")); // six samples, and the five series they are the first of
        await Eventually.EqualAsync(11, () => LedgerAsync(project, "stored"));
    }

    [Fact]
    public async Task Every_double_comes_back_as_it_was()
    {
        var project = await fixture.ProjectAsync();
        double[] values = [0, 7, -2.5, 150.12, 150.1, 1.0 / 3, 1e300, double.Epsilon, 123456789.123456789, double.NaN, double.NegativeInfinity, 9007199254740993, 0.1 + 0.2];
        var points = values.Select((value, index) => new OtlpMessage().Fixed(3, "timeUnixNano", Now + (ulong)index).Double(4, "asDouble", value).Messages(7, "attributes", [Attribute("queue", "mail")]));
        using var answer = await PostAsync("/v1/metrics", Metrics(Metric("doubles", 5, "gauge", Points([.. points]))).Protobuf(), project.WriteKey, Protobuf);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await Eventually.EqualAsync(values.Length, () => fixture.Server.CountAsync(project, "SELECT count() FROM samples"));
        var bits = await fixture.Server.SqlAsync(project, "SELECT reinterpretAsUInt64(value) FROM samples ORDER BY time");
        Assert.Equal(values.Select(static value => value is double.NaN ? "NaN" : $"{BitConverter.DoubleToUInt64Bits(value)}"), bits.Select(static row => row[0].ToString() is var text && double.IsNaN(BitConverter.UInt64BitsToDouble(ulong.Parse(text, CultureInfo.InvariantCulture))) ? "NaN" : text));
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("basic user")]
    [InlineData("basic password")]
    [InlineData("header")]
    [InlineData("path")]
    [InlineData("alias")]
    public async Task Every_way_of_giving_the_key_opens_the_door(string way)
    {
        var project = await fixture.ProjectAsync();
        var path = way switch { "path" => $"/in/otlp/{project.WriteKey}/v1/logs", "alias" => "/in/otlp/v1/logs", _ => "/v1/logs" };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(SomeLog()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Protobuf);
        string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        var authorization = way switch
        {
            "bearer" or "alias" => $"Bearer {project.WriteKey}",
            "basic user" => Basic($"{project.WriteKey}:"),
            "basic password" => Basic($"shop:{project.WriteKey}"),
            _ => null,
        };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (way == "header") request.Headers.TryAddWithoutValidation("x-paddock-key", project.WriteKey);
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => LogsAsync(project));
    }

    [Fact]
    public async Task Every_encoding_is_read()
    {
        var project = await fixture.ProjectAsync();
        (string? Name, Func<byte[], byte[]> Encode)[] encodings =
            [(null, static bytes => bytes), ("gzip", Some.Gzip), ("br", Some.Brotli), ("deflate", Some.Zlib), ("deflate", Some.Deflate), ("zstd", Some.Zstandard)];
        foreach (var (name, encode) in encodings)
        {
            using var answer = await PostAsync("/v1/logs", encode(SomeLog()), project.WriteKey, encoding: name);
            Assert.True(answer.IsSuccessStatusCode, name);
        }
        await Eventually.EqualAsync(encodings.Length, () => LogsAsync(project));
    }

    [Fact]
    public async Task A_browser_on_any_site_may_send()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/traces");
        preflight.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
        preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        using var answer = await fixture.Server.Http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task What_is_refused_is_told_truly_and_its_neighbours_stay()
    {
        var project = await fixture.ProjectAsync();
        const ulong day = 86_400_000_000_000;
        byte[] Body(bool isJson)
        {
            var request = Logs(Log(Now), Log(Now - (400 * day)), Log(Now + day), Log(Now + day), Log(Now));
            return isJson ? request.Json() : request.Protobuf();
        }
        using var json = await PostAsync("/v1/logs", Body(isJson: true), project.WriteKey, Json);
        var partial = JsonSerializer.Deserialize<JsonElement>(await json.Content.ReadAsStringAsync()).GetProperty("partialSuccess");
        Assert.Equal(HttpStatusCode.OK, json.StatusCode);
        Assert.Equal(("3", "1 too_old, 2 in_future"), (partial.GetProperty("rejectedLogRecords").GetString(), partial.GetProperty("errorMessage").GetString()));
        using var protobuf = await PostAsync("/v1/logs", Body(isJson: false), project.WriteKey);
        var why = "1 too_old, 2 in_future"u8.ToArray();
        Assert.Equal([0x0A, (byte)(why.Length + 4), 0x08, 3, 0x12, (byte)why.Length, .. why], await protobuf.Content.ReadAsByteArrayAsync());

        using var broken = await PostAsync("/v1/logs", """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":"text"},{}]}]}]}"""u8.ToArray(), project.WriteKey, Json);
        Assert.Contains("1 malformed_record", await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await Eventually.EqualAsync(5, () => LogsAsync(project));
        await Eventually.EqualAsync(2, () => LedgerAsync(project, "invalid", "too_old"));
        await Eventually.EqualAsync(4, () => LedgerAsync(project, "invalid", "in_future"));
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "invalid", "malformed_record"));
        await Eventually.EqualAsync(12, () => LedgerAsync(project, "received"));
        await Eventually.EqualAsync(5, () => LedgerAsync(project, "stored"));
    }

    public static TheoryData<string, string, string?, int, string> BadRequests => new()
    {
        { "cut off", Protobuf, null, 400, "malformed_request" },
        { "cut off", Json, null, 400, "malformed_request" },
        { "empty", Json, null, 400, "malformed_request" },
        { "text", Protobuf, null, 400, "malformed_request" },
        { "good", Protobuf, "gzip", 400, "malformed_body" },
        { "good", Protobuf, "lzma", 415, "unknown_encoding" },
        { "good", "text/plain", null, 415, "unknown_content_type" },
        { "bomb", Protobuf, "gzip", 413, "body_too_large" },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_request_gets_a_clear_answer_and_a_line_in_the_ledger(string what, string type, string? encoding, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        var good = type == Json ? Logs(Log(Now)).Json() : SomeLog();
        var body = what switch { "cut off" => good[..^1], "empty" => [], "text" => "hello"u8.ToArray(), "bomb" => Some.Gzip(new byte[40 << 20]), _ => good };
        using var answer = await PostAsync("/v1/logs", body, project.WriteKey, type, encoding);
        Assert.Equal(status, (int)answer.StatusCode);
        var message = await answer.Content.ReadAsByteArrayAsync();
        if (type == Protobuf)
            Assert.Equal([0x08, 3, 0x12, (byte)(message.Length - 4)], message[..4]);
        else
            Assert.Equal(3, JsonSerializer.Deserialize<JsonElement>(message).GetProperty("code").GetInt32());
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "received"));
        Assert.Equal(0, await LogsAsync(project));
    }

    [Fact]
    public async Task Without_a_key_or_with_an_unknown_one_nothing_is_read()
    {
        foreach (var key in new[] { null, new string('0', 32), "", "nonsense" })
        {
            using var answer = await PostAsync("/v1/logs", SomeLog(), key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        using var path = await PostAsync($"/in/otlp/{new string('0', 32)}/v1/traces", SomeLog(), null);
        Assert.Equal(HttpStatusCode.Unauthorized, path.StatusCode);
    }

    [Fact]
    public async Task A_request_larger_than_an_entry_of_the_journal_is_stored_whole()
    {
        var project = await fixture.ProjectAsync();
        var text = Text(new string('x', 4000));
        var request = Logs([.. Enumerable.Range(0, 5000).Select(_ => Log(Now).Message(5, "body", text))]);
        using var answer = await PostAsync("/v1/logs", request.Protobuf(), project.WriteKey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(5000, () => LogsAsync(project));
        await Eventually.EqualAsync(5000, () => LedgerAsync(project, "received"));
        await Eventually.EqualAsync(5000, () => LedgerAsync(project, "stored"));
    }

    [Fact]
    public async Task A_resource_that_would_be_written_a_hundred_thousand_times_is_refused()
    {
        var project = await fixture.ProjectAsync();
        var request = Request("Logs", "logRecords", [.. Enumerable.Repeat(new OtlpMessage(), 90_000)], [Attribute("big", new string('x', 16_000))]);
        using var answer = await PostAsync("/v1/logs", request.Protobuf(), project.WriteKey);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await Eventually.EqualAsync(1, () => LedgerAsync(project, "invalid", "body_too_large"));
        Assert.Equal(0, await LogsAsync(project));
    }

    [Fact]
    public async Task With_a_full_journal_it_asks_to_wait_and_takes_all_again_when_the_store_is_back()
    {
        await using var store = new StandInClickHouse();
        await using var server = await PaddockProcess.ServeAsync(environment: new Dictionary<string, string>(store.Environment) { ["Journal__Limit"] = "64M" });
        var project = await server.CreateProjectAsync("full");
        await store.KillAsync();
        var large = Logs([.. Enumerable.Range(0, 5000).Select(static _ => Log(Now).Message(5, "body", Text(new string('x', 4000))))]);
        async Task<HttpResponseMessage> SendAsync(byte[] body, string type)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {project.WriteKey}");
            return await server.Http.SendAsync(request);
        }
        var accepted = 0;
        for (var status = HttpStatusCode.OK; status == HttpStatusCode.OK; accepted++)
        {
            using var answer = await SendAsync(large.Protobuf(), Protobuf);
            status = answer.StatusCode;
        }
        using var protobuf = await SendAsync(large.Protobuf(), Protobuf);
        using var json = await SendAsync(large.Json(), Json);
        Assert.Equal((429, 429), ((int)protobuf.StatusCode, (int)json.StatusCode));
        Assert.Equal(("30", "30"), (protobuf.Headers.RetryAfter!.ToString(), json.Headers.RetryAfter!.ToString()));
        Assert.Equal([0x08, 8, 0x12], (await protobuf.Content.ReadAsByteArrayAsync())[..3]);
        Assert.Equal(8, JsonSerializer.Deserialize<JsonElement>(await json.Content.ReadAsStringAsync()).GetProperty("code").GetInt32());

        store.Start();
        await Eventually.TrueAsync(async () =>
        {
            using var again = await SendAsync(large.Protobuf(), Protobuf);
            return again.IsSuccessStatusCode;
        });
        // All that was acknowledged; of a large request that was refused the first part may be there as well (see RecordEntries).
        await Eventually.TrueAsync(async () => await server.CountAsync(project, "SELECT count() FROM logs") >= accepted * 5000);
        await Eventually.TrueAsync(async () => await server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome = 'limited' AND reason = 'overloaded'") >= 3);
        await Eventually.EqualAsync(0, () => server.CountAsync(project, "SELECT toInt64(count()) - (SELECT sum(quantity) FROM ledger WHERE outcome = 'stored') FROM logs"));
        await Eventually.EqualAsync(0, () => server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Fact]
    public async Task While_the_disk_fails_it_is_unavailable_and_loses_nothing_that_it_took()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed");
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("disk");
        var accepted = 0;
        async Task<HttpResponseMessage> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(Logs(Log(Now)).Json()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);
            request.Headers.TryAddWithoutValidation("x-paddock-key", project.WriteKey);
            var answer = await server.Http.SendAsync(request);
            if (answer.IsSuccessStatusCode) accepted++;
            return answer;
        }
        using (var failing = Process.Start("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "-p", $"{server.Id}"]))
        {
            await Eventually.TrueAsync(async () =>
            {
                Assert.SkipWhen(failing.HasExited, "strace may not attach here");
                using var answer = await SendAsync();
                if (answer.IsSuccessStatusCode) return false;
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (answer.StatusCode, answer.Headers.RetryAfter!.ToString()));
                Assert.Equal(14, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetInt32());
                return true;
            });
            failing.Kill();
            await failing.WaitForExitAsync();
        }
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await SendAsync();
            return answer.IsSuccessStatusCode;
        });
        await Eventually.EqualAsync(accepted, () => server.CountAsync(project, "SELECT count() FROM logs"));
        await Eventually.TrueAsync(async () => await server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome = 'limited' AND reason = 'unavailable'") >= 1);
        await Eventually.EqualAsync(0, () => server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }
}
