using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Two servers on one PostgreSQL and one ClickHouse: either takes everything, each job is done by one of them, and by the other when that one is gone.</summary>
public sealed class TwoServersTests
{
    private static readonly string[] OfNewOnes = ["issue.new"], OfMonitors = ["monitor.down", "monitor.up"];

    [Fact]
    public async Task One_is_killed_and_the_other_goes_on_with_its_jobs_and_nothing_is_told_twice()
    {
        await using var clickHouse = new StandInClickHouse();
        using var hook = new AlertsTests.HookSite();
        var status = 200;
        using var site = new LoopbackSite(stream => LoopbackSite.Answers(status)(stream));
        var environment = new Dictionary<string, string>(clickHouse.Environment)
        {
            ["Database__Url"] = await (await PostgresServer.StartedAsync()).NewDatabaseAsync(),
            ["Outbound__Allow"] = "127.0.0.1",
        };
        var first = await PaddockProcess.ServeAsync(environment: environment);

        // What one has sealed the other must open: without the key it does not begin.
        await using (var stranger = await PaddockProcess.ServeAsync(environment: environment, waitUntilReady: false))
        {
            Assert.Equal(1, await stranger.ExitCodeAsync());
            Assert.Contains("secrets.key", stranger.Output, StringComparison.Ordinal);
        }
        var folder = Directory.CreateTempSubdirectory("paddock-").FullName;
        File.Copy(Path.Combine(first.Data, "secrets.key"), Path.Combine(folder, "secrets.key"));
        await using var second = await PaddockProcess.ServeAsync(folder, environment: environment);

        // Keys and rules of one hold on both.
        var project = await first.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(first);
        await AlertsTests.MakeAsync(ann, project, new { name = "Robot", occasions = OfNewOnes, channel = "webhook", url = hook.Url });
        await AlertsTests.MakeAsync(ann, project, new { name = "Watchman", occasions = OfMonitors, channel = "webhook", url = hook.Url });
        var watched = await MonitorAsync(second, project, site.Port);
        await Eventually.TrueAsync(() => Task.FromResult(site.Connections > 0));
        await Eventually.EqualAsync("up", () => StatusAsync(second, project, watched));
        await Eventually.TrueAsync(() => IsTakenAsync(second, project, "Both"));
        await AlertsTests.StoreAsync(first, project, Some.Event(type: "Both", function: "Both"));
        await Eventually.TrueAsync(async () => await second.CountAsync(project, "SELECT count() FROM errors") >= 2);
        Assert.Equal(1, await second.CountAsync(project, "SELECT uniqExact(issue_id) FROM errors"));
        await Eventually.EqualAsync(1, () => Task.FromResult(hook.Bodies.Count));
        // Written down as sent, too: who ends in between lets the next one send it again, rather than never.
        await Eventually.TrueAsync(async () => (await ann.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.Id}/alerts/messages")).GetProperty("messages").EnumerateArray().All(static message => message.GetProperty("state").GetString() == "sent"));

        await first.KillAsync();
        var seen = site.Connections;
        status = 503;
        await AlertsTests.StoreAsync(second, project, Some.Event(type: "After", function: "After"));
        await Eventually.TrueAsync(() => Task.FromResult(site.Connections > seen));
        await Eventually.EqualAsync("down", () => StatusAsync(second, project, watched));
        await Eventually.EqualAsync(2, () => Task.FromResult(hook.Bodies.Count));
        Assert.Equal(["""{"issue.new":1}""", """{"monitor.down":1}"""], hook.Bodies.Select(static told => told.Body.GetProperty("counts").GetRawText()));

        // And it comes back, with what it has not stored yet.
        await using var again = await PaddockProcess.ServeAsync(first.Data, first.Url, environment);
        await Eventually.EqualAsync(2, () => again.CountAsync(project, "SELECT uniqExact(issue_id) FROM errors"));
        Assert.Equal(2, hook.Bodies.Count);
    }

    private static async Task<bool> IsTakenAsync(PaddockProcess server, CreatedProject project, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/?sentry_key={project.WriteKey}") { Content = new StringContent(Some.Event(type: type, function: type)) };
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<int> MonitorAsync(PaddockProcess server, CreatedProject project, int port)
    {
        using var request = Request(project, HttpMethod.Post, "monitors");
        request.Content = JsonContent.Create(new { kind = "http", name = "Site", url = $"http://127.0.0.1:{port}/", intervalSeconds = 10, failuresBeforeDown = 1 });
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    private static async Task<string> StatusAsync(PaddockProcess server, CreatedProject project, int monitor)
    {
        using var request = Request(project, HttpMethod.Get, $"monitors/{monitor}");
        using var answer = await server.Http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("monitor").GetProperty("status").GetString()!;
    }

    private static HttpRequestMessage Request(CreatedProject project, HttpMethod method, string path) =>
        new(method, $"/api/v1/projects/{project.Id}/{path}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken) } };
}
