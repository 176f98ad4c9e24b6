using System.Diagnostics;
using System.Net;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>The same program against a ClickHouse that somebody else runs; a second `paddock engine` stands in for it.</summary>
public sealed class ExternalClickHouseTests : IDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("paddock-store-");
    private readonly int _port = PaddockProcess.FreePort();

    [Fact]
    public async Task Records_come_and_stay_there_and_its_outage_is_waited_out()
    {
        using var first = StartClickHouse();
        await using var server = await PaddockProcess.ServeAsync(environment: new Dictionary<string, string> { ["ClickHouse__Url"] = $"http://127.0.0.1:{_port}" });
        var project = await server.CreateProjectAsync("elsewhere");
        await SendAsync(server, project);
        await Eventually.EqualAsync(1, () => server.CountAsync(project, "SELECT count() FROM errors"));
        Assert.False(Directory.Exists(Path.Combine(server.Data, "engine")));

        first.Kill();
        await first.WaitForExitAsync();
        await SendAsync(server, project);
        using var second = StartClickHouse();
        await Eventually.EqualAsync(2, () => server.CountAsync(project, "SELECT count() FROM errors"));
        second.Kill();
        await second.WaitForExitAsync();
    }

    [Fact]
    public async Task A_store_that_belongs_to_another_installation_is_left_alone()
    {
        using var store = StartClickHouse();
        var environment = new Dictionary<string, string> { ["ClickHouse__Url"] = $"http://127.0.0.1:{_port}" };
        await using var first = await PaddockProcess.ServeAsync(environment: environment);
        await using var second = await PaddockProcess.ServeAsync(environment: environment, waitUntilReady: false);
        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains("belongs to another installation", second.Output, StringComparison.Ordinal);
        store.Kill();
        await store.WaitForExitAsync();
    }

    public void Dispose() => _store.Delete(recursive: true);

    // Its standard input is the control pipe: it ends when that is closed.
    private Process StartClickHouse() => Process.Start(
        new ProcessStartInfo(PaddockProcess.Executable, ["engine", "--data", _store.FullName, "--listen", $"127.0.0.1:{_port}", "--memory", (1L << 30).ToString()])
        {
            RedirectStandardInput = true,
        })!;

    private static async Task SendAsync(PaddockProcess server, CreatedProject project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}")
        {
            Content = new ByteArrayContent(Some.Envelope(("event", Some.Event()))),
        };
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
