using System.Diagnostics;

namespace Paddock.Testing;

/// <summary>A ClickHouse that somebody else runs, and that can go away and come back with what it held: a `paddock engine` of its own.</summary>
internal sealed class StandInClickHouse : IAsyncDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("paddock-store-");
    private readonly int _port = PaddockProcess.FreePort();
    private Process? _process;

    public StandInClickHouse() => Start();

    /// <summary>What makes a server use it.</summary>
    public Dictionary<string, string> Environment => new() { ["ClickHouse__Url"] = $"http://127.0.0.1:{_port}" };

    // Its standard input is the control pipe: it ends when that is closed.
    public void Start() => _process = Process.Start(
        new ProcessStartInfo(PaddockProcess.Executable, ["engine", "--data", _store.FullName, "--listen", $"127.0.0.1:{_port}", "--memory", (1L << 30).ToString()])
        {
            RedirectStandardInput = true,
        })!;

    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _store.Delete(recursive: true);
    }
}
