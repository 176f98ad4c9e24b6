using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Paddock.Hosting.Engine;

namespace Paddock.ProcessTests.Engine;

/// <summary>`paddock engine` as a process of its own, on a store that a test may hand on to the next run.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private EngineRun(ProcessStartInfo start, string socket)
    {
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        Http = new HttpClient(EngineSocket.Handler(socket)) { BaseAddress = new Uri("http://engine/"), Timeout = TimeSpan.FromSeconds(60) };
    }

    internal static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "paddock");

    internal HttpClient Http { get; }

    internal int Id => _process.Id;

    internal string Errors => string.Join('\n', _errors);

    /// <summary>Starts the engine and waits until it serves.</summary>
    internal static async Task<EngineRun> StartAsync(TestStore store, string[]? arguments = null, string? fault = null)
    {
        var run = Start(store, arguments, fault is null ? null : new() { ["PADDOCK_FAULT"] = fault });
        if (await run._process.StandardOutput.ReadLineAsync().WaitAsync(Deadline) != "ready")
            Assert.Fail($"the engine ended with {await run.EndAsync()}: {run.Errors}");
        return run;
    }

    internal static EngineRun Start(TestStore store, string[]? arguments = null, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Executable, ["engine", "--data", store.Directory, "--socket", store.Socket, .. arguments ?? []])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return new EngineRun(start, store.Socket);
    }

    /// <summary>The result's text; fails when the engine answers an error.</summary>
    internal async Task<string> SqlAsync(string sql, string parameters = "")
    {
        using var response = await SendAsync(sql, parameters);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    internal Task<HttpResponseMessage> SendAsync(string sql, string parameters = "") =>
        Http.PostAsync($"/?{parameters}", new ByteArrayContent(Encoding.UTF8.GetBytes(sql)));

    /// <summary>The code in the error's header, or 0.</summary>
    internal async Task<int> ErrorCodeAsync(string sql, string parameters = "")
    {
        using var response = await SendAsync(sql, parameters);
        return response.Headers.TryGetValues("X-ClickHouse-Exception-Code", out var codes) ? int.Parse(codes.Single()) : 0;
    }

    internal void Kill() => _process.Kill();

    internal void CloseInput() => _process.StandardInput.Close();

    internal async Task WriteInputAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    internal void Signal(int signal) => Signals.Send(Id, signal);

    internal async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
