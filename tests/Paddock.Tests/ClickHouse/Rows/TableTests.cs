using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Rows;

public sealed class TableTests
{
    private static readonly Column Project = new("project", ColumnType.UInt32);

    [Fact]
    public void Columns_are_found_by_name()
    {
        var table = new Table(1, "events", Project, new Column("time", ColumnType.DateTime64));
        Assert.Equal(1, table.IndexOf("time"));
        Assert.Throws<ArgumentException>(() => table.IndexOf("tmie"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("x)--")]
    public void Names_that_SQL_would_have_to_quote_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new Table(1, name, Project));
        Assert.Throws<ArgumentException>(() => new Table(1, "events", new Column(name, ColumnType.UInt8)));
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused() => Assert.Throws<ArgumentException>(() => new Table(1, "events", Project, Project));

    [Fact]
    public void The_name_of_the_batch_column_is_taken() =>
        Assert.Throws<ArgumentException>(() => new Table(1, "events", new Column(Table.BatchColumn, ColumnType.UInt64)));

    [Fact]
    public void A_table_has_columns() => Assert.Throws<ArgumentException>(() => new Table(1, "events"));
}
