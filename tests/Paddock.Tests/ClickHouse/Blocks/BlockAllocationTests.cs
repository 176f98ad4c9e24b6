using CsCheck;
using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse.Blocks;

/// <summary>The way of a row into a block allocates nothing once a block like it has been built: counted, not timed.</summary>
public sealed class BlockAllocationTests
{
    [Fact]
    public void Rows_and_blocks_allocate_nothing_after_the_first() => AnyRow.Values(AnyRow.EveryType).Array[100].Sample(static rows =>
    {
        var output = new ByteBuffer();
        var writer = new RowWriter(output);
        using var block = new BlockBuilder(AnyRow.EveryType);
        Build(writer, output, block, rows);
        Build(writer, output, block, rows);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Build(writer, output, block, rows);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }, iter: 5, threads: 1);

    private static void Build(RowWriter writer, ByteBuffer output, BlockBuilder block, object[][] rows)
    {
        block.Clear();
        foreach (var row in rows)
        {
            output.Clear();
            AnyRow.Write(writer, AnyRow.EveryType, row);
            block.Append(output.WrittenSpan, row.Length);
        }
        block.Pieces(batch: 1);
    }
}
