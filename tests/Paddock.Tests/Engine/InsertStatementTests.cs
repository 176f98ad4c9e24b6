using System.Text;
using CsCheck;
using Paddock.Engine.Http;

namespace Paddock.Tests.Engine;

public sealed class InsertStatementTests
{
    [Theory]
    [InlineData("INSERT INTO t FORMAT Native\nDATA", "INSERT INTO t ", "Native", "DATA")]
    [InlineData("insert into t (a, b) format  JSONEachRow\r\nDATA", "insert into t (a, b) ", "JSONEachRow", "DATA")]
    [InlineData("INSERT INTO t FORMAT Values (1)", "INSERT INTO t ", "Values", "(1)")]
    [InlineData("INSERT INTO t VALUES (1)", "INSERT INTO t ", "Values", " (1)")]
    [InlineData("INSERT INTO db.format (values) SETTINGS x = 'FORMAT CSV' FORMAT TSV\n\nDATA", "INSERT INTO db.format (values) SETTINGS x = 'FORMAT CSV' ", "TSV", "\nDATA")]
    [InlineData("-- INSERT FORMAT\n/* FORMAT CSV */INSERT INTO TABLE `FORMAT CSV` FORMAT TSV\nFORMAT", "-- INSERT FORMAT\n/* FORMAT CSV */INSERT INTO TABLE `FORMAT CSV` ", "TSV", "FORMAT")]
    [InlineData("INSERT INTO FUNCTION null('a FORMAT CSV') FORMAT TSV\n1", "INSERT INTO FUNCTION null('a FORMAT CSV') ", "TSV", "1")]
    public void Sql_format_and_data_are_told_apart(string text, string sql, string format, string data)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(InsertStatement.Shape.Insert, InsertStatement.Find(bytes, out var insert));
        Assert.Equal(sql, text[..insert.SqlLength]);
        Assert.Equal(format, insert.Format);
        Assert.Equal(data, text[insert.DataStart..]);
    }

    [Theory]
    [InlineData("SELECT 1 FORMAT Native\n")]
    [InlineData("INSERT INTO t SELECT 1 FORMAT Native\n")]
    [InlineData("INSERT INTO t (a) WITH 1 AS x SELECT x\n")]
    [InlineData("WITH 1 AS x INSERT INTO t SELECT x\n")]
    public void Statements_without_data_are_left_whole(string text) =>
        Assert.Equal(InsertStatement.Shape.NotAnInsert, InsertStatement.Find(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Every_beginning_of_an_insert_asks_for_more()
    {
        const string head = "INSERT INTO t (a, b) FORMAT Native";
        for (var length = 0; length <= head.Length; length++)
            Assert.Equal(InsertStatement.Shape.Incomplete, InsertStatement.Find(Encoding.UTF8.GetBytes(head[..length]), out _));
    }

    [Fact]
    public void Nothing_makes_it_throw() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        InsertStatement.Find(bytes, out _);
        InsertStatement.Find([.. "INSERT INTO t "u8, .. bytes], out _);
        OutputFormats.Streamable([.. "SELECT "u8, .. bytes], "CSV");
    });
}
