using System.Net;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>The same program against a ClickHouse that somebody else runs; a second `paddock engine` stands in for it.</summary>
public sealed class ExternalClickHouseTests : IAsyncLifetime
{
    private readonly StandInClickHouse _clickHouse = new();

    [Fact]
    public async Task Records_come_and_stay_there_and_its_outage_is_waited_out()
    {
        await using var server = await PaddockProcess.ServeAsync(environment: _clickHouse.Environment);
        var project = await server.CreateProjectAsync("elsewhere");
        await SendAsync(server, project);
        await Eventually.EqualAsync(1, () => server.CountAsync(project, "SELECT count() FROM errors"));
        Assert.False(Directory.Exists(Path.Combine(server.Data, "engine")));

        await _clickHouse.KillAsync();
        await SendAsync(server, project);
        _clickHouse.Start();
        await Eventually.EqualAsync(2, () => server.CountAsync(project, "SELECT count() FROM errors"));
    }

    [Fact]
    public async Task A_store_that_belongs_to_another_installation_is_left_alone()
    {
        await using var first = await PaddockProcess.ServeAsync(environment: _clickHouse.Environment);
        await using var second = await PaddockProcess.ServeAsync(environment: _clickHouse.Environment, waitUntilReady: false);
        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains("belongs to another installation", second.Output, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _clickHouse.DisposeAsync();

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
