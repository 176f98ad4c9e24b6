using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Tests.ClickHouse;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Paddock.Tests.ClickHouse;

/// <summary>
/// The engine that all tests of a run share, started by the first that asks, on a store that goes with it. Take it as a constructor
/// parameter of the test class; every test works in a database of its own.
/// </summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("paddock-engine-");
    private readonly EngineSupervisor engine;
    private readonly HttpClient http;
    private readonly Lazy<Task> started;
    private int databases;

    public EngineFixture()
    {
        engine = new EngineSupervisor(new EngineCommand(directory.FullName, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        http = ClickHouseConnection.ToEngine(engine.Handler);
        started = new Lazy<Task>(StartAsync);
    }

    /// <summary>A client of a new, empty database.</summary>
    public async Task<ClickHouseClient> NewDatabaseAsync()
    {
        var client = await MissingDatabaseAsync();
        await client.ExecuteAsync($"CREATE DATABASE {client.Database}", new QueryOptions { Database = "default" });
        return client;
    }

    /// <summary>A client whose database is yet to be created.</summary>
    public Task<ClickHouseClient> MissingDatabaseAsync() => ClientAsync($"test_{Interlocked.Increment(ref databases)}");

    public async Task<ClickHouseClient> ClientAsync(string database)
    {
        await started.Value;
        return new ClickHouseClient(http, database);
    }

    /// <summary>A client whose requests pass through a handler on their way.</summary>
    public async Task<ClickHouseClient> ClientAsync(string database, DelegatingHandler through)
    {
        await started.Value;
        through.InnerHandler = engine.Handler;
        return new ClickHouseClient(ClickHouseConnection.ToEngine(through), database);
    }

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
            await engine.StopAsync(CancellationToken.None);
        http.Dispose();
        engine.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
    }
}
