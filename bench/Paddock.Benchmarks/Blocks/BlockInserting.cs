using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Signals.Errors;

namespace Paddock.Benchmarks.Blocks;

/// <summary>From row form into the bundled engine's store, fsynced: 20,000 rows in blocks of at most 32 MB, one after the other.</summary>
[MemoryDiagnoser, Config(typeof(OneBlockAfterTheOther))]
public class BlockInserting
{
    private const int RowsPerRun = 20_000;
    private const long MostBytes = 32 << 20;

    private DirectoryInfo directory = null!;
    private EngineSupervisor engine = null!;
    private HttpClient http = null!;
    private ClickHouseClient client = null!;
    private BlockBuilder block = null!;
    private SampleRows sample = null!;
    private long rowsInserted;
    private (TimeSpan Own, TimeSpan Engine) before;

    [Params("errors", "narrow")]
    public string Table { get; set; } = "";

    [GlobalSetup]
    public async Task Prepare()
    {
        directory = Directory.CreateTempSubdirectory("paddock-bench-");
        engine = new EngineSupervisor(new EngineCommand(directory.FullName, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        http = ClickHouseConnection.ToEngine(engine.Handler);
        client = new ClickHouseClient(http);
        await client.ExecuteAsync("CREATE DATABASE paddock", new QueryOptions { Database = "default" });
        foreach (var statement in ErrorsTable.Migration.Statements.Append(SampleRows.CreateNarrow))
            await client.ExecuteAsync(statement);
        sample = SampleRows.Of(Table);
        block = new BlockBuilder(sample.Table);
        before = ProcessorTime();
    }

    [Benchmark(OperationsPerInvoke = RowsPerRun)]
    public async Task Insert()
    {
        var columns = sample.Table.Columns.Count;
        for (var row = 0; row < RowsPerRun; row++)
        {
            block.Append(sample.Rows[row % sample.Rows.Length], columns);
            if (block.Bytes < MostBytes && row < RowsPerRun - 1)
                continue;
            await client.InsertAsync(block, batch: 1);
            block.Clear();
        }
        rowsInserted += RowsPerRun;
    }

    private (TimeSpan Own, TimeSpan Engine) ProcessorTime()
    {
        using var own = Process.GetCurrentProcess();
        using var its = Process.GetProcessById(engine.State.ProcessId);
        return (own.TotalProcessorTime, its.TotalProcessorTime);
    }

    private sealed class OneBlockAfterTheOther : ManualConfig
    {
        public OneBlockAfterTheOther() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(2).WithIterationCount(8));
    }

    [GlobalCleanup]
    public async Task End()
    {
        // Processor time holds on a busy machine, where elapsed time does not; merges that ran beside are in it.
        var (own, engineOwn) = ProcessorTime();
        Console.WriteLine($"// {Table}: {(own - before.Own).TotalMicroseconds / rowsInserted:n2} us processor time a row here, {(engineOwn - before.Engine).TotalMicroseconds / rowsInserted:n2} in the engine");
        block.Dispose();
        http.Dispose();
        await engine.StopAsync(CancellationToken.None);
        engine.Dispose();
        directory.Delete(recursive: true);
    }
}
