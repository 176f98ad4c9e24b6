using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse.Blocks;

/// <summary>Blocks against bytes worked out by hand from the description of the Native format.</summary>
public sealed class BlockLayoutTests
{
    // Column `batch` of type `UInt64`.
    private const string BatchHead = "05 6261746368 06 55496E743634";

    [Fact]
    public async Task Fixed_values_and_strings_lie_as_in_the_row()
    {
        var table = new Table(1, "t", new Column("n", ColumnType.UInt16), new Column("s", ColumnType.String));
        using var block = new BlockBuilder(table);
        block.Append(AnyRow.Write(table, (ushort)0x0102, "ab"u8.ToArray()), 2);
        block.Append(AnyRow.Write(table, (ushort)0x0304, Array.Empty<byte>()), 2);

        Assert.Equal(2, block.Rows);
        await AssertBytes(block, batch: 7,
            "03 02",
            "01 6E 06 55496E743136", "0201 0403",
            "01 73 06 537472696E67", "02 6162 00",
            BatchHead, "0700000000000000 0700000000000000");
    }

    [Fact]
    public async Task Low_cardinality_names_each_string_once()
    {
        var table = new Table(1, "t", new Column("l", ColumnType.LowCardinality));
        using var block = new BlockBuilder(table);
        foreach (var level in (string[])["a", "b", "a", ""])
            block.Append(AnyRow.Write(table, System.Text.Encoding.UTF8.GetBytes(level)), 1);

        await AssertBytes(block, batch: 1,
            "02 04",
            "01 6C 16 4C6F7743617264696E616C69747928537472696E6729",
            "0100000000000000", "0006000000000000",
            "0300000000000000", "01 61 01 62 00",
            "0400000000000000", "00 01 00 02",
            BatchHead, "0100000000000000 0100000000000000 0100000000000000 0100000000000000");
    }

    [Fact]
    public async Task A_map_is_offsets_keys_values()
    {
        var table = new Table(1, "t", new Column("m", ColumnType.StringMap));
        using var block = new BlockBuilder(table);
        byte[] k = [(byte)'k'], v = [(byte)'v'], w = [(byte)'w'];
        block.Append(AnyRow.Write(table, (object)new[] { k, v, v, k }), 1);
        block.Append(AnyRow.Write(table, (object)new[] { k, w }), 1);

        await AssertBytes(block, batch: 0,
            "02 02",
            "01 6D 23 4D6170284C6F7743617264696E616C69747928537472696E67292C20537472696E6729",
            "0100000000000000",
            "0200000000000000 0300000000000000",
            "0006000000000000", "0200000000000000", "01 6B 01 76", "0300000000000000", "00 01 00",
            "01 76 01 6B 01 77",
            BatchHead, "0000000000000000 0000000000000000");
    }

    [Fact]
    public async Task Empty_maps_leave_out_their_keys()
    {
        var table = new Table(1, "t", new Column("m", ColumnType.StringMap));
        using var block = new BlockBuilder(table);
        block.Append(AnyRow.Write(table, (object)Array.Empty<byte[]>()), 1);

        await AssertBytes(block, batch: 0,
            "02 01",
            "01 6D 23 4D6170284C6F7743617264696E616C69747928537472696E67292C20537472696E6729",
            "0100000000000000", "0000000000000000",
            BatchHead, "0000000000000000");
    }

    [Fact]
    public async Task An_array_is_offsets_and_elements()
    {
        var table = new Table(1, "t", new Column("a", ColumnType.StringArray));
        using var block = new BlockBuilder(table);
        block.Append(AnyRow.Write(table, (object)new byte[][] { [1], [2, 3] }), 1);
        block.Append(AnyRow.Write(table, (object)Array.Empty<byte[]>()), 1);

        await AssertBytes(block, batch: 0,
            "02 02",
            "01 61 0D 417272617928537472696E6729",
            "0200000000000000 0200000000000000", "01 01 02 0203",
            BatchHead, "0000000000000000 0000000000000000");
    }

    private static async Task AssertBytes(BlockBuilder block, ulong batch, params string[] hex)
    {
        using var written = new MemoryStream();
        await block.WriteNativeAsync(written, batch, TestContext.Current.CancellationToken);
        Assert.Equal(string.Concat(hex).Replace(" ", ""), Convert.ToHexString(written.ToArray()));
    }
}
