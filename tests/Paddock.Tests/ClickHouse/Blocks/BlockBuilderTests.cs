using CsCheck;
using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse.Blocks;

public sealed class BlockBuilderTests
{
    private static readonly Gen<(Table Table, object[][] Rows)> Blocks =
        AnyRow.Tables.SelectMany(table => AnyRow.Values(table).Array[1, 10], (table, rows) => (table, rows));

    [Fact]
    public void A_used_builder_makes_the_block_that_a_new_one_makes() => Gen.Select(Blocks, Gen.Int[1, 9]).Sample((blocks, earlier) =>
    {
        using var fresh = new BlockBuilder(blocks.Table);
        using var used = new BlockBuilder(blocks.Table);
        Fill(used, blocks.Table, blocks.Rows.Take(earlier));
        _ = Bytes(used, 1);
        used.Clear();
        Assert.Equal((0, 0), (used.Rows, used.Bytes));

        Fill(fresh, blocks.Table, blocks.Rows);
        Fill(used, blocks.Table, blocks.Rows);

        Assert.Equal(Bytes(fresh, 2), Bytes(used, 2));
    }, iter: 100);

    [Fact]
    public void A_row_of_an_older_version_is_a_row_with_defaults() => Gen.Select(AnyRow.TableAndRow, AnyRow.Tables).Sample((older, appended) =>
    {
        var newer = new Table(1, "t", [.. older.Table.Columns, .. appended.Columns.Select(column => new Column("new_" + column.Name, column.Type))]);
        using var expected = new BlockBuilder(newer);
        using var actual = new BlockBuilder(newer);
        byte[] row = AnyRow.Write(older.Table, older.Values);

        expected.Append([.. row, .. appended.Columns.SelectMany(column => column.Type.Default)], newer.Columns.Count);
        actual.Append(row, older.Table.Columns.Count);

        Assert.Equal(Bytes(expected, 1), Bytes(actual, 1));
    }, iter: 100);

    [Fact]
    public void A_bad_row_is_refused_and_leaves_the_block_alone() => Gen.Select(AnyRow.TableAndRow, Gen.Int[0, 1_000]).Sample((sample, at) =>
    {
        using var block = new BlockBuilder(sample.Table);
        var row = AnyRow.Write(sample.Table, sample.Values);
        block.Append(row, sample.Values.Length);
        var before = Bytes(block, 1);

        Assert.Throws<InvalidDataException>(() => block.Append(row.AsSpan(0, at % row.Length), sample.Values.Length));
        Assert.Throws<InvalidDataException>(() => block.Append([.. row, 0], sample.Values.Length));
        Assert.Throws<InvalidDataException>(() => block.Append(row, sample.Values.Length + 1));

        Assert.Equal(1, block.Rows);
        Assert.Equal(before, Bytes(block, 1));
    }, iter: 100);

    [Theory]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    [InlineData(65_536, 2)]
    [InlineData(65_537, 4)]
    public void Key_numbers_are_as_narrow_as_the_dictionary_allows(int distinct, int width)
    {
        var table = new Table(1, "t", new Column("key", ColumnType.LowCardinality));
        using var block = new BlockBuilder(table);
        for (var key = 0; key < distinct; key++)
            block.Append(AnyRow.Write(table, BitConverter.GetBytes(key)), 1);
        // Block head, column head, version, dictionary head, keys, number of values, numbers.
        Assert.Equal(distinct * width, block.Pieces(1)[6].Length);
    }

    private static void Fill(BlockBuilder block, Table table, IEnumerable<object[]> rows)
    {
        foreach (var row in rows)
            block.Append(AnyRow.Write(table, row), row.Length);
    }

    private static byte[] Bytes(BlockBuilder block, ulong batch) => [.. block.Pieces(batch).SelectMany(piece => piece.ToArray())];
}
