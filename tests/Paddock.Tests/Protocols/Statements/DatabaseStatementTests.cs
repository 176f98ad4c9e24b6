using System.Text;
using CsCheck;
using Paddock.Protocols.Statements;

namespace Paddock.Tests.Protocols.Statements;

public sealed class DatabaseStatementTests
{
    [Theory]
    [InlineData("SELECT * FROM t WHERE a = 'x' AND b = 1.5e-3", "SELECT * FROM t WHERE a = ? AND b = ?")]
    [InlineData("SELECT  *\n\tFROM t -- why\n WHERE /* ' */ a='x'", "SELECT * FROM t WHERE a = ?")]
    [InlineData("SELECT a FROM t;", "SELECT a FROM t")]
    [InlineData("SELECT count( * ),max(a) FROM t", "SELECT count(*), max(a) FROM t")]
    [InlineData("a IN (1, 2,3) AND b NOT IN (%s,%s)", "a IN (?) AND b NOT IN (?)")]
    [InlineData("(a, b) IN ((1, 2), (3, 4))", "(a, b) IN ((?))")]
    [InlineData("INSERT INTO t (a, b) VALUES (1, now(), NULL), (2, now(), 'x') RETURNING id", "INSERT INTO t (a, b) VALUES (?, now(), ?) RETURNING id")]
    [InlineData("a = $1 AND b = :name AND c = ?1 AND d = %(x)s AND e = @p0 AND f = :2", "a = ? AND b = ? AND c = ? AND d = ? AND e = ? AND f = ?")]
    [InlineData("a = -5 AND b > - 1 AND c - 5 < d -6 AND e BETWEEN -1 AND +1", "a = ? AND b > ? AND c - ? < d - ? AND e BETWEEN ? AND ?")]
    [InlineData("a IS NULL AND b IS NOT NULL AND c = NULL AND d = TRUE AND e IS FALSE", "a IS NULL AND b IS NOT NULL AND c = ? AND d = ? AND e IS FALSE")]
    [InlineData("a % 2 = 0 AND b %% 2 = 0", "a % ? = ? AND b % ? = ?")]
    [InlineData("SELECT \"a b\".\"Ü\", `c``d`, [e f].[g] FROM t1", "SELECT \"a b\".\"Ü\", `c``d`, [e f].[g] FROM t1")]
    [InlineData("SELECT 'it''s', N'x', E'a\\'b', X'ff', U0.a", "SELECT ?, U0.a")]
    [InlineData("SELECT $tag$ it's $$ $tag$ || $$x$$ || a", "SELECT ? || ? || a")]
    [InlineData("a = 'open", "a = ?")]
    [InlineData("a IN (1, 2, ", "a IN (?")]
    [InlineData("a = \"open, (", "a = \"open, (")]
    [InlineData("a ->> 'k' = 'v' AND b @> '{}' AND c[1] = d::text", "a ->> ? = ? AND b @> ? AND c[?] = d::text")]
    [InlineData("d > '2026-01-01'::timestamptz AND u = '0af7'::uuid[] AND v = %s", "d > ? AND u = ? AND v = ?")]
    [InlineData("a = ANY(ARRAY[1, 2]::int[])", "a = ANY (?)")]
    [InlineData("password = [Filtered] OR token = '[Filtered]' OR c = - [ /**/ Filtered]", "password = ? OR token = ? OR c = ?")]
    [InlineData("SAVEPOINT \"s140_x7\"", "SAVEPOINT ?")]
    [InlineData("ROLLBACK TO SAVEPOINT `s140_x7`", "ROLLBACK TO SAVEPOINT ?")]
    [InlineData("DECLARE \"_django_curs_140_sync_1\" NO SCROLL CURSOR", "DECLARE ? NO SCROLL CURSOR")]
    [InlineData("SELECT `a` FROM `t` WHERE b = \"x\" # why", "SELECT `a` FROM `t` WHERE b = ?")]
    [InlineData("{\"query\": {\"match\": {\"email\": \"ann@example.org\"}}}", "query")]
    [InlineData("connect", "connect")]
    [InlineData("", "")]
    public void Values_comments_and_blanks_go_names_stay(string statement, string expected) => Assert.Equal(expected, Normalize("", statement));

    [Theory]
    [InlineData("mysql", "a = \"x\" AND b = 'it\\'s' AND c = _utf8mb4'y' # why", "a = ? AND b = ? AND c = ?")]
    [InlineData("MariaDB", "a = \"x\"", "a = ?")]
    [InlineData("postgresql", "a = 'C:\\' AND b[1] = 'x'", "a = ? AND b[?] = ?")]
    [InlineData("postgresql", "SELECT ARRAY[a] WHERE b = '\\'", "SELECT ARRAY[a] WHERE b = ?")]
    [InlineData("mssql", "SELECT [order] FROM [dbo].[Order Details] WHERE a = 'C:\\' AND b = @__id_0", "SELECT [order] FROM [dbo].[Order Details] WHERE a = ? AND b = ?")]
    [InlineData("clickhouse", "a = 'it\\'s'", "a = ?")]
    [InlineData("redis", "GET 'session:17'", "GET")]
    [InlineData("redis", "redis.pipeline.execute", "redis.pipeline.execute")]
    [InlineData("mongodb", "{\"find\": \"users\", \"filter\": {\"email\": \"ann@example.org\"}}", "find users")]
    [InlineData("mongodb", "find users", "find users")]
    [InlineData("mongodb", "{\"email\": \"ann\"}", "email")]
    [InlineData("elasticsearch", "{\"query\": \"ann\"}", "query")]
    public void Each_database_has_its_own_strings_and_commands(string system, string statement, string expected) => Assert.Equal(expected, Normalize(system, statement));

    // What Django's connection.queries shows, and what its drivers are given.
    [Theory]
    [InlineData("SELECT \"shop_order\".\"id\" FROM \"shop_order\" WHERE (\"shop_order\".\"paid\" AND \"shop_order\".\"id\" IN (1, 2, 3)) LIMIT 21",
        "SELECT \"shop_order\".\"id\" FROM \"shop_order\" WHERE (\"shop_order\".\"paid\" AND \"shop_order\".\"id\" IN (%s)) LIMIT 21")]
    [InlineData("select count(*) from a where b LIKE '%it''s%' and c > '2026-11-23T01:02:03+00:00'::timestamptz", "SELECT COUNT (*) FROM a WHERE b LIKE $1 AND c > $2")]
    [InlineData("INSERT INTO a (b, c) VALUES (NULL, -1.5), (true, X'00')", "INSERT INTO a (b, c) VALUES (?, ?)")]
    [InlineData("UPDATE a SET b = '' WHERE c = ANY('{1,2}'::int[])", "UPDATE a SET b = :b WHERE c = ANY(:c)")]
    public void The_debug_form_and_the_parameters_are_one_statement(string debug, string parameters) => Assert.Equal(Fingerprint(debug), Fingerprint(parameters));

    [Theory]
    [InlineData("SELECT a FROM t", "SELECT b FROM t")]
    [InlineData("SELECT \"a\" FROM t", "SELECT \"A\" FROM t")]
    [InlineData("SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b IS NULL")]
    [InlineData("SELECT a FROM t1", "SELECT a FROM t2")]
    public void Other_statements_are_others(string one, string other) => Assert.NotEqual(Fingerprint(one), Fingerprint(other));

    [Fact]
    public void A_fingerprint_is_the_same_for_years() => Assert.Equal((214899934638021208UL, 0UL), (Fingerprint("SELECT 1"), Fingerprint("")));

    [Fact]
    public void A_list_of_any_length_is_one_value()
    {
        var list = string.Join(", ", Enumerable.Range(0, 100_000));
        Assert.Equal("a IN (?)", Normalize("", $"a IN ({list})"));
        Assert.Equal("INSERT INTO t VALUES (?, a, ?)", Normalize("", $"INSERT INTO t VALUES {string.Join(',', Enumerable.Repeat("(1, a, 'x')", 10_000))}"));
    }

    [Fact]
    public void Long_statements_end_with_a_whole_word()
    {
        var text = Normalize("", string.Join(" + ", Enumerable.Repeat("wordy", 10_000)));
        Assert.InRange(text.Length, DatabaseStatement.MostBytes - 10, DatabaseStatement.MostBytes);
        Assert.Equal(text, Normalize("", text));
        Assert.Equal("SELECT", Normalize("", "SELECT a", size: 7));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var statement = "SELECT `a`.\"b\" FROM [c] WHERE d IN (1, 2) AND e = 'x' AND f IS NOT NULL"u8.ToArray();
        var text = new byte[DatabaseStatement.MostBytes];
        DatabaseStatement.Normalize("mysql"u8, statement, text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 100; count++)
            DatabaseStatement.Fingerprint(text.AsSpan(0, DatabaseStatement.Normalize("mysql"u8, statement, text)));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static readonly Gen<string> Value = Gen.OneOf("1", "-1", "1.5e3", "'x'", "'it''s'", "''", "'-- (a, \"b\" $1 /*'", "%s", "$1", ":name", "?", "NULL", "true", "X'0a'", "0xff", "@p", "$t$a'b$t$", "'2026-01-01'::date");

    [Fact]
    public void Which_values_and_how_many_does_not_matter()
    {
        var values = Value.Array[1, 6].Select(list => string.Join(", ", list));
        var blank = Gen.OneOf(" ", "\n", " /* x */ ", " -- it's\n");
        Gen.Select(values, Value, Value, blank, Gen.OneOf("postgresql", "sqlite", "mssql", "")).Sample((list, one, other, gap, system) =>
        {
            var statement = $"SELECT{gap}t.a, \"B c\"{gap}FROM t WHERE a IN ({list}) AND b = {one} AND f({other}, t.c){gap}AND (d, e) IN (({one}, {other}), ({list}))";
            Assert.Equal("SELECT t.a, \"B c\" FROM t WHERE a IN (?) AND b = ? AND f(?, t.c) AND (d, e) IN ((?))", Normalize(system, statement));
        }, iter: 2_000, threads: 1);
    }

    private static readonly Gen<string> Anything = Gen.OneOf("select", "savepoint", "is", "null", "x", "N'", "e'x\\''", "'a'", "'it''s'", "\"n\"", "\"_django_curs_1\"", "`b`", "[c]", "[Filtered]", "[", "]", "(", ")", "{", "}", ",", ".", ";",
        ":", "::", ":x", "?", "%s", "%", "%%", "$1", "$$", "$t$", "@", "@@", "@x", "-", "--", "\n", "/*", "*/", "*", "/", "#", "1", "1.5", "1e-", "ARRAY[", "1]", " ", " ", "=", "<", "@>", "->>", "|", "é", "\\", "\"", "'", "`")
        .List[0, 20].Select(string.Concat);

    [Fact]
    public void Doing_it_again_changes_nothing() =>
        Gen.Select(Anything, Gen.OneOf("", "mysql", "postgresql", "mssql", "clickhouse", "redis", "mongodb")).Sample((statement, system) =>
        {
            var once = Normalize(system, statement);
            Assert.Equal(once, Normalize(system, once));
        }, iter: 20_000, threads: 1);

    private static string Normalize(string system, string statement, int size = DatabaseStatement.MostBytes)
    {
        var text = new byte[size];
        return Encoding.UTF8.GetString(text, 0, DatabaseStatement.Normalize(Encoding.UTF8.GetBytes(system), Encoding.UTF8.GetBytes(statement), text));
    }

    private static ulong Fingerprint(string statement) => DatabaseStatement.Fingerprint(Encoding.UTF8.GetBytes(Normalize("", statement)));
}
