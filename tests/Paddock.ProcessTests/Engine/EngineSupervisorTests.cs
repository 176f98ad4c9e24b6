using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.Hosting.Engine;
using Paddock.Testing;

namespace Paddock.ProcessTests.Engine;

/// <summary>The supervisor with the real engine.</summary>
public sealed class EngineSupervisorTests : IAsyncLifetime
{
    private static readonly CancellationToken Test = TestContext.Current.CancellationToken;
    private readonly TestStore _store = new();
    private EngineSupervisor? _supervisor;

    private EngineSupervisor Supervisor => _supervisor!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_killed_engine_is_back_with_its_data_within_seconds()
    {
        await StartAsync();
        await SqlAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
        await SqlAsync("INSERT INTO t VALUES (7)");
        var first = Supervisor.State;

        Signals.Send(first.ProcessId, Signals.Kill);
        await Eventually.TrueAsync(() => Task.FromResult(Supervisor.State.Starts > 1));
        await Supervisor.WhenReadyAsync(Test);
        Assert.Equal(EngineStatus.Ready, Supervisor.State.Status);
        Assert.Equal("7\n", await SqlAsync("SELECT a FROM t"));
    }

    [Fact]
    public async Task An_engine_that_stands_still_is_replaced()
    {
        await StartAsync(pulse: TimeSpan.FromSeconds(1));
        Signals.Send(Supervisor.State.ProcessId, Signals.Stop);
        await Eventually.TrueAsync(() => Task.FromResult(Supervisor.State.Starts > 1));
        await Supervisor.WhenReadyAsync(Test);
        Assert.Equal("1\n", await SqlAsync("SELECT 1"));
    }

    [Fact]
    public async Task Stopping_ends_the_engine_in_good_order()
    {
        await StartAsync();
        var engine = Supervisor.State.ProcessId;
        var clock = Stopwatch.StartNew();
        await Supervisor.StopAsync(Test);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(EngineStatus.Stopped, Supervisor.State.Status);
        Assert.False(Directory.Exists($"/proc/{engine}"));
    }

    [Fact]
    public async Task An_injected_death_does_not_repeat_itself()
    {
        await StartAsync(new() { ["PADDOCK_FAULT"] = "kill:before-insert" });
        await SqlAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SqlAsync("INSERT INTO t VALUES (7)"));
        await Eventually.TrueAsync(() => Task.FromResult(Supervisor.State.Starts > 1));
        await Supervisor.WhenReadyAsync(Test);
        await SqlAsync("INSERT INTO t VALUES (8)");
        Assert.Equal("8\n", await SqlAsync("SELECT a FROM t"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_not_tried_again()
    {
        Directory.CreateDirectory(_store.EngineDirectory);
        await File.WriteAllTextAsync(Path.Combine(_store.EngineDirectory, "version"), "99.1.0\n", Test);
        var refused = await Assert.ThrowsAsync<EngineRefusedException>(() => StartAsync());
        Assert.Contains("99.1.0", refused.Message);
        Assert.Equal(EngineStatus.Refused, Supervisor.State.Status);
        await Supervisor.StopAsync(Test);
    }

    [Fact]
    public async Task A_store_in_use_is_waited_for()
    {
        await using (await EngineRun.StartAsync(_store))
        {
            _supervisor = Create();
            await Supervisor.StartAsync(Test);
            await Eventually.TrueAsync(() => Task.FromResult(Supervisor.State.Status == EngineStatus.Down));
            Assert.Contains("in use by process", Supervisor.State.Reason);
        }

        await Supervisor.WhenReadyAsync(Test);
    }

    [Fact]
    public async Task A_data_directory_with_a_long_name_gets_a_socket_elsewhere()
    {
        var command = new EngineCommand(Path.Combine(_store.Directory, new string('x', 120)), Memory: null);
        _supervisor = new EngineSupervisor(command, TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await Supervisor.StartAsync(Test);
        await Supervisor.WhenReadyAsync(Test);
        Assert.Equal("1\n", await SqlAsync("SELECT 1"));
    }

    private async Task StartAsync(Dictionary<string, string>? environment = null, TimeSpan? pulse = null)
    {
        _supervisor = Create(environment, pulse);
        await Supervisor.StartAsync(Test);
        await Supervisor.WhenReadyAsync(Test);
    }

    private EngineSupervisor Create(Dictionary<string, string>? environment = null, TimeSpan? pulse = null)
    {
        var command = new EngineCommand(_store.Directory, Memory: null) { Environment = environment ?? [] };
        return new EngineSupervisor(command, TimeProvider.System, NullLogger<EngineSupervisor>.Instance) { PulseInterval = pulse ?? TimeSpan.FromSeconds(10) };
    }

    private async Task<string> SqlAsync(string sql)
    {
        using var client = new HttpClient(Supervisor.Handler, disposeHandler: false) { BaseAddress = Supervisor.Uri };
        using var response = await client.PostAsync("/", new StringContent(sql), Test);
        var text = await response.Content.ReadAsStringAsync(Test);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
            await _supervisor.StopAsync(CancellationToken.None);
        _supervisor?.Dispose();
        _store.Dispose();
    }
}
