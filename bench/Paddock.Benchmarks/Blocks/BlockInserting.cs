using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Signals.Errors;

namespace Paddock.Benchmarks.Blocks;

/// <summary>From row form into the bundled engine's store, fsynced: 20,000 rows in blocks of at most 32 MB, one after the other.</summary>
[InProcess, MemoryDiagnoser, SimpleJob(launchCount: 1, warmupCount: 2, iterationCount: 8, invocationCount: 1)]
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
    }

    [GlobalCleanup]
    public async Task End()
    {
        block.Dispose();
        http.Dispose();
        await engine.StopAsync(CancellationToken.None);
        engine.Dispose();
        directory.Delete(recursive: true);
    }
}
