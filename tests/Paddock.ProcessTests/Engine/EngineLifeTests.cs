using System.Diagnostics;
using System.Runtime.Versioning;
using Paddock.Testing;

namespace Paddock.ProcessTests.Engine;

/// <summary>What libchdb does to a process, and what the engine does about it: signals, streams, paths, locks, parents, ends.</summary>
public sealed class EngineLifeTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;
    private const int Stopped = 0;
    private const int Failed = 1;
    private const int Runaway = 3;
    private const int LibraryMissing = 69;
    private const int StoreLocked = 75;
    private const int StoreTooNew = 78;

    [Fact]
    public async Task Garbage_is_collected_while_queries_run()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store, fault: "collect");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
                Assert.Equal("4999950000\n", await engine.SqlAsync("SELECT sum(number) FROM numbers(100000)"));
        }));
        engine.Signal(Signals.Terminate);
        Assert.Equal(Stopped, await engine.EndAsync());
        var collections = int.Parse(engine.Errors.Split("paddock engine: ")[^1].Split(' ')[0]);
        Assert.InRange(collections, 20, int.MaxValue);
    }

    [Fact]
    public async Task What_lies_on_standard_input_is_no_row()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        await engine.WriteInputAsync("7\n8\n");
        await engine.SqlAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
        await engine.SqlAsync("INSERT INTO t SELECT 1");
        await engine.SqlAsync("INSERT INTO t FORMAT TabSeparated\n2\n");
        Assert.Equal("1\n2\n", await engine.SqlAsync("SELECT a FROM t ORDER BY a"));
    }

    [Fact]
    public async Task A_relative_directory_serves_as_well()
    {
        using var store = new TestStore();
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, store.Directory);
        await using var engine = await EngineRun.StartAsync(store, ["--data", relative]);
        await engine.SqlAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
        await engine.SqlAsync("INSERT INTO t VALUES (1)");
        Assert.Equal("1\n", await engine.SqlAsync("SELECT a FROM t"));
    }

    [Fact]
    public async Task It_stops_within_ten_seconds_while_a_query_runs()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        var answer = engine.SendAsync("SELECT sum(cityHash64(number)) FROM numbers(1000000000000)");
        await Eventually.EqualAsync("1\n", () => engine.SqlAsync("SELECT countIf(query LIKE '%cityHash%' AND query NOT LIKE '%countIf%') FROM system.processes"));
        var clock = Stopwatch.StartNew();
        engine.Signal(Signals.Terminate);
        Assert.Equal(Stopped, await engine.EndAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    [Fact]
    public async Task It_ends_when_a_guests_query_cannot_be_stopped()
    {
        // A search over the rest of the text at each of a million places, within one call that looks at no cancellation.
        const string endless = "SELECT length(replaceRegexpAll(repeat('a', 1000000), 'a*b|a', 'x'))";
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        using var leave = new CancellationTokenSource();
        var answer = engine.Http.PostAsync("/?quota_key=project+7", new StringContent(endless), leave.Token);
        await Eventually.EqualAsync("1\n", () => engine.SqlAsync("SELECT countIf(query LIKE '%replaceRegexpAll%' AND query NOT LIKE '%countIf%') FROM system.processes"));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(Runaway, await engine.EndAsync());
        Assert.Contains("a cancelled query of project 7 could not be stopped", engine.Errors);
    }

    [Fact]
    public async Task It_stops_when_its_control_pipe_closes()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        engine.CloseInput();
        Assert.Equal(Stopped, await engine.EndAsync());
    }

    [Fact]
    public async Task It_dies_with_its_parent_however_that_ends()
    {
        using var store = new TestStore();
        using var parent = new Process
        {
            StartInfo = new ProcessStartInfo("/bin/sh", ["-c", """ "$0" "$@" --parent $$ & wait """, EngineRun.Executable, "engine", "--data", store.Directory, "--socket", store.Socket])
            {
                RedirectStandardOutput = true,
            },
        };
        parent.Start();
        Assert.Equal("ready", await parent.StandardOutput.ReadLineAsync(Test));
        var engine = int.Parse(await File.ReadAllTextAsync(Path.Combine(store.EngineDirectory, "pid"), Test));
        Assert.True(Lives(engine));

        parent.Kill();
        await Eventually.TrueAsync(() => Task.FromResult(!Lives(engine)));
        await using var next = await EngineRun.StartAsync(store);
    }

    [Fact]
    public async Task A_second_engine_on_the_same_store_is_refused_and_says_who_has_it()
    {
        using var store = new TestStore();
        await using var first = await EngineRun.StartAsync(store);
        await using var second = EngineRun.Start(store);
        Assert.Equal(StoreLocked, await second.EndAsync());
        Assert.Contains($"in use by process {first.Id}", second.Errors);
        Assert.Equal("1\n", await first.SqlAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_untouched()
    {
        using var store = new TestStore();
        await using (await EngineRun.StartAsync(store))
        {
        }

        await File.WriteAllTextAsync(Path.Combine(store.EngineDirectory, "version"), "99.1.0\n", Test);
        await using var engine = EngineRun.Start(store);
        Assert.Equal(StoreTooNew, await engine.EndAsync());
        Assert.Contains("was written by engine 99.1.0", engine.Errors);
        Assert.Equal("99.1.0\n", await File.ReadAllTextAsync(Path.Combine(store.EngineDirectory, "version"), Test));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_used_is_named()
    {
        using var store = new TestStore();
        var file = Path.Combine(store.Directory, "file");
        await File.WriteAllTextAsync(file, "", Test);
        await using var engine = EngineRun.Start(store, ["--data", file]);
        Assert.Equal(Failed, await engine.EndAsync());
        Assert.Contains(file, engine.Errors);
        Assert.DoesNotContain("Unhandled", engine.Errors);
    }

    [Fact]
    public async Task A_missing_library_is_named()
    {
        using var store = new TestStore();
        await using var engine = EngineRun.Start(store, environment: new() { ["PADDOCK_LIBCHDB"] = "/nowhere/libchdb.so" });
        Assert.Equal(LibraryMissing, await engine.EndAsync());
        Assert.Contains("/nowhere/libchdb.so is missing", engine.Errors);
    }

    [Fact, SupportedOSPlatform("linux")]
    public async Task Others_on_the_machine_can_neither_connect_nor_read()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(store.Socket) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(store.EngineDirectory) & others);
    }

    private static bool Lives(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
