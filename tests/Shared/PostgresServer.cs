using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Paddock.Testing.PostgresAtTheEnd))]

namespace Paddock.Testing;

/// <summary>Debian's PostgreSQL in a folder of its own, one for all tests of an assembly, from the first that needs it to the end.</summary>
internal sealed class PostgresServer
{
    // As root it will not run.
    private const string UnprivilegedUser = "postgres";

    private static readonly Lazy<Task<PostgresServer>> OfAssembly = new(static () => Task.Run(StartAsync));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("paddock-postgres-");
    private readonly int _port = FreePort();
    private Process? _process;

    public static Task<PostgresServer> StartedAsync() => OfAssembly.Value;

    /// <summary>An empty database of its own, as <c>Database__Url</c> names it.</summary>
    /// <param name="template">which it is a copy of; nobody may be connected to that</param>
    public async Task<string> NewDatabaseAsync(string template = "template1")
    {
        var name = $"paddock_{Guid.NewGuid():n}";
        await AskAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return UrlOf(name);
    }

    public string UrlOf(string database) => $"postgres://{UnprivilegedUser}@127.0.0.1:{_port}/{database}?Maximum%20Pool%20Size=20";

    public static string DatabaseOf(string url) => new Uri(url).AbsolutePath[1..];

    /// <summary>As an administrator would by psql.</summary>
    public async Task AskAsync(string sql, string database = "postgres")
    {
        using var psql = Run(Tool("psql"), ["-h", _folder.FullName, "-p", $"{_port}", "-U", UnprivilegedUser, "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, database]);
        var problem = await psql.StandardError.ReadToEndAsync();
        await psql.WaitForExitAsync();
        Assert.True(psql.ExitCode == 0, problem);
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        var data = Path.Combine(server._folder.FullName, "data");
        if (Environment.IsPrivilegedProcess) using (var own = Process.Start("chown", [UnprivilegedUser, server._folder.FullName])) await own.WaitForExitAsync();
        using (var made = Run(Tool("initdb"), ["-D", data, "-U", UnprivilegedUser, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]))
        {
            var output = made.StandardOutput.ReadToEndAsync();
            var problem = await made.StandardError.ReadToEndAsync();
            await made.WaitForExitAsync();
            Assert.True(made.ExitCode == 0, await output + problem);
        }
        server._process = Run(Tool("postgres"), ["-D", data, "-k", server._folder.FullName, "-p", $"{server._port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=300"]);
        _ = server._process.StandardOutput.ReadToEndAsync();
        _ = server._process.StandardError.ReadToEndAsync();
        await Eventually.TrueAsync(async () =>
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", server._port);
            using var ready = Run(Tool("pg_isready"), ["-q", "-h", server._folder.FullName, "-p", $"{server._port}"]);
            await ready.WaitForExitAsync();
            return ready.ExitCode == 0;
        });
        return server;
    }

    private async Task StopAsync()
    {
        _process!.Kill(); // it holds nothing that anybody wants
        await _process.WaitForExitAsync();
        _process.Dispose();
        // Its children notice a little later, and may still write.
        await Eventually.TrueAsync(() =>
        {
            try
            {
                _folder.Delete(recursive: true);
                return Task.FromResult(true);
            }
            catch (IOException)
            {
                return Task.FromResult(false);
            }
        });
    }

    private static Process Run(string tool, string[] arguments)
    {
        // It becomes the program, so that ending the process ends that.
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={UnprivilegedUser}", $"--regid={UnprivilegedUser}", "--clear-groups", tool, .. arguments] : [tool, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
    }

    // Debian keeps each version in a folder of its own, outside of the path.
    private static string Tool(string name) => Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", name)).Last(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>When the tests of the assembly are over.</summary>
    public static async ValueTask EndAsync()
    {
        if (OfAssembly.IsValueCreated) await (await OfAssembly.Value).StopAsync();
    }
}

public sealed class PostgresAtTheEnd : IAsyncDisposable
{
    public ValueTask DisposeAsync() => PostgresServer.EndAsync();
}
