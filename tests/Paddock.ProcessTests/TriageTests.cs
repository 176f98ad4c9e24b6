using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What people do with issues, on the running program: seen at once by every question, told to other tabs, and taken back by what it answered.</summary>
public sealed class TriageTests(ServerFixture fixture) : IssueCalls(fixture), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_recommended_event_leads_to_a_trace_and_a_person_and_of_equals_is_the_newest()
    {
        var project = await Fixture.ProjectAsync();
        var ids = new List<string>();
        foreach (var more in (string[])["""{"contexts":{"trace":{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}}}""", """{"user":{"id":"u-1"},"contexts":{"trace":{"trace_id":"5bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}}}""", "{}", """{"user":{"id":"u-2"}}"""])
        {
            var json = JsonNode.Parse(Some.Event())!.AsObject();
            foreach (var (key, value) in JsonNode.Parse(more)!.AsObject()) json[key] = value!.DeepClone();
            ids.Add(json["event_id"]!.GetValue<string>());
            using var sent = await Fixture.StoreAsync(project, json.ToJsonString());
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        await Eventually.EqualAsync(4, () => Fixture.ErrorsAsync(project));
        var issue = (await ListAsync(project)).Single();
        async Task<string?> WhichAsync(string name) => (await GetAsync(project, $"issues/{issue}/events/{name}")).GetProperty("id").GetString();
        Assert.Equal([ids[1], ids[3], ids[0]], [await WhichAsync("recommended"), await WhichAsync("latest"), await WhichAsync("oldest")]);

        // What a customer tells of an error leads to it: its id, or how that begins.
        async Task<string[]> FoundAsync(CreatedProject of, string text) => [.. (await GetAsync(of, $"find?text={Uri.EscapeDataString(text)}")).GetProperty("events").EnumerateArray().Select(static found => $"{found.GetProperty("eventId")} {found.GetProperty("issue")} {found.GetProperty("title")}")];
        Assert.Equal([$"{ids[2]} {issue} ValueError"], await FoundAsync(project, Guid.Parse(ids[2]).ToString("D").ToUpperInvariant()));
        Assert.Contains($"{ids[2]} {issue} ValueError", await FoundAsync(project, $"#{ids[2][..12]}"));
        Assert.Empty(await FoundAsync(project, ids[2][..7]));
        Assert.Empty(await FoundAsync(project, new string('0', 32)));
        Assert.Empty(await FoundAsync(await Fixture.ProjectAsync(), ids[2]));
    }

    [Fact]
    public async Task Resolved_issues_leave_the_list_and_come_back_by_undo_or_when_they_happen_again()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError", "ValueError");
        var done = await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        Assert.Equal(["unresolved", "unresolved"], done.GetProperty("before").EnumerateArray().Select(static issue => issue.GetProperty("status").GetString()));
        Assert.Empty(await ListAsync(project));
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:resolved")).Order());
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:all")).Order());
        Assert.Equal(2, await Fixture.Server.CountAsync(project, "SELECT count() FROM issues WHERE status = 'resolved'"));

        // The same once more changes nothing, and says nothing.
        await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        Assert.Equal(["resolved"], await ActivityAsync(project, ids[0]));

        await ChangeAsync(project, HttpStatusCode.OK, new { issues = done.GetProperty("before").EnumerateArray().Select(static issue => new { id = issue.GetProperty("id").GetInt32(), status = issue.GetProperty("status").GetString() }) });
        Assert.Equal(ids.Order(), (await ListAsync(project)).Order());

        await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        using var again = await Fixture.StoreAsync(project, Some.Event(type: "KeyError", function: "KeyError"));
        await Eventually.EqualAsync(3, () => Fixture.ErrorsAsync(project));
        Assert.Equal([ids[0]], await ListAsync(project));
        Assert.Equal([ids[0]], await ListAsync(project, "query=is:all is:again"));
        Assert.Equal([ids[1]], await ListAsync(project, "query=is:all !is:again"));
        Assert.Equal(ids.Order(), (await ListAsync(project, "query=is:all is:first priority:[high,medium]")).Order());
        var issue = (await GetAsync(project, $"issues/{ids[0]}")).GetProperty("issue");
        Assert.Equal("unresolved", issue.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.String, issue.GetProperty("regressed").ValueKind);
        Assert.Equal(["regressed", "resolved", "reopened", "resolved"], await ActivityAsync(project, ids[0]));
        Assert.Equal(["resolved", "reopened", "resolved"], await ActivityAsync(project, ids[1]));
    }

    [Fact]
    public async Task What_cannot_be_done_is_done_to_no_issue()
    {
        var (project, other) = (await Fixture.ProjectAsync(), await Fixture.ProjectAsync());
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
    public async Task Everything_that_is_done_can_be_taken_back_as_it_was()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError", "ValueError");
        var before = await StatesAsync(project, ids);
        foreach (var change in new object[]
        {
            new { status = "resolved" }, new { status = "archived", archive = new { until = "events", count = 5, withinMinutes = 60 } }, new { priority = "low" }, new { reviewed = true },
            new { status = "deleted" }, new { status = "discarded" }, new { status = "archived", archive = new { until = "time", minutes = 5 } },
        })
        {
            var done = await ChangeAsync(project, HttpStatusCode.OK, new { matching = new { query = "is:all", change } });
            Assert.Equal(2, done.GetProperty("changed").GetInt32());
            Assert.NotEqual(before, await StatesAsync(project, ids));
            await UndoAsync(project, done, HttpStatusCode.OK);
            Assert.Equal(before, await StatesAsync(project, ids));
            await UndoAsync(project, done, HttpStatusCode.NotFound); // once
        }

        // What somebody has changed since stays as they made it.
        var first = await ChangeAsync(project, HttpStatusCode.OK, Every(ids, "resolved"));
        await ChangeAsync(project, HttpStatusCode.OK, Every([ids[0]], "archived"));
        await UndoAsync(project, first, HttpStatusCode.OK);
        Assert.Equal([ids[0]], await ListAsync(project, "query=is:archived"));
        Assert.Equal([ids[1]], await ListAsync(project));
    }

    [Fact]
    public async Task What_was_archived_comes_back_as_it_was_asked_to_and_says_why()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "Counted", "Surging", "Forgotten");
        await ChangeAsync(project, HttpStatusCode.OK, new
        {
            issues = new object[]
            {
                new { id = ids[0], status = "archived", archive = new { until = "events", count = 2 } },
                new { id = ids[1], status = "archived" },
                new { id = ids[2], status = "archived", archive = new { until = "forever" } },
            },
        });
        Assert.Empty(await ListAsync(project));
        foreach (var type in Enumerable.Repeat("Surging", 22).Concat(["Counted", "Counted", "Forgotten", "Forgotten"]))
        {
            using var sent = await Fixture.StoreAsync(project, Some.Event(type: type, function: type));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        // One event in its first hour allows ten in any; of twenty-two, eleven are in the same one.
        await Eventually.EqualAsync(2, async () => (await ListAsync(project, "query=is:escalating")).Count);
        Assert.Equal([ids[2]], await ListAsync(project, "query=is:archived"));
        Assert.Equal(["escalated", "archived"], await ActivityAsync(project, ids[1]));
        Assert.Equal(2, await Fixture.Server.CountAsync(project, "SELECT count() FROM issues WHERE state = 'escalating'"));
    }

    [Fact]
    public async Task Only_an_event_with_the_fix_opens_an_issue_again()
    {
        var project = await Fixture.ProjectAsync();
        await SendAsync(project, "KeyError", "shop@1.0", "live");
        await Eventually.EqualAsync(1, async () => (await ListAsync(project)).Count);
        var issue = (await ListAsync(project)).Single();
        await ChangeAsync(project, HttpStatusCode.OK, new { issues = new[] { new { id = issue, status = "resolved", fix = new { @in = "next" } } } });
        await SendAsync(project, "KeyError", "shop@0.9", "live");
        await SendAsync(project, "KeyError", "shop@1.0", "test");
        await Eventually.EqualAsync(3, () => Fixture.ErrorsAsync(project));
        Assert.Equal([issue], await ListAsync(project, "query=is:resolved"));
        await SendAsync(project, "KeyError", "shop@1.1", "live");
        await Eventually.EqualAsync(1, async () => (await ListAsync(project, "query=is:regressed release:latest")).Count);
        Assert.Equal(["regressed", "resolved"], await ActivityAsync(project, issue));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_what_is_discarded_stays_away()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "Deleted", "Discarded", "Kept");
        await ChangeAsync(project, HttpStatusCode.OK, new { issues = new object[] { new { id = ids[0], status = "deleted" }, new { id = ids[1], status = "discarded" } } });
        Assert.Equal([ids[2]], await ListAsync(project, "query=is:all"));
        using (var gone = await SendAsync(HttpMethod.Get, project, $"issues/{ids[0]}")) Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        foreach (var _ in (int[])[1, 2])
        {
            using var sent = await Fixture.StoreAsync(project, Some.Event(type: "Discarded", function: "Discarded"));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        await Eventually.EqualAsync(2, () => Fixture.Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome = 'filtered' AND reason = 'discarded'"));
        // Half a minute of regret, then the store holds the one that was kept, and nothing else.
        await Eventually.EqualAsync(1, () => Fixture.ErrorsAsync(project), TimeSpan.FromMinutes(3));
        await Eventually.EqualAsync(1, () => Fixture.Server.CountAsync(project, "SELECT count() FROM issues"), TimeSpan.FromMinutes(3));

        using (var again = await Fixture.StoreAsync(project, Some.Event(type: "Deleted", function: "Deleted"))) Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await Eventually.EqualAsync(2, async () => (await ListAsync(project)).Count);
        Assert.DoesNotContain(ids[0], await ListAsync(project));
        Assert.Equal(ids[1], (await GetAsync(project, "issues/discarded")).GetProperty("issues")[0].GetProperty("id").GetInt32());
        await ChangeAsync(project, HttpStatusCode.OK, Every([ids[1]], "unresolved"));
        using (var back = await Fixture.StoreAsync(project, Some.Event(type: "Discarded", function: "Discarded"))) Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        await Eventually.EqualAsync(3, async () => (await ListAsync(project)).Count);
    }

    [Fact]
    public async Task Words_are_said_about_issues_and_searches_have_names()
    {
        var project = await Fixture.ProjectAsync();
        var issue = (await IssuesAsync(project, "KeyError"))[0];
        var said = await AskAsync(HttpMethod.Post, project, $"issues/{issue}/comments", new { text = " It is the <b>cache</b>. " });
        Assert.Equal("It is the <b>cache</b>.", said.GetProperty("text").GetString());
        var comment = said.GetProperty("id").GetInt32();
        await AskAsync(HttpMethod.Patch, project, $"issues/{issue}/comments/{comment}", new { text = "It is the queue." });
        await AskAsync(HttpMethod.Delete, project, $"issues/{issue}/comments/{comment}");
        Assert.Empty(await ActivityAsync(project, issue));
        await AskAsync(HttpMethod.Post, project, $"issues/{issue}/comments/{comment}/restore");
        var row = (await GetAsync(project, $"issues/{issue}/activity")).GetProperty("activity")[0];
        Assert.Equal(("It is the queue.", true), (row.GetProperty("text").GetString(), row.GetProperty("mine").GetBoolean()));

        var search = await AskAsync(HttpMethod.Post, project, "issues/searches", new { name = "Loud", query = "timesSeen:>100", shared = true });
        Assert.Equal("Loud", (await GetAsync(project, "issues/searches")).GetProperty("searches")[0].GetProperty("name").GetString());
        using (var gone = await SendAsync(HttpMethod.Delete, project, $"issues/searches/{search.GetProperty("id").GetInt32()}")) Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using (var wrong = await SendAsync(HttpMethod.Get, project, "issues?query=level:error%20is:nowhere"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Contains("“is:nowhere” at character 13", JsonDocument.Parse(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Contains((await GetAsync(project, "issues/values?key=level")).GetProperty("values").EnumerateArray(), static value => value.GetProperty("value").GetString() == "error");
        using var file = await SendAsync(HttpMethod.Get, project, "issues/export?format=csv");
        Assert.Contains(",KeyError,", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_tabs_hear_of_it()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/live?kinds=issues");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await Fixture.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
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
        var project = await Fixture.ProjectAsync();
        foreach (var user in (string[])["ann", "bob", "ann"])
        {
            var told = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Some.Event(type: "KeyError"))!;
            told["user"] = JsonSerializer.SerializeToElement(new { id = user });
            using var sent = await Fixture.StoreAsync(project, JsonSerializer.Serialize(told));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        await Eventually.EqualAsync(3, () => Fixture.ErrorsAsync(project));
        var people = await GetAsync(project, $"issues/{(await ListAsync(project)).Single()}/people");
        Assert.Equal([("ann", 2), ("bob", 1)], people.GetProperty("people").EnumerateArray().Select(static person => (person.GetProperty("id").GetString()!, person.GetProperty("events").GetInt32())));
        Assert.Equal(2, people.GetProperty("total").GetInt32());
    }

    private async Task SendAsync(CreatedProject project, string type, string release, string environment)
    {
        var told = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Some.Event(type: type, function: type))!;
        (told["release"], told["environment"]) = (JsonSerializer.SerializeToElement(release), JsonSerializer.SerializeToElement(environment));
        using var sent = await Fixture.StoreAsync(project, JsonSerializer.Serialize(told));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }
}
