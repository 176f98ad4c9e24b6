using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Testing;
using static Paddock.Testing.OtlpRequests;

namespace Paddock.ProcessTests;

/// <summary>The one stream of a tab: what is new in its project, of every kind, seldom enough.</summary>
public sealed class LiveTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Everything_new_is_told_by_kind_and_nobody_elses()
    {
        var (project, other) = (await fixture.ProjectAsync(), await fixture.ProjectAsync());
        using var stream = await OpenAsync(project);
        await SendAsync(other);
        await SendAsync(project);
        Dictionary<string, long> heard = [];
        List<int> issues = [];
        while (heard.Count < 4)
        {
            var news = await stream.NewsAsync();
            foreach (var kind in news.GetProperty("records").EnumerateObject()) heard[kind.Name] = heard.GetValueOrDefault(kind.Name) + kind.Value.GetInt64();
            issues.AddRange(news.GetProperty("issues").EnumerateArray().Select(static issue => issue.GetInt32()));
        }
        Assert.Equal(new Dictionary<string, long> { ["errors"] = 1, ["events"] = 2, ["logs"] = 3, ["spans"] = 1 }, heard);
        Assert.Equal(await fixture.Server.CountAsync(project, "SELECT any(issue_id) FROM errors"), issues.Single());
    }

    [Fact]
    public async Task Who_asks_for_some_kinds_hears_of_no_others()
    {
        var project = await fixture.ProjectAsync();
        using var stream = await OpenAsync(project, "?kinds=logs,spans");
        await SendAsync(project);
        Dictionary<string, long> heard = [];
        while (heard.Count < 2)
        {
            var news = await stream.NewsAsync();
            foreach (var kind in news.GetProperty("records").EnumerateObject()) heard[kind.Name] = kind.Value.GetInt64();
            Assert.Empty(news.GetProperty("issues").EnumerateArray());
        }
        Assert.Equal(["logs", "spans"], heard.Keys.Order());
        using var request = Request(project, "?kinds=logs,gossip");
        using var unknown = await fixture.Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("gossip", await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_storm_is_a_few_messages_that_add_up()
    {
        var project = await fixture.ProjectAsync();
        const int requests = 150;
        using var stream = await OpenAsync(project, "?kinds=logs");
        var started = Stopwatch.GetTimestamp();
        var sending = Task.Run(async () =>
        {
            for (var sent = 0; sent < requests; sent++) await LogsAsync(project);
        });
        var (heard, messages) = (0L, 0);
        for (; heard < requests * 3; messages++) heard += (await stream.NewsAsync()).GetProperty("records").GetProperty("logs").GetInt64();
        var took = Stopwatch.GetElapsedTime(started);
        await sending;
        Assert.Equal(requests * 3, heard);
        Assert.InRange(messages, 1, (int)(took.TotalSeconds * 2) + 1);
    }

    private async Task SendAsync(CreatedProject project)
    {
        using var error = await fixture.EnvelopeAsync(project, Some.Envelope(("event", Some.Event())));
        using var span = await OtlpAsync(project, "/v1/traces", Spans(Span(Now)));
        using var beacon = await fixture.PostAsync($"/in/script/event?key={project.WriteKey}", """{"url":"https://a.example/","events":[{"name":"$pageview"},{"name":"Signup"}]}"""u8.ToArray());
        await LogsAsync(project);
        Assert.All([error, span, beacon], static answer => Assert.True(answer.IsSuccessStatusCode));
    }

    private async Task LogsAsync(CreatedProject project)
    {
        using var answer = await OtlpAsync(project, "/v1/logs", Logs(Log(Now), Log(Now), Log(Now)));
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task<HttpResponseMessage> OtlpAsync(CreatedProject project, string path, OtlpMessage body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Encoding.UTF8.GetString(body.Json()), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-paddock-key", project.WriteKey);
        return await fixture.Server.Http.SendAsync(request);
    }

    private static HttpRequestMessage Request(CreatedProject project, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/live{query}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {project.ApiToken}");
        return request;
    }

    private async Task<EventStream> OpenAsync(CreatedProject project, string query = "")
    {
        using var request = Request(project, query);
        var answer = await fixture.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var stream = new EventStream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        Assert.Equal(": open", await stream.Lines.ReadLineAsync());
        return stream;
    }

    private sealed record EventStream(HttpResponseMessage Answer, StreamReader Lines) : IDisposable
    {
        public async Task<JsonElement> NewsAsync()
        {
            while (await Lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonSerializer.Deserialize<JsonElement>(line[6..]);
            throw new HttpRequestException("the stream ended");
        }

        public void Dispose()
        {
            Lines.Dispose();
            Answer.Dispose();
        }
    }
}
