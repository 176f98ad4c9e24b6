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

    private static async Task CommitAsync(string folder, string message)
    {
        await File.AppendAllTextAsync(Path.Combine(folder, "notes.txt"), message);
        await GitAsync(folder, "add", "notes.txt");
        await GitAsync(folder, "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", message);
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }
}
