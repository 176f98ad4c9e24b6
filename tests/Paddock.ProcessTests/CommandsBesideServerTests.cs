using System.Net;
using System.Text.RegularExpressions;
using Paddock.Testing;

namespace Paddock.ProcessTests;

public sealed partial class CommandsBesideServerTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_project_made_beside_the_server_is_open_at_once()
    {
        var project = await fixture.ProjectAsync();
        Assert.Equal($"http://{project.WriteKey}@{fixture.Server.Url.Authority}/{project.Id}", project.Dsn);
        using var answer = await fixture.EnvelopeAsync(project, Some.Envelope(("event", Some.Event())));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_says_who_has_it()
    {
        var (code, _, error) = await PaddockProcess.RunAsync("serve", "--data", fixture.Server.Data, "--urls", "http://127.0.0.1:0");
        Assert.Equal(75, code);
        Assert.Contains($"({fixture.Server.Id}) uses {fixture.Server.Data}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_link_and_a_new_one_make_the_first_account()
    {
        await Eventually.TrueAsync(() => Task.FromResult(Link().IsMatch(fixture.Server.Output)));
        var printed = Link().Match(fixture.Server.Output).Groups["path"].Value;
        var (code, output, error) = await PaddockProcess.RunAsync("user", "link", "--data", fixture.Server.Data);
        Assert.Equal((0, ""), (code, error));
        foreach (var path in (string[])[printed, Link().Match(output).Groups["path"].Value])
            Assert.Contains("Welcome to Paddock", await fixture.Server.Http.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void The_admin_socket_is_for_the_owner_alone() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(fixture.Server.Data, "paddock.sock")));

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+(?<path>/welcome/[\w-]{43})")]
    private static partial Regex Link();
}
