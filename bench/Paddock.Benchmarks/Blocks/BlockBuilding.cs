using BenchmarkDotNet.Attributes;
using Paddock.ClickHouse;

namespace Paddock.Benchmarks.Blocks;

/// <summary>From row form to a Native block in memory: time and bytes allocated per row, after the first block.</summary>
[InProcess, MemoryDiagnoser]
public class BlockBuilding
{
    private const int RowsPerRun = 10_000;
    private const long MostBytes = 32 << 20;

    private BlockBuilder block = null!;
    private SampleRows sample = null!;

    [Params("errors", "narrow")]
    public string Table { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        sample = SampleRows.Of(Table);
        block = new BlockBuilder(sample.Table);
    }

    [Benchmark(OperationsPerInvoke = RowsPerRun)]
    public int Build()
    {
        var pieces = 0;
        var columns = sample.Table.Columns.Count;
        for (var row = 0; row < RowsPerRun; row++)
        {
            block.Append(sample.Rows[row % sample.Rows.Length], columns);
            if (block.Bytes < MostBytes && row < RowsPerRun - 1)
                continue;
            pieces += block.Pieces(batch: 1).Count;
            block.Clear();
        }
        return pieces;
    }
}
