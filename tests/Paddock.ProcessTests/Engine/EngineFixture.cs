using System.Net.Sockets;
using Paddock.ProcessTests.Engine;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Paddock.ProcessTests.Engine;

/// <summary>One engine for the tests that leave it as they found it.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private EngineRun? _run;
    private int _tables;

    internal EngineRun Engine => _run!;

    public async ValueTask InitializeAsync() => _run = await EngineRun.StartAsync(_store, ["--memory", "536870912"]);

    /// <summary>The name of a new, empty table.</summary>
    internal async Task<string> TableAsync(string columns)
    {
        var name = $"t{Interlocked.Increment(ref _tables)}";
        await Engine.SqlAsync($"CREATE TABLE {name} ({columns}) ENGINE = MergeTree ORDER BY tuple()");
        return name;
    }

    /// <summary>A bare connection, to say what no HttpClient would.</summary>
    internal async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_store.Socket));
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _store.Dispose();
    }
}
