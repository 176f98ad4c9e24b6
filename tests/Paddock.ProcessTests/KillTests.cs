using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>kill -9 in the middle of everything: acknowledged ⊆ stored ⊆ sent, each once. PADDOCK_KILL_ROUNDS makes the runs longer (20 for the figures).</summary>
public sealed class KillTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PADDOCK_KILL_ROUNDS") ?? "3");
    private const int Clients = 4;
    private const int AcknowledgedEachRound = 100;

    [Fact]
    public async Task The_program_is_killed_under_load_and_what_it_acknowledged_is_there_once()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var server = await PaddockProcess.ServeAsync(data);
        var project = await server.CreateProjectAsync("killed");
        using var load = new Load(project);
        for (var round = 0; round < Rounds; round++)
        {
            await load.RunAsync(server, AcknowledgedEachRound);
            await server.KillAsync();
            await load.StopAsync();
            server = await PaddockProcess.ServeAsync(data, server.Url);
        }
        await load.AssertStoredOnceAsync(server);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_engine_is_killed_under_load_and_receivers_go_on()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("engine killed");
        using var load = new Load(project);
        for (var round = 0; round < Rounds; round++)
        {
            await load.RunAsync(server, AcknowledgedEachRound);
            var refusedBefore = load.Refused;
            PaddockProcess.Signal(await server.EngineIdAsync(), "KILL");
            await load.RunAsync(server, AcknowledgedEachRound);
            await load.StopAsync();
            Assert.Equal(refusedBefore, load.Refused);
            await server.ReadyAsync();
        }
        await load.AssertStoredOnceAsync(server);
    }

    [Fact]
    public async Task Asked_to_stop_under_load_it_stops_within_ten_seconds_and_loses_nothing()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var server = await PaddockProcess.ServeAsync(data);
        var project = await server.CreateProjectAsync("stopped");
        using var load = new Load(project);
        await load.RunAsync(server, AcknowledgedEachRound);
        var took = await server.StopAsync();
        await load.StopAsync();
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        server = await PaddockProcess.ServeAsync(data, server.Url);
        await load.AssertStoredOnceAsync(server);
        await server.DisposeAsync();
    }

    /// <summary>Clients that send, and send again what was not acknowledged, as SDKs and proxies do.</summary>
    private sealed class Load(CreatedProject project) : IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> _sent = new();
        private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
        private readonly ConcurrentQueue<string> _again = new();
        private CancellationTokenSource? _stop;
        private Task _clients = Task.CompletedTask;
        private int _refused;

        public int Refused => _refused;

        /// <summary>Sends until so many more are acknowledged, and goes on until <see cref="StopAsync"/>.</summary>
        public async Task RunAsync(PaddockProcess server, int more)
        {
            if (_stop is null)
            {
                _stop = new CancellationTokenSource();
                _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => SendAsync(server.Url, _stop.Token))));
            }
            var goal = _acknowledged.Count + more;
            await Eventually.TrueAsync(() => Task.FromResult(_acknowledged.Count >= goal), () => $"{_acknowledged.Count} acknowledged, {_refused} refused");
        }

        public async Task StopAsync()
        {
            await _stop!.CancelAsync();
            await _clients;
            Dispose();
        }

        public void Dispose()
        {
            _stop?.Dispose();
            _stop = null;
        }

        public async Task AssertStoredOnceAsync(PaddockProcess server)
        {
            HashSet<string> stored = [];
            await Eventually.TrueAsync(async () =>
            {
                var rows = await server.SqlAsync(project, "SELECT event_id FROM errors");
                stored = [.. rows.Select(static row => row[0].GetString()!)];
                Assert.Equal(rows.Length, stored.Count);
                return _acknowledged.Keys.All(stored.Contains);
            }, () => $"{_acknowledged.Keys.Count(id => !stored.Contains(id))} of {_acknowledged.Count} acknowledged events are not stored");
            Assert.All(stored, id => Assert.True(_sent.ContainsKey(id), $"{id} was never sent"));
        }

        private async Task SendAsync(Uri url, CancellationToken stop)
        {
            using var http = new HttpClient { BaseAddress = url };
            while (!stop.IsCancellationRequested)
            {
                if (!_again.TryDequeue(out var id)) id = Some.EventId();
                _sent[id] = true;
                try
                {
                    using var content = new ByteArrayContent(Some.Gzip(Some.Envelope(("event", Some.Event(id)))));
                    content.Headers.ContentEncoding.Add("gzip");
                    using var answer = await http.PostAsync($"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}", content, CancellationToken.None);
                    if (answer.StatusCode == HttpStatusCode.OK)
                    {
                        _acknowledged[id] = true;
                        continue;
                    }
                }
                catch (Exception gone) when (gone is HttpRequestException or SocketException)
                {
                    // The server is between two lives: the client cannot know whether this one was kept.
                }
                Interlocked.Increment(ref _refused);
                _again.Enqueue(id);
            }
        }
    }
}
