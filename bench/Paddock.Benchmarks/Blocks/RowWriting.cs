using BenchmarkDotNet.Attributes;
using Paddock.ClickHouse;

namespace Paddock.Benchmarks.Blocks;

/// <summary>From values at hand to row form: time and bytes allocated per row.</summary>
[InProcess, MemoryDiagnoser]
public class RowWriting
{
    private const int RowsPerRun = 500;

    private static readonly ByteBuffer Output = new();
    private RowWriter writer = null!;
    private SampleRows sample = null!;

    [Params("errors", "narrow")]
    public string Table { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        sample = SampleRows.Of(Table);
        writer = new RowWriter(Output);
    }

    [Benchmark(OperationsPerInvoke = RowsPerRun)]
    public int Write()
    {
        var bytes = 0;
        for (var row = 0; row < RowsPerRun; row++)
        {
            Output.Clear();
            sample.Write(writer, row);
            bytes += Output.Length;
        }
        return bytes;
    }
}
