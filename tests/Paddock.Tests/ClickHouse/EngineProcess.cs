using System.Diagnostics;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse;

/// <summary>One engine of the built program on a store of its own, which goes with it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("paddock-engine-");
    private readonly Process process;

    private EngineProcess()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "paddock"), ["engine", "--data", directory.FullName, "--socket", SocketPath])
        {
            // Its end tells the engine to stop, also when this process is killed.
            RedirectStandardInput = true,
        };
        process = Process.Start(start)!;
        Http = ClickHouseConnection.ToSocket(SocketPath);
    }

    public string SocketPath => Path.Combine(directory.FullName, "engine.sock");

    public HttpClient Http { get; }

    public static async Task<EngineProcess> StartAsync()
    {
        var engine = new EngineProcess();
        var client = new ClickHouseClient(engine.Http);
        await Eventually.IsTrueAsync("the engine answers", async cancellation =>
            engine.process.HasExited ? throw new InvalidOperationException($"The engine left with {engine.process.ExitCode}.") : await client.PingAsync(cancellation));
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }
}
