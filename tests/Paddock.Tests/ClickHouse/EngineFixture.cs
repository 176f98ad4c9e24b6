using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Paddock.Tests.ClickHouse;

/// <summary>
/// The engine that all tests of a run share, started by the first that asks. Take it as a constructor parameter of the test class;
/// every test works in a database of its own.
/// </summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly Lazy<Task<EngineProcess>> engine = new(EngineProcess.StartAsync);
    private int databases;

    /// <summary>A client of a new, empty database.</summary>
    public async Task<ClickHouseClient> NewDatabaseAsync()
    {
        var client = await MissingDatabaseAsync();
        await client.ExecuteAsync($"CREATE DATABASE {client.Database}", new QueryOptions { Database = "default" });
        return client;
    }

    /// <summary>A client whose database is yet to be created.</summary>
    public async Task<ClickHouseClient> MissingDatabaseAsync() =>
        new((await engine.Value).Http, $"test_{Interlocked.Increment(ref databases)}");

    public async ValueTask DisposeAsync()
    {
        if (engine.IsValueCreated)
            await (await engine.Value).DisposeAsync();
    }
}
