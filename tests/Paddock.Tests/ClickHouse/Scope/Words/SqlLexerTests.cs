using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope.Words;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("select a from t", "select `a` from `t`")]
    [InlineData("SELECT count(*) c", "SELECT `count` ( * ) `c`")]
    [InlineData("SELECT a/**/b--x\n,c", "SELECT `a` `b` , `c`")]
    [InlineData("SELECT 1;", "SELECT 1")]
    [InlineData("SELECT t.1.2, t . a", "SELECT `t`.1.2 , `t`.`a`")]
    [InlineData("SELECT 0.5, 1.5e3, 0xFF, 1.25", "SELECT 0.5 , 1.5e3 , 0xFF , 1.25")]
    [InlineData("SELECT \"a b\", `c-d`", "SELECT `a b` , `c-d`")]
    [InlineData("SELECT 'it''s' , 'a\\'b', '\\\\d \\d \\n'", "SELECT 'it\\'s' , 'a\\'b' , '\\\\d \\\\d \\x0a'")]
    [InlineData("SELECT '\\x41\\x00\\0'", "SELECT 'A\\x00\\x00'")]
    [InlineData("SELECT a->b, a::UInt8, a||b, a<>b, a<=b", "SELECT `a` -> `b` , `a` :: `UInt8` , `a` || `b` , `a` <> `b` , `a` <= `b`")]
    [InlineData("SELECT {p : Array( UInt8 )}", "SELECT {p:Array( UInt8 )}")]
    [InlineData("SELECT settings, FORMAT", "SELECT `settings` , `FORMAT`")]
    [InlineData("SELECT - -1 --2", "SELECT - - 1")]
    [InlineData("SELECT INTERVAL 1 day", "SELECT INTERVAL 1 day")]
    public void A_query_is_written_anew_from_its_words(string query, string canonical)
    {
        var (tokens, refusal) = SqlLexer.Read(query);
        Assert.Null(refusal);
        Assert.Equal(canonical, CanonicalSql.Write(tokens, Nothing).Sql);
    }

    [Theory]
    [InlineData("SELECT 'abc", 7)]
    [InlineData("SELECT (1", 9)]
    [InlineData("SELECT 1]", 8)]
    [InlineData("SELECT \"a.b\"", 7)]
    [InlineData("SELECT 1; SELECT 2", 8)]
    [InlineData("SELECT 12ab", 7)]
    public void A_refusal_says_where(string query, int offset) => Assert.Equal(offset, SqlLexer.Read(query).Refusal!.Offset);

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        Assert.Equal(RefusalReason.Limit, SqlLexer.Read("SELECT " + new string('(', 5000)).Refusal!.Reason);
        Assert.Equal(RefusalReason.Limit, SqlLexer.Read("SELECT 1" + string.Concat(Enumerable.Repeat(",1", 5001))).Refusal!.Reason);
    }

    [Fact]
    public void A_place_in_the_canonical_text_leads_back_to_the_words_of_the_user()
    {
        const string query = "SELECT 'ü',\n  wrong";
        var canonical = CanonicalSql.Write(SqlLexer.Read(query).Tokens, Nothing);
        Assert.Equal(query.IndexOf("wrong", StringComparison.Ordinal), canonical.SourceOf(System.Text.Encoding.UTF8.GetByteCount("SELECT 'ü' , ")));
    }

    /// <summary>Whatever text comes, reading it ends in words or a refusal; and what is written from the words has the same words.</summary>
    [Fact]
    public void Any_text_is_read_to_words_that_survive_being_written()
    {
        var random = new Random(7);
        var mutator = new SqlMutator(random, ["file", "count", "system.tables"]);
        for (var i = 0; i < 20_000; i++)
        {
            var query = mutator.Query();
            var (tokens, refusal) = SqlLexer.Read(query);
            if (refusal is not null)
                continue;
            var (again, unexpected) = SqlLexer.Read(CanonicalSql.Write(tokens, Nothing).Sql);
            Assert.True(unexpected is null, $"{query}\n{unexpected?.Message}");
            Assert.True(tokens.Select(Meaning).SequenceEqual(again.Select(Meaning)), query);
        }
    }

    [Fact]
    public void A_marked_name_is_marked_wherever_it_is_no_call()
    {
        var canonical = CanonicalSql.Write(SqlLexer.Read("SELECT a AS user, t.user, user(1)").Tokens, new HashSet<string> { "user" }).Sql;
        Assert.Equal("SELECT `a` AS `user\u2060` , `t`.`user\u2060` , `user` ( 1 )", canonical);
        Assert.Equal("SELECT `a` AS `user` , `t`.`user` , `user` ( 1 )", CanonicalSql.WithoutMarks(canonical));
    }

    private static readonly HashSet<string> Nothing = [];

    // A bare word that is no keyword is written between backquotes.
    private static (TokenKind, string) Meaning(SqlToken token) =>
        (token.Kind is TokenKind.Word && !Keywords.Contains(token.Text) ? TokenKind.QuotedName : token.Kind, token.Text);
}
