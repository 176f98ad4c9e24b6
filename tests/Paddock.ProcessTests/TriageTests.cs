using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What people do with issues, on the running program: seen at once by every question, told to other tabs, and taken back by what it answered.</summary>
public sealed class TriageTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Resolved_issues_leave_the_list_and_come_back_by_undo_or_when_they_happen_again()
    {
        var project = await fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError", "ValueError");
        var done = await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        Assert.Equal(["unresolved", "unresolved"], done.GetProperty("before").EnumerateArray().Select(static issue => issue.GetProperty("status").GetString()));
        Assert.Empty(await ListAsync(project));
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:resolved")).Order());
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:all")).Order());
        Assert.Equal(2, await fixture.Server.CountAsync(project, "SELECT count() FROM issues WHERE status = 'resolved'"));

        // The same once more changes nothing, and says nothing.
        await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        Assert.Equal(["resolved"], await ActivityAsync(project, ids[0]));

        await ChangeAsync(project, HttpStatusCode.OK, new { issues = done.GetProperty("before").EnumerateArray().Select(static issue => new { id = issue.GetProperty("id").GetInt32(), status = issue.GetProperty("status").GetString() }) });
        Assert.Equal(ids.Order(), (await ListAsync(project)).Order());

        await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        using var again = await fixture.StoreAsync(project, Some.Event(type: "KeyError", function: "KeyError"));
        await Eventually.EqualAsync(3, () => fixture.ErrorsAsync(project));
        Assert.Equal([ids[0]], await ListAsync(project));
        Assert.Equal([ids[0]], await ListAsync(project, "query=is:all is:again"));
        Assert.Equal([ids[1]], await ListAsync(project, "query=is:all !is:again"));
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:all is:new")).Order());
        var issue = (await GetAsync(project, $"issues/{ids[0]}")).GetProperty("issue");
        Assert.Equal("unresolved", issue.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.String, issue.GetProperty("regressed").ValueKind);
        Assert.Equal(["regressed", "resolved", "reopened", "resolved"], await ActivityAsync(project, ids[0]));
        Assert.Equal(["resolved", "reopened", "resolved"], await ActivityAsync(project, ids[1]));
    }

    [Fact]
    public async Task What_cannot_be_done_is_done_to_no_issue()
    {
        var (project, other) = (await fixture.ProjectAsync(), await fixture.ProjectAsync());
        var (ids, foreign) = (await IssuesAsync(project, "KeyError"), await IssuesAsync(other, "KeyError"));
        await ChangeAsync(project, HttpStatusCode.NotFound, Every([.. ids, .. foreign], "resolved"));
        await ChangeAsync(project, HttpStatusCode.BadRequest, Every(ids, "done"));
        await ChangeAsync(project, HttpStatusCode.BadRequest, Every([.. ids, .. ids], "resolved"));
        await ChangeAsync(project, HttpStatusCode.BadRequest, new { issues = Array.Empty<object>() });
        await ChangeAsync(project, HttpStatusCode.BadRequest, new { });
        await ChangeAsync(project, HttpStatusCode.BadRequest, new { issues = new[] { new { id = ids[0], assignee = 4711 } } });
        Assert.Equal(ids, await ListAsync(project));
        Assert.Equal(foreign, await ListAsync(other));
        Assert.Empty(await ActivityAsync(project, ids[0]));
        using var unknown = await SendAsync(HttpMethod.Get, other, $"issues/{ids[0]}/people?range=24h");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Other_tabs_hear_of_it()
    {
        var project = await fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/live?kinds=issues");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await fixture.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(": open", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "archived"));
        string? line;
        do line = await lines.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line?.StartsWith("data:", StringComparison.Ordinal) == false);
        Assert.Equal($$"""data: {"records":{"issues":1},"issues":[{{ids[0]}}]}""", line);
    }

    [Fact]
    public async Task People_are_counted_by_the_events_that_happened_to_them()
    {
        var project = await fixture.ProjectAsync();
        foreach (var user in (string[])["ann", "bob", "ann"])
        {
            var told = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Some.Event(type: "KeyError"))!;
            told["user"] = JsonSerializer.SerializeToElement(new { id = user });
            using var sent = await fixture.StoreAsync(project, JsonSerializer.Serialize(told));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        await Eventually.EqualAsync(3, () => fixture.ErrorsAsync(project));
        var people = await GetAsync(project, $"issues/{(await ListAsync(project)).Single()}/people");
        Assert.Equal([("ann", 2), ("bob", 1)], people.GetProperty("people").EnumerateArray().Select(static person => (person.GetProperty("id").GetString()!, person.GetProperty("events").GetInt32())));
        Assert.Equal(2, people.GetProperty("total").GetInt32());
    }

    /// <summary>An issue for each, in their order.</summary>
    private async Task<List<int>> IssuesAsync(CreatedProject project, params string[] types)
    {
        var ids = new List<int>();
        foreach (var type in types)
        {
            using var sent = await fixture.StoreAsync(project, Some.Event(type: type, function: type));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            await Eventually.EqualAsync(ids.Count + 1, async () => (await ListAsync(project)).Count);
            ids.Add((await ListAsync(project)).Except(ids).Single());
        }
        return ids;
    }

    private static object Every(IEnumerable<int> ids, string status) => new { issues = ids.Select(id => new { id, status }) };

    private async Task<JsonElement> ChangeAsync(CreatedProject project, HttpStatusCode expected, object body)
    {
        using var answer = await SendAsync(HttpMethod.Patch, project, "issues", JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}, not {(int)expected}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<List<int>> ListAsync(CreatedProject project, string parameters = "") =>
        [.. (await GetAsync(project, $"issues?{parameters}")).GetProperty("issues").EnumerateArray().Select(static issue => issue.GetProperty("id").GetInt32())];

    private async Task<List<string>> ActivityAsync(CreatedProject project, int issue) =>
        [.. (await GetAsync(project, $"issues/{issue}/activity")).GetProperty("activity").EnumerateArray().Select(static row => row.GetProperty("action").GetString()!)];

    private async Task<JsonElement> GetAsync(CreatedProject project, string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, project, path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, CreatedProject project, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/projects/{project.Id}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        return await fixture.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
