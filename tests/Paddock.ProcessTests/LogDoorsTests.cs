using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>The doors of log lines over HTTP (Loki, JSON lines, Seq, Elasticsearch) against the real program.</summary>
public sealed class LogDoorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Json = "application/json";
    private static readonly string Now = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
    private static readonly string NowNanoseconds = $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}000000";

    /// <summary>For each door: a request with one good line "kept", and how it is answered.</summary>
    private static readonly Dictionary<string, (string Path, string Body, int Status, string Answer)> Doors = new()
    {
        ["loki"] = ("/loki/api/v1/push", $$$"""{"streams":[{"stream":{"service_name":"shop"},"values":[["{{{NowNanoseconds}}}","kept"]]}]}""", 204, ""),
        ["jsonlines"] = ("/in/jsonlines", $$"""{"time":"{{Now}}","message":"kept","service":"shop"}""", 200, """{"accepted":1,"rejected":0}"""),
        ["seq"] = ("/api/events/raw", $$"""{"@t":"{{Now}}","@m":"kept","service":"shop"}""", 201, """{"MinimumLevelAccepted":null}"""),
        ["elastic"] = ("/_bulk", $$$"""{"create":{"_index":"i"}}{{{"\n"}}}{"@timestamp":"{{{Now}}}","message":"kept","service":{"name":"shop"}}{{{"\n"}}}""", 200,
            """{"took":0,"errors":false,"items":[{"create":{"_index":"i","_id":null,"_version":1,"result":"created","_shards":{"total":1,"successful":1,"failed":0},"status":201}}]}"""),
    };

    public static TheoryData<string, string> Keys => new(
        from door in Doors.Keys from way in (string[])["bearer", "basic-user", "basic-password", "x-paddock-key", "query", "path"] select (door, way));

    [Theory]
    [MemberData(nameof(Keys))]
    [InlineData("loki", "x-scope-orgid")]
    [InlineData("seq", "x-seq-apikey")]
    [InlineData("elastic", "apikey")]
    [InlineData("elastic", "apikey-pair")]
    public async Task Every_way_of_giving_the_key_opens_the_door(string door, string way)
    {
        var project = await fixture.ProjectAsync();
        var (path, body, status, expected) = Doors[door];
        var key = project.WriteKey;
        if (way == "path") path = $"/in/{door}/{key}{(door == "jsonlines" ? "" : path)}";
        if (way == "query") path += $"?key={key}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, Json) };
        if (way is "x-paddock-key" or "x-scope-orgid" or "x-seq-apikey") request.Headers.Add(way, key);
        request.Headers.Authorization = way switch
        {
            "bearer" => new AuthenticationHeaderValue("Bearer", key),
            "basic-user" => new AuthenticationHeaderValue("Basic", Base64($"{key}:")),
            "basic-password" => new AuthenticationHeaderValue("Basic", Base64($"anyone:{key}")),
            "apikey" => new AuthenticationHeaderValue("ApiKey", key),
            "apikey-pair" => new AuthenticationHeaderValue("ApiKey", Base64($"id:{key}")),
            _ => null,
        };
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal((status, expected), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, $"SELECT count() FROM logs WHERE message = 'kept' AND service = 'shop' AND receiver = '{door}'"));
        await AddsUpAsync(project);
    }

    public static TheoryData<string, string> Encodings => new(from door in Doors.Keys from encoding in (string[])["gzip", "deflate", "br"] select (door, encoding));

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Bodies_may_be_compressed_and_cut_ones_are_refused(string door, string encoding)
    {
        var project = await fixture.ProjectAsync();
        var (path, body, status, _) = Doors[door];
        var packed = Compress(Encoding.UTF8.GetBytes(body), encoding);
        using var whole = await PostAsync(project, path, packed, encoding);
        using var cut = await PostAsync(project, path, packed[..^3], encoding);
        using var unknown = await PostAsync(project, path, packed, "compress");
        Assert.Equal((status, 400, 415), ((int)whole.StatusCode, (int)cut.StatusCode, (int)unknown.StatusCode));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM logs"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_body"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "unknown_encoding"));
    }

    [Theory]
    [InlineData("loki", "{", "malformed_request")]
    [InlineData("loki", "", "malformed_request")]
    [InlineData("loki", """{"streams":[{"stream":{},"values":[["0","x"]]}]}""", "malformed_record")]
    [InlineData("loki", """{"streams":[{"stream":{},"values":[["1000000000000000000","x"]]}]}""", "too_old")]
    [InlineData("jsonlines", "not json", "malformed_record")]
    [InlineData("jsonlines", "[1,", "malformed_request")]
    [InlineData("jsonlines", """{"time":"2099-01-01T00:00:00Z"}""", "in_future")]
    [InlineData("seq", "not json", "malformed_record")]
    [InlineData("seq", """{"Events":[{"Timestamp":"2026-11-23T05:00:00Z"}]}""", "malformed_request")]
    [InlineData("elastic", "{\"create\":{}}", "malformed_request")]
    [InlineData("elastic", "{}\n{}", "malformed_request")]
    public async Task A_bad_body_gets_a_clear_answer_and_a_line_in_the_ledger(string door, string body, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync(project, Doors[door].Path, Encoding.UTF8.GetBytes(body));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
    }

    [Theory]
    [InlineData("loki", "\"kept\"]", "\"kept\"],[7]")]
    [InlineData("jsonlines", "{\"time\"", "broken\n{\"time\"")]
    [InlineData("seq", "{\"@t\"", "broken\n{\"@t\"")]
    [InlineData("elastic", "{\"create\"", "{\"index\":{}}\nbroken\n{\"create\"")]
    public async Task A_broken_line_leaves_its_neighbours(string door, string good, string withBad)
    {
        var project = await fixture.ProjectAsync();
        var (path, body, status, _) = Doors[door];
        using var answer = await PostAsync(project, path, Encoding.UTF8.GetBytes(body.Replace(good, withBad, StringComparison.Ordinal)));
        Assert.Equal(status, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM logs WHERE message = 'kept'"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_record"));
        await AddsUpAsync(project);
    }

    [Theory]
    [InlineData("loki")]
    [InlineData("jsonlines")]
    [InlineData("seq")]
    [InlineData("elastic")]
    public async Task A_wrong_key_and_none_are_refused(string door)
    {
        foreach (var key in (string?[])[new string('0', 32), null])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Doors[door].Path) { Content = new StringContent(Doors[door].Body, Encoding.UTF8, Json) };
            if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await fixture.Server.Http.SendAsync(request);
            Assert.Equal(401, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_real_clients_sent_is_found_with_all_they_said()
    {
        var project = await fixture.ProjectAsync();
        foreach (var recorded in RecordedRequest.All.Where(static recorded => recorded.Name.StartsWith("winston-loki", StringComparison.Ordinal) || recorded.Name.StartsWith("pino-loki", StringComparison.Ordinal) || recorded.Name.StartsWith("elasticsearch", StringComparison.Ordinal)))
        {
            using var request = recorded.To(project);
            using var answer = await fixture.Server.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, recorded.Name);
        }
        await Eventually.EqualAsync("""
            elastic  shop  one 0 
            elastic error shop  Payment failed 1 
            elastic error shop  Payment failed 1 
            elastic info shop  Order placed 0 17
            elastic info shop  Order placed 0 17
            loki error shop production Payment failed 0 
            loki error shop production Payment failed: card [Filtered] {"orderId":17,"password":"[Filtered]","level":"error"} 0 
            loki error shop production Payment failed: card [Filtered] {"orderId":17,"password":"[Filtered]","level":"error"} 0 17
            loki info shop production Order 17 placed by ann@example.org {"level":"info"} 0 
            loki info shop production Order 17 placed by ann@example.org {"level":"info"} 0 
            loki info shop production Order placed 1 17
            """.ReplaceLineEndings("\n"), async () => string.Join('\n', (await fixture.Server.SqlAsync(project, """
            SELECT concat(receiver, ' ', severity, ' ', if(attributes['index'] = 'logs-shop', 'shop', service), ' ', environment, ' ', message, ' ', toString(trace_id = '0af7651916cd43dd8448eb211c80319c'), ' ',
                if(attributes['orderId'] = '', attributes['order.id'], attributes['orderId'])) AS line FROM logs ORDER BY line
            """)).Select(static row => row[0].ToString()).Order(StringComparer.Ordinal)));
        await AddsUpAsync(project);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("GET", "/_license")]
    [InlineData("GET", "/_xpack")]
    [InlineData("GET", "/_nodes/_all/http")]
    [InlineData("GET", "/_cluster/health")]
    [InlineData("HEAD", "/_index_template/logs")]
    [InlineData("PUT", "/_index_template/logs")]
    [InlineData("PUT", "/_ilm/policy/logs")]
    public async Task Elasticsearchs_clients_are_told_what_they_ask_first(string method, string path)
    {
        var project = await fixture.ProjectAsync();
        using var without = await fixture.Server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/in/elastic" + path));
        Assert.Equal(401, (int)without.StatusCode);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/in/elastic" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", project.WriteKey);
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal((200, "Elasticsearch"), ((int)answer.StatusCode, answer.Headers.GetValues("X-Elastic-Product").Single()));
        if (method != "HEAD") Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).ValueKind);
    }

    [Fact]
    public async Task Fields_of_all_lines_may_stand_in_the_query()
    {
        var project = await fixture.ProjectAsync();
        using var answer = await PostAsync(project, "/in/jsonlines?service=mail&environment=test&release=1.2&host=h1", """{"message":"a","host":"own"}"""u8.ToArray());
        Assert.Equal(200, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM logs WHERE service = 'mail' AND environment = 'test' AND release = '1.2' AND host = 'own'"));
    }

    private Task AddsUpAsync(CreatedProject project) =>
        Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));

    private async Task<HttpResponseMessage> PostAsync(CreatedProject project, string path, byte[] body, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
        return await fixture.Server.Http.SendAsync(request);
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        var target = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(target, CompressionLevel.Fastest), "br" => new BrotliStream(target, CompressionLevel.Fastest), _ => new ZLibStream(target, CompressionLevel.Fastest) })
            stream.Write(bytes);
        return target.ToArray();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
