using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Releases as deployment scripts tell of them, by the real sentry-cli.</summary>
public sealed class ReleasesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_release_has_its_commits_and_deploys()
    {
        using var folder = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(fixture.Server.Url, project);
        await GitAsync(folder.Folder, "init", "-q");
        await CommitAsync(folder.Folder, "First");
        await cli.DoAsync(folder.Folder, "releases", "new", "shop@1.0");
        await cli.DoAsync(folder.Folder, "releases", "set-commits", "shop@1.0", "--local");
        await CommitAsync(folder.Folder, "Carts of those who only look");
        await cli.DoAsync(folder.Folder, "releases", "new", "shop@1.1");
        await cli.DoAsync(folder.Folder, "releases", "set-commits", "shop@1.1", "--local");
        await cli.DoAsync(folder.Folder, "releases", "finalize", "shop@1.1", "--url", "https://ci.example.org/7");
        await cli.DoAsync(folder.Folder, "deploys", "new", "--release", "shop@1.1", "--env", "production", "--name", "blue");
        Assert.Contains("production", await cli.DoAsync(folder.Folder, "deploys", "list", "--release", "shop@1.1"), StringComparison.Ordinal);
        Assert.Contains("shop@1.0", await cli.DoAsync(folder.Folder, "releases", "list"), StringComparison.Ordinal);
        Assert.Contains("shop@1.1", await cli.DoAsync(folder.Folder, "releases", "info", "shop@1.1"), StringComparison.Ordinal);

        var told = await ReadAsync(project, "shop@1.1");
        // Only what came after the release before.
        Assert.Equal(["Carts of those who only look"], told.GetProperty("commits").EnumerateArray().Select(static commit => commit.GetProperty("message").GetString()));
        Assert.Equal(["notes.txt"], told.GetProperty("commits")[0].GetProperty("files").EnumerateArray().Select(static file => file.GetString()));
        Assert.Equal(("ann@example.org", "https://ci.example.org/7"), (told.GetProperty("commits")[0].GetProperty("email").GetString(), told.GetProperty("url").GetString()));
        Assert.Equal(("production", "blue"), (told.GetProperty("deploys")[0].GetProperty("environment").GetString(), told.GetProperty("deploys")[0].GetProperty("name").GetString()));
        Assert.NotEqual(JsonValueKind.Null, told.GetProperty("releasedAt").ValueKind);

        await cli.DoAsync(folder.Folder, "releases", "delete", "shop@1.1");
        Assert.DoesNotContain("shop@1.1", await cli.DoAsync(folder.Folder, "releases", "list"), StringComparison.Ordinal);
        var (code, said) = await cli.RunAsync(folder.Folder, "releases", "archive", "shop@1.0");
        Assert.True(code != 0 && said.Contains("not archived here", StringComparison.Ordinal), said);
        var other = await fixture.ProjectAsync();
        Assert.DoesNotContain("shop@1.0", await new SentryCli(fixture.Server.Url, other).DoAsync(folder.Folder, "releases", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_are_suspected_of_what_their_release_brought_and_resolve_what_they_mend()
    {
        using var folder = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(fixture.Server.Url, project);
        await GitAsync(folder.Folder, "init", "-q");
        await CommitAsync(folder.Folder, "First");
        await ReleaseAsync("1.0");
        await CommitAsync(folder.Folder, "Carts of those who only look", "shop/views.py");
        await CommitAsync(folder.Folder, "Words", "README.md");
        await ReleaseAsync("1.1");
        using (var sent = await fixture.StoreAsync(project, Event("1.1"))) Assert.True(sent.IsSuccessStatusCode);
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM issues"));
        var issue = (await AskAsync(project, "issues")).GetProperty("issues")[0].GetProperty("id").GetInt32();

        var told = await AskAsync(project, $"issues/{issue}/suspects");
        Assert.Equal(("1.1", 2), (told.GetProperty("release").GetString(), told.GetProperty("commits").GetInt32()));
        var suspect = Assert.Single(told.GetProperty("suspects").EnumerateArray());
        Assert.Equal(("Carts of those who only look", "shop/views.py", "checkout", 1), (suspect.GetProperty("message").GetString(), suspect.GetProperty("file").GetString(), suspect.GetProperty("function").GetString(), suspect.GetProperty("frame").GetInt32()));

        var other = await fixture.ProjectAsync();
        Assert.Equal(404, (await AskAsync(other, $"issues/{issue}/suspects")).GetProperty("status").GetInt32());

        // The next release brings a commit that mends it. What an older one still sends leaves it resolved; what the new one sends does not, and the same commits told of once more do not resolve it again.
        await CommitAsync(folder.Folder, $"Whole carts\n\nFixes PADDOCK-{issue}", "shop/views.py");
        await ReleaseAsync("1.2");
        var resolved = (await AskAsync(project, $"issues/{issue}")).GetProperty("issue");
        Assert.Equal(("resolved", "release", "1.2"), (resolved.GetProperty("status").GetString(), resolved.GetProperty("fix").GetProperty("in").GetString(), resolved.GetProperty("fix").GetProperty("release").GetString()));
        Assert.StartsWith("Commit ", (await AskAsync(project, $"issues/{issue}/activity")).GetProperty("activity")[0].GetProperty("actor").GetString(), StringComparison.Ordinal);
        using (var sent = await fixture.StoreAsync(project, Event("1.1"))) Assert.True(sent.IsSuccessStatusCode);
        await Eventually.EqualAsync(2, () => fixture.ErrorsAsync(project));
        Assert.Equal("resolved", await StatusAsync());
        using (var sent = await fixture.StoreAsync(project, Event("1.2"))) Assert.True(sent.IsSuccessStatusCode);
        await Eventually.EqualAsync("unresolved", StatusAsync);
        await cli.DoAsync(folder.Folder, "releases", "set-commits", "1.2", "--local");
        Assert.Equal("unresolved", await StatusAsync());
        Assert.Equal("1.2", (await AskAsync(project, $"issues/{issue}/suspects")).GetProperty("release").GetString());

        async Task ReleaseAsync(string version)
        {
            await cli.DoAsync(folder.Folder, "releases", "new", version);
            await cli.DoAsync(folder.Folder, "releases", "set-commits", version, "--local");
        }
        async Task<string> StatusAsync() => (await AskAsync(project, $"issues/{issue}")).GetProperty("issue").GetProperty("status").GetString()!;
    }

    [Fact]
    public async Task What_was_uploaded_for_a_release_goes_with_it()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(fixture.Server.Url, project);
        await cli.DoAsync(shop.Folder, "releases", "new", "1");
        await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "1", "dist");
        await cli.DoAsync(shop.Folder, "releases", "delete", "1");
        Assert.Empty((await AskAsync(project, "source-maps")).GetProperty("uploads").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"version":"a/b","projects":[]}""")]
    [InlineData("""{"version":"a\nb"}""")]
    [InlineData("""{"version":"latest"}""")]
    [InlineData("""{"version":""}""")]
    [InlineData("{}")]
    [InlineData("""{"version":["1"]}""")]
    [InlineData("""{"version":"1","commits":{"id":"x"}}""")]
    [InlineData("""{"version":"1","dateReleased":"soon"}""")]
    public async Task What_is_no_release_is_refused(string json)
    {
        var project = await fixture.ProjectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/0/organizations/acme/releases/") { Content = new StringContent(json) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await fixture.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<JsonElement> ReadAsync(CreatedProject project, string release) => AskAsync(project, $"releases/{Uri.EscapeDataString(release)}");

    private async Task<JsonElement> AskAsync(CreatedProject project, string what)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/{what}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await fixture.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static string Event(string release) => $$$"""
        {"event_id": "{{{Guid.NewGuid():n}}}", "platform": "python", "release": "{{{release}}}", "timestamp": "{{{TimeProvider.System.GetUtcNow():O}}}", "exception": {"values": [{"type": "KeyError", "value": "cart", "stacktrace": {"frames": [
            {"filename": "django/core/handlers/base.py", "function": "get_response", "in_app": false}, {"filename": "shop/views.py", "abs_path": "/srv/shop/views.py", "function": "checkout", "lineno": 7, "in_app": true}]}}]}}
        """;

    private static async Task CommitAsync(string folder, string message, string file = "notes.txt")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        await File.AppendAllTextAsync(Path.Combine(folder, file), message);
        await GitAsync(folder, "add", file);
        await GitAsync(folder, "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", message);
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }
}
