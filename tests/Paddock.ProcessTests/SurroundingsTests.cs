using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What a terminal, a shell or a service manager around the program does must not stop it in the middle, nor make requests wait.</summary>
public sealed class SurroundingsTests
{
    [Fact]
    public async Task A_closed_terminal_stops_it_in_good_order()
    {
        // Tests that were started with nohup would hand down that it is ignored.
        await using var server = await PaddockProcess.ServeAsync(shell: "exec env --default-signal=HUP \"$0\" \"$@\"");
        var engine = await server.EngineIdAsync();
        PaddockProcess.Signal(engine, "HUP"); // the terminal tells both
        PaddockProcess.Signal(server.Id, "HUP");
        Assert.Equal(0, await server.ExitCodeAsync());
        Assert.DoesNotContain("The engine ended", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Started_with_nohup_it_outlives_the_terminal()
    {
        await using var server = await PaddockProcess.ServeAsync(shell: "trap '' HUP");
        PaddockProcess.Signal(server.Id, "HUP");
        await server.CreateProjectAsync("still here");
        await server.StopAsync();
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    // 4,000 lines: 64 kB are in the pipe, 2,500 lines wait in the program, and then there is no room.
    [Theory]
    [InlineData("mkfifo \"$3/unread\"; exec 3<>\"$3/unread\" >&3 2>&3")]
    [InlineData("exec >/dev/full 2>&1")]
    [InlineData("exec >&- 2>&-")]
    public async Task Lines_that_nobody_reads_make_no_request_wait(string output)
    {
        // $3 is the data folder. No store listens there, so that every question is worth a line.
        var noStore = new Dictionary<string, string> { ["ClickHouse__Url"] = "http://127.0.0.1:9" };
        await using var server = await PaddockProcess.ServeAsync(environment: noStore, waitUntilReady: false, shell: output);
        CreatedProject? project = null;
        await Eventually.TrueAsync(async () =>
        {
            using var alive = await server.Http.GetAsync("/healthz");
            return alive.IsSuccessStatusCode;
        });
        project = await server.CreateProjectAsync("unread");
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        await Parallel.ForAsync(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancel) =>
        {
            using var answer = await server.Http.GetAsync($"/api/v1/projects/{project.Id}/issues", cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        });
        await server.StopAsync();
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Idle_connections_leave_it_files_to_work_with()
    {
        await using var server = await PaddockProcess.ServeAsync(shell: "ulimit -n 1024");
        var project = await server.CreateProjectAsync("crowded");
        var idle = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 1100; number++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
            }
            // The kept-alive connection of this client is one of those that are let in; its event needs files of journal and database.
            using var answer = await server.Http.PostAsync($"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}", new ByteArrayContent(Some.Envelope(("event", Some.Event()))));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Single(await server.SqlAsync(project, "SELECT 1"));
        }
        finally
        {
            idle.ForEach(static client => client.Dispose());
        }
        await Eventually.TrueAsync(async () =>
        {
            using var fresh = new HttpClient { BaseAddress = server.Url };
            using var alive = await fresh.GetAsync("/healthz");
            return alive.IsSuccessStatusCode;
        });
    }
}
