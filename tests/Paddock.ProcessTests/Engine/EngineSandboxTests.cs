using System.Net;
using System.Net.Sockets;
using Paddock.Engine.Sandbox;

namespace Paddock.ProcessTests.Engine;

/// <summary>Should Paddock's own checks of SQL fail, the kernel still holds it back. Each statement is tried on many threads: a sandbox is a thread's, not a process's.</summary>
public sealed class EngineSandboxTests(EngineFixture fixture)
{
    private readonly EngineRun _engine = fixture.Engine;

    [Theory]
    [InlineData("SELECT * FROM file('/etc/passwd', LineAsString, 'line String')")]
    [InlineData("SELECT file('/etc/passwd')")]
    [InlineData("SELECT * FROM `/etc/passwd`")]
    [InlineData("SELECT * FROM file('/proc/{0}/environ', LineAsString, 'line String')")]
    [InlineData("SELECT * FROM file('{1}/secret', LineAsString, 'line String')")]
    [InlineData("INSERT INTO FUNCTION file('{1}/written', CSV, 'line String') SELECT 'x'")]
    public async Task Files_beside_the_store_are_out_of_reach(string sql)
    {
        using var directory = new TestStore();
        await File.WriteAllTextAsync(Path.Combine(directory.Directory, "secret"), "secret", TestContext.Current.CancellationToken);
        await AllFailAsync(string.Format(sql, Environment.ProcessId, directory.Directory));
        Assert.False(File.Exists(Path.Combine(directory.Directory, "written")));
    }

    [Theory]
    [InlineData("SELECT * FROM url('http://{0}/', LineAsString, 'line String')")]
    [InlineData("SELECT * FROM remote('{0}', 'system', 'one')")]
    [InlineData("SELECT * FROM mysql('{0}', 'db', 'table', 'user', 'password')")]
    public async Task Nothing_connects_to_the_network(string sql)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await AllFailAsync(string.Format(sql, listener.LocalEndpoint));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Every_thread_but_those_of_the_runtime_is_in_the_sandbox()
    {
        string[] runtime = [".NET SynchManag", ".NET EventPipe", ".NET DebugPipe", ".NET Debugger", ".NET Finalizer", ".NET SigHandler", ".NET Tiered Com"];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _engine.SqlAsync("SELECT count() FROM numbers(1000000)")));
        var outside = Directory.GetDirectories($"/proc/{_engine.Id}/task")
            .Select(task => File.ReadAllLines(Path.Combine(task, "status")))
            .Where(status => status.Contains("NoNewPrivs:\t0"))
            .Select(status => status[0]["Name:\t".Length..]);
        Assert.Subset(runtime.ToHashSet(), outside.ToHashSet());
    }

    private async Task AllFailAsync(string sql)
    {
        using var landlock = Landlock.TryCreate();
        Assert.SkipWhen(landlock is null, "this kernel has no Landlock");
        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _engine.ErrorCodeAsync(sql, "http_max_tries=1&connections_with_failover_max_tries=1")));
        Assert.DoesNotContain(0, codes);
    }
}
