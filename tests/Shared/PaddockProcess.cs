using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Paddock.Testing;

/// <summary>A project as `paddock project create --json` prints it.</summary>
internal sealed record CreatedProject(int Id, string Slug, string Dsn, string WriteKey, string ApiToken);

/// <summary>The real program, started as its users start it, on a data folder of its own.</summary>
internal sealed class PaddockProcess : IAsyncDisposable
{
    // By data folder, when the tests run on PostgreSQL; else empty.
    private static readonly ConcurrentDictionary<string, string> Databases = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private PaddockProcess(Process process, string data, Uri url)
    {
        _process = process;
        Data = data;
        Url = url;
        Http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string Executable { get; } = Path.Combine(RepositoryRoot, "src", "Paddock", "bin", Configuration, "net10.0", "paddock");

    public string Data { get; }
    public Uri Url { get; }
    public HttpClient Http { get; }
    public int Id => _process.Id;
    public string Output => string.Join('\n', _output);

    /// <summary>
    /// Starts `paddock serve` and waits until it is ready. A data folder that is given is kept; else a new one is made and deleted at the end.
    /// <paramref name="shell"/> is what a shell does before it becomes the program (`ulimit -n 300`).
    /// </summary>
    public static async Task<PaddockProcess> ServeAsync(
        string? data = null, Uri? url = null, IReadOnlyDictionary<string, string>? environment = null, bool waitUntilReady = true, string verb = "serve", string? shell = null)
    {
        data ??= Directory.CreateTempSubdirectory("paddock-").FullName;
        url ??= new Uri($"http://127.0.0.1:{FreePort()}");
        if (Environment.GetEnvironmentVariable("PADDOCK_TEST_DATABASE") == "postgres" && !Databases.ContainsKey(data)) Databases[data] = await (await PostgresServer.StartedAsync()).NewDatabaseAsync();
        string[] arguments = [verb, "--data", data, "--urls", url.ToString().TrimEnd('/')];
        var start = shell is null ? Start(Executable, arguments) : Start("/bin/sh", ["-c", $"{shell}; exec \"$0\" \"$@\"", Executable, .. arguments]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var server = new PaddockProcess(Process.Start(start)!, data, url);
        _ = server.CollectAsync(server._process.StandardOutput);
        _ = server.CollectAsync(server._process.StandardError);
        if (waitUntilReady) await server.ReadyAsync();
        return server;
    }

    /// <summary>Runs another verb to its end: its exit code, what it printed, and its complaints.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Start(Executable, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public Task ReadyAsync() => Eventually.TrueAsync(async () =>
    {
        Assert.False(_process.HasExited, $"paddock ended with {(_process.HasExited ? _process.ExitCode : 0)}:\n{Output}");
        using var answer = await Http.GetAsync("/readyz");
        return answer.IsSuccessStatusCode;
    }, () => $"not ready; it printed:\n{Output}");

    /// <summary>A project that is there already, with a new token.</summary>
    public async Task<CreatedProject> FindProjectAsync(int id, string slug)
    {
        var (code, output, error) = await RunAsync("token", "create", slug, "--data", Data);
        Assert.True(code == 0, error);
        return new CreatedProject(id, slug, "", "", output.Trim());
    }

    public async Task<CreatedProject> CreateProjectAsync(string name)
    {
        var (code, output, error) = await RunAsync("project", "create", name, "--json", "--data", Data);
        Assert.True(code == 0, error);
        return JsonSerializer.Deserialize<CreatedProject>(output, Json)!;
    }

    /// <summary>The rows of a scoped query, values as the API gives them.</summary>
    public async Task<JsonElement[][]> SqlAsync(CreatedProject project, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/projects/{project.Id}/sql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) throw new HttpRequestException(body); // between two lives of the engine
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("rows").Deserialize<JsonElement[][]>()!;
    }

    public async Task<long> CountAsync(CreatedProject project, string query) => long.Parse((await SqlAsync(project, query))[0][0].ToString());

    /// <summary>Waits for the end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns how long the end took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var started = Stopwatch.StartNew();
        Signal(_process.Id, "TERM");
        await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return started.Elapsed;
    }

    public static void Signal(int processId, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>The engine that this server supervises; waits for the next one when it has just ended.</summary>
    public async Task<int> EngineIdAsync()
    {
        var id = 0;
        await Eventually.TrueAsync(async () =>
        {
            using var find = Process.Start(new ProcessStartInfo("pgrep", ["-P", Id.ToString(), "-f", "paddock engine"]) { RedirectStandardOutput = true })!;
            return int.TryParse(await find.StandardOutput.ReadLineAsync(), out id);
        }, () => $"no engine runs; it printed:\n{Output}");
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        if (Data.StartsWith(Path.GetTempPath(), StringComparison.Ordinal)) Directory.Delete(Data, recursive: true);
    }

    private async Task CollectAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line) _output.Enqueue(line);
    }

    private static ProcessStartInfo Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = false };
        if (arguments.FirstOrDefault(Databases.ContainsKey) is { } data) start.Environment["Database__Url"] = Databases[data];
        return start;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Paddock.slnx"))) directory = directory.Parent!;
        return directory.FullName;
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
}
