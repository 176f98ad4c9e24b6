using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Paddock.Benchmarks.Load;

internal sealed record Project(int Id, string Slug, string Dsn, string WriteKey, string ApiToken);

/// <summary>The Release build, on a data folder that is deleted at the end.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    private Server(Process process, string data, Uri url)
    {
        _process = process;
        Data = data;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = url };
    }

    public string Data { get; }
    public HttpClient Http { get; }
    public int Id => _process.Id;

    public static async Task<(Server Server, TimeSpan ToReady)> StartAsync(string? data = null, string verb = "serve")
    {
        data ??= Directory.CreateTempSubdirectory("paddock-bench-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var started = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(Program(), [verb, "--data", data, "--urls", url.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        var server = new Server(process, data, url);
        process.OutputDataReceived += (_, line) => { _ = line.Data is null ? server._said.Writer.TryComplete() : server._said.Writer.TryWrite(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await server.IsReadyAsync()) await Task.Delay(5);
        return (server, started.Elapsed);
    }

    public async Task<Project> CreateProjectAsync() => JsonSerializer.Deserialize<Project>(await CommandAsync("project", "create", "bench", "--json", "--data", Data), Json)!;

    /// <summary>Until it prints a line that has this in it.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public async Task SaysAsync(string words)
    {
        await foreach (var line in _said.Reader.ReadAllAsync())
            if (line.Contains(words, StringComparison.Ordinal)) return;
        throw new InvalidOperationException($"paddock ended without a line that has \"{words}\"");
    }

    /// <summary>What a command of the program prints.</summary>
    public static async Task<string> CommandAsync(params string[] arguments)
    {
        using var command = Process.Start(new ProcessStartInfo(Program(), arguments) { RedirectStandardOutput = true })!;
        return await command.StandardOutput.ReadToEndAsync();
    }

    public async Task<string> ScalarAsync(Project project, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/projects/{project.Id}/sql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(body);
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("rows")[0][0].ToString();
    }

    /// <summary>Runs a query and reads its answer to the end.</summary>
    public async Task AskAsync(Project project, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/projects/{project.Id}/sql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        await answer.Content.CopyToAsync(Stream.Null);
    }

    public ProcessTree Usage() => ProcessTree.Read(Id);

    /// <summary>Bytes of the engine's store on disk.</summary>
    public long StoreBytes() => new DirectoryInfo(Path.Combine(Data, "engine")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Exists ? file.Length : 0);

    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString()]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) await StopAsync();
        _process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"paddock ended with {_process.ExitCode}");
        try
        {
            using var answer = await Http.GetAsync("/readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or SocketException)
        {
            return false; // not listening yet
        }
    }

    private static string Program()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Paddock.slnx"))) directory = directory.Parent!;
        return Path.Combine(directory.FullName, "artifacts", "paddock", "paddock");
    }
}
