using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Several issues are made one and taken apart again, on the running program: no event is lost or counted twice on the way.</summary>
public sealed class MergeTests(ServerFixture fixture) : IssueCalls(fixture), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task What_is_merged_is_one_issue_for_every_question_and_for_later_events()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError", "ValueError", "TypeError");
        await ChangeAsync(project, HttpStatusCode.OK, new { issues = new object[] { new { id = ids[0], status = "resolved", priority = "low" }, new { id = ids[2], priority = "high" } } });

        // The first takes in the others, and is open since one of them is.
        var done = await MergeAsync(project, HttpStatusCode.OK, ids[1], ids[0]);
        Assert.Equal([ids[0], ids[2]], (await ListAsync(project)).Order());
        await MergeAsync(project, HttpStatusCode.OK, ids[0], ids[2]);
        await AssertOneAsync(project, ids[0], 3);
        using (var later = await Fixture.StoreAsync(project, Some.Event(type: "TypeError", function: "TypeError"))) Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        await Eventually.EqualAsync(4, () => Fixture.ErrorsAsync(project));
        await AssertOneAsync(project, ids[0], 4);
        Assert.Equal("high", (await GetAsync(project, $"issues/{ids[0]}")).GetProperty("issue").GetProperty("priority").GetString());
        Assert.Equal(["merged", "merged", "reopened", "prioritized", "resolved"], (await ActivityAsync(project, ids[0])));

        // An old link leads to where the events are; as an issue of its own it can be asked for nothing.
        Assert.Equal(ids[0], (await GetAsync(project, $"issues/{ids[2]}")).GetProperty("issue").GetProperty("id").GetInt32());
        await GetAsync(project, $"issues/{ids[2]}/events/latest");
        await ChangeAsync(project, HttpStatusCode.NotFound, Every([ids[2]], "resolved"));
        Assert.Equal([(ids[0], 1), (ids[1], 1), (ids[2], 2)], await PartsAsync(project, ids[0]));

        await UnmergeAsync(project, HttpStatusCode.OK, ids[0], ids[2]);
        Assert.Equal([ids[0], ids[2]], (await ListAsync(project)).Order());
        Assert.Equal(2, await Fixture.Server.CountAsync(project, $"SELECT count() FROM errors WHERE issue_id = {ids[2]}"));
        await UndoAsync(project, done, HttpStatusCode.OK);
        Assert.Equal([ids[1], ids[2]], (await ListAsync(project)).Order());
        Assert.Equal([ids[0]], await ListAsync(project, "query=is:resolved"));
        Assert.Equal([(ids[0], 1)], await PartsAsync(project, ids[0]));
        var counts = await Task.WhenAll(ids.Select(id => Fixture.Server.CountAsync(project, $"SELECT count() FROM errors WHERE issue_id = {id}")));
        Assert.Equal([1, 1, 2], counts);
    }

    [Fact]
    public async Task Taking_apart_can_be_taken_back_and_deleting_takes_all_parts()
    {
        var project = await Fixture.ProjectAsync();
        var ids = await IssuesAsync(project, "KeyError", "ValueError", "Kept");
        await MergeAsync(project, HttpStatusCode.OK, ids[0], ids[1]);
        var apart = await UnmergeAsync(project, HttpStatusCode.OK, ids[0], ids[1]);
        Assert.Equal(3, (await ListAsync(project)).Count);
        await UndoAsync(project, apart, HttpStatusCode.OK);
        await AssertOneAsync(project, ids[0], 2, others: 1);

        await ChangeAsync(project, HttpStatusCode.OK, Every([ids[0]], "deleted"));
        await MergeAsync(project, HttpStatusCode.NotFound, ids[0], ids[2]);
        await Eventually.EqualAsync(1, () => Fixture.ErrorsAsync(project), TimeSpan.FromMinutes(3));
        // It comes again while its issue is going, or just after.
        using var again = await Fixture.StoreAsync(project, Some.Event(type: "ValueError", function: "ValueError"));
        await Eventually.EqualAsync(2, async () => (await ListAsync(project)).Count);
        Assert.DoesNotContain(ids[0], await ListAsync(project));
    }

    [Fact]
    public async Task What_cannot_be_merged_is_left_as_it_is()
    {
        var (project, other) = (await Fixture.ProjectAsync(), await Fixture.ProjectAsync());
        var (ids, foreign) = (await IssuesAsync(project, "KeyError", "ValueError"), await IssuesAsync(other, "KeyError"));
        await MergeAsync(project, HttpStatusCode.NotFound, ids[0], foreign[0]);
        await MergeAsync(project, HttpStatusCode.BadRequest, ids[0]);
        await MergeAsync(project, HttpStatusCode.BadRequest, ids[0], ids[0]);
        await MergeAsync(project, HttpStatusCode.BadRequest, [.. Enumerable.Range(1, 101)]);
        await UnmergeAsync(project, HttpStatusCode.NotFound, ids[0], ids[1]);
        await UnmergeAsync(project, HttpStatusCode.NotFound, ids[0], ids[0]);
        await UnmergeAsync(project, HttpStatusCode.BadRequest, ids[0]);
        await MergeAsync(project, HttpStatusCode.OK, [.. ids]);
        await MergeAsync(project, HttpStatusCode.NotFound, [.. ids]);
        await UnmergeAsync(other, HttpStatusCode.NotFound, ids[0], ids[1]);
        using (var unknown = await SendAsync(HttpMethod.Get, other, $"issues/{ids[0]}/merged")) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using (var unknown = await SendAsync(HttpMethod.Get, other, $"issues/{ids[1]}")) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(foreign, await ListAsync(other));
    }

    private async Task AssertOneAsync(CreatedProject project, int issue, int events, int others = 0)
    {
        Assert.Equal(1 + others, (await ListAsync(project)).Count);
        Assert.Contains(issue, await ListAsync(project));
        var detail = await GetAsync(project, $"issues/{issue}");
        Assert.Equal(events, detail.GetProperty("eventsInRange").GetInt32());
        Assert.Equal(events, (await GetAsync(project, "issues")).GetProperty("issues").EnumerateArray().Single(row => row.GetProperty("id").GetInt32() == issue).GetProperty("events").GetInt32());
        Assert.Equal(events, await Fixture.Server.CountAsync(project, $"SELECT count() FROM errors WHERE issue_id = {issue}"));
        Assert.Equal(events, await Fixture.Server.CountAsync(project, $"SELECT times_seen FROM issues WHERE issue_id = {issue}"));
        Assert.Equal(1 + others, await Fixture.Server.CountAsync(project, "SELECT count() FROM issues"));
    }

    private async Task<List<(int, int)>> PartsAsync(CreatedProject project, int issue) =>
        [.. (await GetAsync(project, $"issues/{issue}/merged")).GetProperty("issues").EnumerateArray().Select(static part => (part.GetProperty("id").GetInt32(), part.GetProperty("events").GetInt32()))];

    private Task<JsonElement> MergeAsync(CreatedProject project, HttpStatusCode expected, params int[] issues) => PostAsync(project, "issues/merge", expected, issues);

    private Task<JsonElement> UnmergeAsync(CreatedProject project, HttpStatusCode expected, int issue, params int[] parts) => PostAsync(project, $"issues/{issue}/unmerge", expected, parts);

    private async Task<JsonElement> PostAsync(CreatedProject project, string path, HttpStatusCode expected, int[] issues)
    {
        using var answer = await SendAsync(HttpMethod.Post, project, path, JsonContent.Create(new { issues }));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}, not {(int)expected}: {text}");
        return text is "" ? default : JsonDocument.Parse(text).RootElement;
    }
}
