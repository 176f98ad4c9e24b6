using System.Text;
using CsCheck;
using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse.Blocks;

/// <summary>What a block says to the real engine.</summary>
public sealed class BlockInsertTests(EngineFixture engine)
{
    private static readonly Table Narrow = new(1, "narrow", new Column("number", ColumnType.UInt64), new Column("level", ColumnType.LowCardinality));
    private static readonly Table Wide = new(2, "wide", new Column("stack", ColumnType.String), new Column("tags", ColumnType.StringMap));

    [Fact]
    public Task Every_column_type_comes_back_byte_for_byte() => AnyRow.Values(AnyRow.EveryType).Array[1, 30]
        .SampleAsync(rows => AssertRoundTripAsync(AnyRow.EveryType, rows), iter: 8, threads: 1);

    [Fact]
    public Task Any_table_comes_back_byte_for_byte() =>
        AnyRow.Tables.SelectMany(table => AnyRow.Values(table).Array[1, 30], (table, rows) => (table, rows))
            .SampleAsync(sample => AssertRoundTripAsync(sample.table, sample.rows), iter: 8, threads: 1);

    [Fact]
    public async Task NUL_invalid_UTF8_and_a_megabyte_come_back_byte_for_byte()
    {
        byte[] megabyte = [.. Enumerable.Range(0, 1 << 20).Select(static index => (byte)(index * 31))];
        byte[] odd = [0, 0xFF, (byte)'\n', 0xC3, 0];
        await AssertRoundTripAsync(Wide, [[odd, new[] { odd, megabyte }], [megabyte, Array.Empty<byte[]>()], [Array.Empty<byte>(), new[] { megabyte, odd }]]);
    }

    [Fact]
    public async Task Rows_of_an_older_version_take_defaults()
    {
        var client = await engine.NewDatabaseAsync();
        var table = await StoredTable.CreateAsync(client, AnyRow.EveryType);
        using var block = new BlockBuilder(AnyRow.EveryType);
        block.Append([7], columnCount: 1);
        await client.InsertAsync(block, batch: 1, TestContext.Current.CancellationToken);
        byte[] expected = [7, .. AnyRow.EveryType.Columns.Skip(1).SelectMany(column => column.Type.Default)];
        Assert.Equal(expected, await table.RowBinaryAsync());
    }

    [Fact]
    public async Task Twenty_thousand_rows_are_one_part_of_one_batch()
    {
        var table = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), Narrow);
        var level = "warning"u8.ToArray();
        await table.InsertAsync(Enumerable.Range(0, 20_000).Select(number => new object[] { (ulong)number, level }), batch: ulong.MaxValue);
        Assert.Equal(20_000ul, await table.CountAsync(batch: ulong.MaxValue));
        Assert.Equal(1ul, await table.PartsAsync());
    }

    [Fact]
    public async Task Seventy_megabytes_are_one_part()
    {
        var table = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), Wide);
        byte[] stack = new byte[1 << 20];
        await table.InsertAsync(Enumerable.Repeat<object[]>([stack, Array.Empty<byte[]>()], 70), batch: 1);
        Assert.Equal(70ul, await table.CountAsync(batch: 1));
        Assert.Equal(1ul, await table.PartsAsync());
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_537)]
    public async Task Dictionaries_of_every_width_are_understood(int distinct)
    {
        var table = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), Narrow);
        var rows = Enumerable.Range(0, distinct).Select(number => new object[] { (ulong)number, Encoding.UTF8.GetBytes($"level {number}") }).ToArray();
        await table.InsertAsync(rows, batch: 1);
        Assert.Equal(RowBinary(Narrow, rows), await table.RowBinaryAsync());
    }

    [Fact]
    public async Task A_block_without_rows_stores_nothing()
    {
        var table = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), Narrow);
        await table.InsertAsync([], batch: 1);
        Assert.Equal(0ul, await table.PartsAsync());
    }

    [Fact]
    public async Task The_same_block_again_is_stored_again()
    {
        var table = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), Narrow);
        object[][] rows = [[1ul, "error"u8.ToArray()]];
        await table.InsertAsync(rows, batch: 1);
        await table.InsertAsync(rows, batch: 1);
        Assert.Equal(2ul, await table.CountAsync(batch: 1));
    }

    private async Task AssertRoundTripAsync(Table table, object[][] rows)
    {
        var stored = await StoredTable.CreateAsync(await engine.NewDatabaseAsync(), table);
        await stored.InsertAsync(rows, batch: 1);
        Assert.Equal(RowBinary(table, rows), await stored.RowBinaryAsync());
    }

    private static byte[] RowBinary(Table table, object[][] rows) => [.. rows.SelectMany(row => AnyRow.Write(table, row))];
}
