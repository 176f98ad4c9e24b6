using CsCheck;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Rows;

public sealed class RowRoundTripTests
{
    [Fact]
    public void What_the_writer_writes_the_reader_reads() => AnyRow.TableAndRow.Sample(sample =>
    {
        var row = AnyRow.Write(sample.Table, sample.Values);
        var reader = new RowReader(sample.Table, row, sample.Values.Length);
        for (var column = 0; column < sample.Values.Length; column++)
            Assert.Equal(sample.Values[column], AnyRow.Read(ref reader, sample.Table.Columns[column].Type, column));
    }, iter: 300);

    [Fact]
    public void Columns_are_read_in_any_order() => AnyRow.TableAndRow.Sample(sample =>
    {
        var row = AnyRow.Write(sample.Table, sample.Values);
        var reader = new RowReader(sample.Table, row, sample.Values.Length);
        for (var column = sample.Values.Length - 1; column >= 0; column--)
            Assert.Equal(sample.Values[column], AnyRow.Read(ref reader, sample.Table.Columns[column].Type, column));
    }, iter: 100);

    [Fact]
    public void A_cut_row_is_refused_and_never_read_past_its_end() => AnyRow.TableAndRow.Sample(sample =>
    {
        var row = AnyRow.Write(sample.Table, sample.Values);
        Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new RowReader(sample.Table, row.AsSpan(0, row.Length - 1), sample.Values.Length);
            var last = sample.Values.Length - 1;
            AnyRow.Read(ref reader, sample.Table.Columns[last].Type, last);
        });
    }, iter: 100);

    [Fact]
    public void Arbitrary_bytes_are_read_or_refused() => Gen.Select(AnyRow.Tables, Gen.Byte.Array[0, 200]).Sample((table, bytes) =>
    {
        try
        {
            var reader = new RowReader(table, bytes, table.Columns.Count);
            for (var column = 0; column < table.Columns.Count; column++)
                AnyRow.Read(ref reader, table.Columns[column].Type, column);
        }
        catch (InvalidDataException)
        {
            // The only way to refuse.
        }
    }, iter: 1_000);

    [Fact]
    public void End_counts_the_bytes_of_its_row_only()
    {
        var output = new ByteBuffer();
        var writer = new RowWriter(output);
        AnyRow.TableAndRow.Sample(sample =>
        {
            var before = output.Length;
            Assert.Equal(AnyRow.Write(writer, sample.Table, sample.Values), output.Length - before);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public void Columns_newer_than_the_row_are_read_as_defaults()
    {
        var older = new Table(1, "events", new Column("project", ColumnType.UInt32));
        var newer = new Table(1, "events",
            new Column("project", ColumnType.UInt32), new Column("id", ColumnType.Uuid), new Column("level", ColumnType.LowCardinality),
            new Column("tags", ColumnType.StringMap), new Column("hashes", ColumnType.FixedString16Array), new Column("time", ColumnType.DateTime64));

        var reader = new RowReader(newer, AnyRow.Write(older, 7u), 1);

        Assert.Equal(7u, reader.UInt32(0));
        Assert.Equal(UInt128.Zero, reader.Uuid(1));
        Assert.True(reader.String(2).IsEmpty);
        Assert.Equal(0, reader.StringMap(3).Count);
        Assert.True(reader.FixedString16Array(4).IsEmpty);
        Assert.Equal(0, reader.DateTime64(5));
    }
}
