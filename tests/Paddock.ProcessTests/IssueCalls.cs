using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What tests of issues ask the running program.</summary>
public abstract class IssueCalls(ServerFixture fixture)
{
    protected ServerFixture Fixture => fixture;

    /// <summary>An issue for each, in their order.</summary>
    private protected async Task<List<int>> IssuesAsync(CreatedProject project, params string[] types)
    {
        var ids = new List<int>();
        foreach (var type in types)
        {
            using var sent = await Fixture.StoreAsync(project, Some.Event(type: type, function: type));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            await Eventually.EqualAsync(ids.Count + 1, async () => (await ListAsync(project)).Count);
            ids.Add((await ListAsync(project)).Except(ids).Single());
        }
        return ids;
    }

    private protected static object Every(IEnumerable<int> ids, string status) => new { issues = ids.Select(id => new { id, status }) };

    private protected async Task<JsonElement> ChangeAsync(CreatedProject project, HttpStatusCode expected, object body)
    {
        using var answer = await SendAsync(HttpMethod.Patch, project, "issues", JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}, not {(int)expected}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private protected async Task<List<int>> ListAsync(CreatedProject project, string parameters = "") =>
        [.. (await GetAsync(project, $"issues?{parameters}")).GetProperty("issues").EnumerateArray().Select(static issue => issue.GetProperty("id").GetInt32())];

    private protected async Task<List<string>> ActivityAsync(CreatedProject project, int issue) =>
        [.. (await GetAsync(project, $"issues/{issue}/activity")).GetProperty("activity").EnumerateArray().Select(static row => row.GetProperty("action").GetString()!)];

    private protected async Task<List<string>> StatesAsync(CreatedProject project, List<int> ids) =>
        [.. (await GetAsync(project, "issues?query=is:all&sort=first_seen")).GetProperty("issues").EnumerateArray().Where(issue => ids.Contains(issue.GetProperty("id").GetInt32()))
            .Select(static issue => string.Join(' ', ((string[])["id", "status", "state", "priority", "archive", "fix", "regressed"]).Select(name => issue.GetProperty(name).GetRawText())))];

    private protected async Task UndoAsync(CreatedProject project, JsonElement done, HttpStatusCode expected)
    {
        using var answer = await SendAsync(HttpMethod.Post, project, $"issues/undo/{done.GetProperty("undo").GetInt32()}");
        Assert.Equal(expected, answer.StatusCode);
    }

    private protected async Task<JsonElement> AskAsync(HttpMethod method, CreatedProject project, string path, object? body = null)
    {
        using var answer = await SendAsync(method, project, path, body is null ? null : JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private protected async Task<JsonElement> GetAsync(CreatedProject project, string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, project, path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private protected async Task<HttpResponseMessage> SendAsync(HttpMethod method, CreatedProject project, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/projects/{project.Id}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        return await Fixture.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
