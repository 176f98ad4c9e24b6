using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Rows;

public sealed class RowWriterTests : IDisposable
{
    private static readonly Table Events = new(9, "events",
        new Column("project", ColumnType.UInt32), new Column("level", ColumnType.LowCardinality), new Column("tags", ColumnType.StringMap));

    private readonly ByteBuffer output = new();
    private readonly RowWriter writer;

    public RowWriterTests() => writer = new RowWriter(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void A_row_is_RowBinary()
    {
        writer.Begin(Events);
        writer.UInt32(0x01020304);
        writer.String("é");
        writer.BeginMap(1);
        writer.Entry("k", "vw");
        Assert.Equal(4 + 3 + 1 + 2 + 3, writer.End());
        Assert.Equal([4, 3, 2, 1, 2, 0xC3, 0xA9, 1, 1, (byte)'k', 2, (byte)'v', (byte)'w'], output.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_guid_lies_as_two_little_endian_halves()
    {
        writer.Begin(new Table(1, "t", new Column("id", ColumnType.Uuid)));
        writer.Uuid(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
        writer.End();
        Assert.Equal("7766554433221100FFEEDDCCBBAA9988", Convert.ToHexString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "8001")]
    [InlineData(16_384, "808001")]
    public void A_string_brings_its_length_as_a_varint(int length, string prefix)
    {
        writer.Begin(new Table(1, "t", new Column("text", ColumnType.String)));
        writer.String(new byte[length]);
        Assert.Equal((prefix.Length / 2) + length, writer.End());
        Assert.Equal(prefix, Convert.ToHexString(output.WrittenSpan[..(prefix.Length / 2)]));
    }

    [Fact]
    public void Default_fills_any_column()
    {
        writer.Begin(AnyRow.EveryType);
        foreach (var _ in AnyRow.EveryType.Columns)
            writer.Default();
        Assert.Equal(output.Length, writer.End());
        Assert.All(output.WrittenSpan.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_column_of_another_type_is_refused()
    {
        writer.Begin(Events);
        var refusal = Assert.Throws<InvalidOperationException>(() => writer.UInt64(1));
        Assert.Equal("Table events: UInt64 was written where the table has project UInt32.", refusal.Message);
    }

    [Fact]
    public void A_column_too_many_is_refused()
    {
        writer.Begin(Events);
        writer.Default();
        writer.Default();
        writer.Default();
        Assert.Throws<InvalidOperationException>(() => writer.UInt32(1));
        Assert.Throws<InvalidOperationException>(() => writer.Default());
    }

    [Fact]
    public void Several_defaults_are_what_each_of_them_is()
    {
        writer.Begin(Events);
        writer.Default(3);
        Assert.Equal(6, writer.End());
        Assert.Equal(new byte[6], output.WrittenSpan.ToArray());
        writer.Begin(Events);
        Assert.Throws<InvalidOperationException>(() => writer.Default(4));
    }

    [Fact]
    public void A_column_too_few_is_refused()
    {
        writer.Begin(Events);
        writer.UInt32(1);
        Assert.Throws<InvalidOperationException>(() => writer.End());
    }

    [Fact]
    public void A_map_takes_exactly_the_entries_it_announced()
    {
        writer.Begin(Events);
        writer.Default();
        writer.Default();
        writer.BeginMap(1);
        Assert.Throws<InvalidOperationException>(() => writer.End());
        writer.Entry("a", "b");
        Assert.Throws<InvalidOperationException>(() => writer.Entry("c", "d"));
    }

    [Fact]
    public void A_fixed_string_of_another_width_is_refused()
    {
        writer.Begin(new Table(1, "t", new Column("id", ColumnType.FixedString16)));
        Assert.Throws<ArgumentException>(() => writer.FixedString16(new byte[15]));
    }

    [Fact]
    public void An_abandoned_row_makes_room_for_the_next()
    {
        writer.Begin(Events);
        writer.UInt32(1);
        writer.Abandon();
        Assert.Equal(7, AnyRow.Write(writer, Events, [1u, "x"u8.ToArray(), Array.Empty<byte[]>()]));
    }
}
