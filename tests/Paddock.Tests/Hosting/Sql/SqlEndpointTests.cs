using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Hosting.Sql;
using Paddock.Testing;
using Paddock.Tests.ClickHouse.Scope;

namespace Paddock.Tests.Hosting.Sql;

public sealed class SqlEndpointTests(ScopeStores stores)
{
    [Fact]
    public async Task An_answer_has_columns_rows_and_statistics()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.AskAsync("SELECT code AS user, duration, time, revenue FROM errors ORDER BY time LIMIT 2");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = await JsonAsync(answer);
        Assert.Equal("""[{"name":"user","type":"String"},{"name":"duration","type":"UInt64"},{"name":"time","type":"DateTime64(9, 'UTC')"},{"name":"revenue","type":"Float64"}]""", Compact(body.GetProperty("columns")));
        Assert.Equal("""[["0","1","2026-11-02 00:00:00.000000000",0],["1","2","2026-11-02 00:10:00.000000000",0.25]]""", Compact(body.GetProperty("rows")));
        Assert.Equal(2, body.GetProperty("statistics").GetProperty("rows").GetInt32());
        Assert.False(body.GetProperty("statistics").GetProperty("truncated").GetBoolean());
        Assert.True(body.GetProperty("statistics").GetProperty("elapsedMilliseconds").GetDouble() > 0);
    }

    [Fact]
    public async Task An_answer_without_rows_still_has_its_columns()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.AskAsync("SELECT code FROM errors WHERE code = 'none'");
        var body = await JsonAsync(answer);
        Assert.Equal("""[{"name":"code","type":"String"}]""", Compact(body.GetProperty("columns")));
        Assert.Equal("[]", Compact(body.GetProperty("rows")));
    }

    [Fact]
    public async Task Parameters_are_texts_numbers_booleans_and_lists()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.AskAsync(
            "SELECT {text:String}, {number:Int32}, {yes:Bool}, {numbers:Array(UInt8)}, {texts:Array(String)}",
            new { text = "a'\t\\", number = -5, yes = true, numbers = Numbers, texts = Texts });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("""[["a'\t\\",-5,true,[1,2],["a'","\\b"]]]""", Compact((await JsonAsync(answer)).GetProperty("rows")));
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_its_reason_and_place()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.AskAsync("SELECT 1,\n  file('/etc/passwd')");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(answer);
        Assert.Equal("function", problem.GetProperty("reason").GetString());
        Assert.Equal("The function 'file' is not available.", problem.GetProperty("detail").GetString());
        Assert.Equal(2, problem.GetProperty("line").GetInt32());
        Assert.Equal(3, problem.GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"query\": 1}")]
    [InlineData("{\"query\": \"SELECT 1\", \"parameters\": {\"a\": {\"b\": 1}}}")]
    [InlineData("{\"query\": \"SELECT 1\", \"parameters\": {\"a\": null}}")]
    [InlineData("{\"query\": \"SELECT '\\ud800'\"}")]
    [InlineData("{\"query\": \"SELECT {a:String}\", \"parameters\": {\"a\": \"\\ud800\"}}")]
    [InlineData("{\"query\": \"SELECT {a:Array(String)}\", \"parameters\": {\"a\": [\"b\", [\"\\udc00\"]]}}")]
    [InlineData("{\"query\": \"SELECT {a:String}\", \"parameters\": {\"\\ud800\": \"b\"}}")]
    public async Task A_body_that_is_no_query_is_refused(string body)
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_a_megabyte_is_refused()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        using var answer = await api.AskAsync($"SELECT '{new string('x', SqlRequest.Largest)}'");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_left_out_and_said_to_be()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client, new ScopeLimits { ResultRows = 10 });
        using var more = await api.AskAsync("SELECT code FROM errors");
        var body = await JsonAsync(more);
        Assert.Equal(10, body.GetProperty("rows").GetArrayLength());
        Assert.True(body.GetProperty("statistics").GetProperty("truncated").GetBoolean());
        using var exactly = await api.AskAsync("SELECT code FROM errors LIMIT 10");
        Assert.False((await JsonAsync(exactly)).GetProperty("statistics").GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task More_bytes_than_the_limit_are_left_out_and_said_to_be()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client, new ScopeLimits { ResultBytes = 1 << 20 });
        using var answer = await api.AskAsync("SELECT repeat(a.message, 100) FROM errors AS a, errors AS b");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.InRange(text.Length, 1 << 20, 3 << 20);
        Assert.True(JsonDocument.Parse(text).RootElement.GetProperty("statistics").GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task A_query_that_takes_too_much_is_stopped_and_told_so()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client, new ScopeLimits { Time = TimeSpan.FromSeconds(1) });
        using var answer = await api.AskAsync(Endless);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("The query took longer than 1 seconds and was stopped.", (await JsonAsync(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Queries_beyond_the_places_of_a_project_are_told_to_come_back()
    {
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client);
        var places = Enumerable.Range(0, SqlGate.PerProject).Select(_ => api.Gate.TryEnter(ScopeRows.Project)!).ToList();
        using (var answer = await api.AskAsync("SELECT 1"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }
        using (var other = await api.AskAsync("SELECT 1", project: 8))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        places[0].Dispose();
        using var later = await api.AskAsync("SELECT 1");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Who_leaves_takes_the_query_along()
    {
        var store = await stores.LonelyAsync();
        await using var api = await SqlApi.StartAsync(store.Client, new ScopeLimits { Time = TimeSpan.FromMinutes(5) });
        using var leaving = new CancellationTokenSource();
        var asking = api.AskAsync(Endless, cancellation: leaving.Token);
        await Eventually.TrueAsync(async () => await RunningAsync(store.Client) == 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Eventually.TrueAsync(async () => await RunningAsync(store.Client) == 0);
        Assert.NotNull(api.Gate.TryEnter(ScopeRows.Project));
    }

    [Fact]
    public async Task Who_does_not_take_the_answer_loses_the_place()
    {
        var clock = new FakeTimeProvider();
        await using var api = await SqlApi.StartAsync((await stores.CrowdedAsync()).Client, new ScopeLimits { Time = TimeSpan.FromSeconds(30) }, clock);
        for (var others = 1; others < SqlGate.PerProject; others++)
            Assert.NotNull(api.Gate.TryEnter(ScopeRows.Project));
        using var answer = await api.OpenAsync("SELECT repeat(a.message, 100) FROM errors AS a, errors AS b");
        clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Null(api.Gate.TryEnter(ScopeRows.Project));
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => Task.FromResult(api.Gate.TryEnter(ScopeRows.Project) is not null));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_an_engine_the_answer_is_to_come_back()
    {
        using var nobody = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9/") };
        await using var api = await SqlApi.StartAsync(new ClickHouseClient(nobody));
        using var answer = await api.AskAsync("SELECT 1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static readonly int[] Numbers = [1, 2];
    private static readonly string[] Texts = ["a'", "\\b"];

    private const string Endless = "SELECT count() FROM errors AS a, errors AS b, errors AS c, errors AS d, errors AS e WHERE a.code != b.code AND c.code != d.code";

    private static async Task<int> RunningAsync(ClickHouseClient client)
    {
        using var answer = await client.StreamAsync("SELECT count() FROM system.processes WHERE query LIKE '%`d`.`code`%' AND current_database = 'p_7'", cancellation: TestContext.Current.CancellationToken);
        return int.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
