using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.ProcessTests.Pipeline;

/// <summary>
/// A pipeline on a real disk in front of the real engine, which is a supervised process of its own; either can die and start again.
/// When the pipeline dies, all that its objects still do fails, and new ones begin from the files.
/// </summary>
internal sealed class EnginePipeline : IAsyncDisposable
{
    /// <summary>The engine refuses a block with poison in it (code 469).</summary>
    private const string CreateThings = """
        CREATE TABLE IF NOT EXISTS things (project UInt32, time DateTime64(9, 'UTC'), retention UInt16, name String, batch UInt64,
            CONSTRAINT edible CHECK NOT startsWith(name, 'poison'))
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, time) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("paddock-pipeline-");
    private readonly EngineSupervisor engine;
    private readonly HttpClient http;
    private PipelineLife life;

    private EnginePipeline(string launcher, TimeSpan? answerTimeout)
    {
        engine = new EngineSupervisor(new EngineCommand(directory.FullName, Memory: null) { Executable = WriteLauncher(launcher) }, TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        http = ClickHouseConnection.ToEngine(engine.Handler);
        if (answerTimeout is { } timeout) http.Timeout = timeout;
        Client = new ClickHouseClient(http);
        life = new PipelineLife(directory.FullName, Client);
    }

    public ClickHouseClient Client { get; }

    public PipelineStatus Status => life.Writer.Status;

    public int EngineStarts => engine.State.Starts;

    /// <param name="launcher">what starts the engine: words before its command line</param>
    /// <param name="answerTimeout">after which an insert without an answer is given up</param>
    public static async Task<EnginePipeline> StartAsync(string launcher = "", TimeSpan? answerTimeout = null)
    {
        var pipeline = new EnginePipeline(launcher, answerTimeout);
        await pipeline.engine.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(pipeline.TryMigrateAsync);
        return pipeline;
    }

    /// <summary>Begins to store; before, entries only gather in the journal.</summary>
    public Task StoreAsync() => life.Writer.StartAsync(CancellationToken.None);

    /// <summary>What shall happen at the engine's next inserts, such as `kill:before-insert:2`; a restarted engine does not meet it again.</summary>
    public void Set(string fault)
    {
        var file = Path.Combine(directory.FullName, "fault");
        File.WriteAllText($"{file}.new", fault);
        File.Move($"{file}.new", file, overwrite: true);
    }

    public async Task<AppendResult> AppendAsync(params string[] names)
    {
        using var entry = new EntryWriter(Things.Monday);
        Ledger.Count(entry, Things.Key, Outcome.Received, "", (ulong)names.Length);
        for (var index = 0; index < names.Length; index++) Things.Add(entry, names[index], Things.Monday - (index % 3 * Things.Week));
        return await life.Journal.AppendAsync(entry, CancellationToken.None);
    }

    /// <summary>The pipeline dies where it stands, and starts again.</summary>
    public async Task DieAndStartAsync()
    {
        await life.DisposeAsync();
        life = new PipelineLife(directory.FullName, Client);
        await StoreAsync();
    }

    public Task SettleAsync() => Eventually.TrueAsync(() => Task.FromResult(life.Writer.Status.JournalBytes == 0), () => life.Writer.Status.ToString());

    public async Task<string[]> NamesAsync() => [.. (await TextAsync("SELECT name FROM things ORDER BY name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public async Task<string[]> BatchesAsync() => (await TextAsync("SELECT DISTINCT batch FROM things")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many inserts the store has of things and ledger.</summary>
    public async Task<int> PartsAsync() =>
        int.Parse(await TextAsync("SELECT (SELECT uniqExact(batch, toMonday(time)) FROM things) + (SELECT uniqExact(batch, toMonday(time)) FROM ledger)"), CultureInfo.InvariantCulture);

    /// <summary>outcome=quantity, separated by blanks.</summary>
    public async Task<string> LedgerAsync() =>
        (await TextAsync("SELECT concat(outcome, '=', toString(sum(quantity))) FROM ledger GROUP BY outcome ORDER BY outcome")).Trim().Replace('\n', ' ');

    public string DeadLetters() => string.Concat(Directory.EnumerateFiles(directory.FullName, "*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));

    public async ValueTask DisposeAsync()
    {
        await life.DisposeAsync();
        await engine.StopAsync(CancellationToken.None);
        http.Dispose();
        engine.Dispose();
        directory.Delete(recursive: true);
    }

    /// <summary>An engine that a test lets die may die of this, too.</summary>
    private async Task<bool> TryMigrateAsync()
    {
        try
        {
            await Migrator.ApplyAsync(Client, [Ledger.Migration, new Migration(2, "things", CreateThings)]);
            return true;
        }
        catch (ClickHouseException error) when (error.IsRetryable)
        {
            return false;
        }
    }

    private async Task<string> TextAsync(string sql)
    {
        using var answer = await Client.StreamAsync($"{sql} FORMAT TSV");
        return await answer.Content.ReadAsStringAsync();
    }

    private string WriteLauncher(string launcher)
    {
        var script = Path.Combine(directory.FullName, "engine.sh");
        File.WriteAllText(script, $"#!/bin/sh\nexport PADDOCK_FAULT=@{directory.FullName}/fault\nexec {launcher} {Path.Combine(AppContext.BaseDirectory, "paddock")} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }
}
