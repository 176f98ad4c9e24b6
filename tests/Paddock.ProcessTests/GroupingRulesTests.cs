using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>A project's own rules for what is one issue, on the running program: tried before, in force after, and no issue's work is lost on the way.</summary>
public sealed class GroupingRulesTests
{
    [Fact]
    public async Task Rules_are_previewed_saved_and_explained()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(server);
        var api = $"/api/v1/projects/{project.Id}";
        foreach (var (type, plan) in new[] { ("KeyError", "gold"), ("KeyError", "gold"), ("ValueError", "gold"), ("TypeError", "gold"), ("TypeError", "gold"), ("TypeError", "silver") })
            await SendAsync(server, project, type, plan);
        await Eventually.EqualAsync(6, () => server.CountAsync(project, "SELECT count() FROM errors"));
        var (key, value, type3) = (await IssueAsync(server, project, "KeyError"), await IssueAsync(server, project, "ValueError"), await IssueAsync(server, project, "TypeError"));

        // Two issues would be one, a third two; nothing is changed by asking.
        var rules = new { fingerprints = "# lookups\ntype:KeyError -> lookup\ntype:ValueError -> lookup\ntype:TypeError -> {{ default }}, {{ tags.plan }}", stacks = "" };
        var preview = await ann.AskAsync(HttpMethod.Post, $"{api}/grouping/preview", rules, HttpStatusCode.OK);
        Assert.Equal((6, 3, 2), (preview.GetProperty("events").GetInt32(), preview.GetProperty("issues").GetInt32(), preview.GetProperty("moved").GetInt32()));
        Assert.Equal(
            [(value, key, 1, 1), (type3, 0, 1, 3)],
            preview.GetProperty("moves").EnumerateArray().Select(static move => (
                move.GetProperty("from").GetProperty("id").GetInt64(), move.GetProperty("to") is { ValueKind: JsonValueKind.Object } to ? to.GetProperty("id").GetInt64() : 0,
                move.GetProperty("events").GetInt32(), move.GetProperty("of").GetInt32())).Order().ToArray());
        Assert.Equal("", (await ann.GetFromJsonAsync<JsonElement>($"{api}/grouping")).GetProperty("fingerprints").GetString());
        var wrong = await ann.AskAsync(HttpMethod.Put, $"{api}/grouping", new { fingerprints = "", stacks = "\nfunction:x +nothing" }, HttpStatusCode.BadRequest);
        Assert.Equal(("stacks", 2), (wrong.GetProperty("field").GetString(), wrong.GetProperty("line").GetInt32()));
        using (var program = new HttpRequestMessage(HttpMethod.Get, $"{api}/grouping"))
        {
            program.Headers.Authorization = new("Bearer", project.ApiToken);
            using var refused = await server.Http.SendAsync(program, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        // In force with the next event: most go on in the issue that they had.
        await ann.AskAsync(HttpMethod.Put, $"{api}/grouping", rules, HttpStatusCode.OK);
        foreach (var (type, plan) in new[] { ("KeyError", "gold"), ("ValueError", "gold"), ("TypeError", "gold"), ("TypeError", "silver") }) await SendAsync(server, project, type, plan);
        await Eventually.EqualAsync(10, () => server.CountAsync(project, "SELECT count() FROM errors"));
        Assert.Equal(4, await CountAsync(server, project, key));
        Assert.Equal(1, await CountAsync(server, project, value));
        Assert.Equal(4, await CountAsync(server, project, type3));
        Assert.Equal(4, await server.CountAsync(project, "SELECT count() FROM issues"));
        var same = await ann.AskAsync(HttpMethod.Post, $"{api}/grouping/preview", rules, HttpStatusCode.OK);
        Assert.Equal(2, same.GetProperty("moved").GetInt32()); // the stored ones that came before

        // Why: by a rule; and when the rule is gone, that it is.
        var events = (await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{key}/events/latest")).GetProperty("id").GetString();
        var why = await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{key}/events/{events}/grouping");
        Assert.StartsWith("type:", why.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.Equal((true, true), (why.GetProperty("isCertain").GetBoolean(), why.GetProperty("isByToday").GetBoolean()));
        Assert.Equal("lookup", why.GetProperty("parts").EnumerateArray().Single(static part => part.GetProperty("ignored").ValueKind == JsonValueKind.Null).GetProperty("text").GetString());
        await ann.AskAsync(HttpMethod.Put, $"{api}/grouping", new { fingerprints = "", stacks = "" }, HttpStatusCode.OK);
        why = await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{key}/events/{events}/grouping");
        Assert.Equal((false, false), (why.GetProperty("isCertain").GetBoolean(), why.GetProperty("isByToday").GetBoolean()));
        await ann.AskAsync(HttpMethod.Get, $"{api}/issues/{value}/events/{events}/grouping", null, HttpStatusCode.NotFound);
        Assert.Equal(2, (await ann.GetFromJsonAsync<JsonElement>($"{api}/audit")).GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("action").GetString() == "grouping.changed"));
    }

    private static async Task SendAsync(PaddockProcess server, CreatedProject project, string type, string plan)
    {
        var told = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Some.Event(type: type, function: type))!;
        told["tags"] = JsonSerializer.SerializeToElement(new { plan });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/") { Content = JsonContent.Create(told) };
        request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=test/1.0, sentry_key={project.WriteKey}");
        using var sent = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    private static Task<long> IssueAsync(PaddockProcess server, CreatedProject project, string type) => server.CountAsync(project, $"SELECT issue_id FROM issues WHERE title = '{type}'");

    private static Task<long> CountAsync(PaddockProcess server, CreatedProject project, long issue) => server.CountAsync(project, $"SELECT count() FROM errors WHERE issue_id = {issue}");
}
