using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope;

public sealed class EngineFailureTests
{
    [Theory]
    [InlineData(47, "Code: 47. DB::Exception: Unknown expression identifier `x` in scope SELECT x FROM errors. Maybe you meant: ['y']. (UNKNOWN_IDENTIFIER)", "Unknown expression identifier `x`.")]
    [InlineData(47, "Code: 47. DB::Exception: Identifier 'p_7.x' cannot be resolved. (UNKNOWN_IDENTIFIER)", "Identifier 'x' cannot be resolved.")]
    [InlineData(43, "Code: 43. DB::Exception: Illegal type String of argument for aggregate function sum. (ILLEGAL_TYPE_OF_ARGUMENT)", "Illegal type String of argument for aggregate function sum.")]
    [InlineData(6, "Code: 6. DB::Exception: Cannot parse string 'a' as UInt8: syntax error at begin of string. Note: there are toUInt8OrZero …: while executing 'FUNCTION toUInt8(__table1.code :: 0) -> …'. (CANNOT_PARSE_TEXT)", "Cannot parse string 'a' as UInt8: syntax error at begin of string.")]
    [InlineData(153, "Code: 153. DB::Exception: Division by zero: while executing 'FUNCTION intDiv(…)': While executing MergeTreeSelect(pool: ReadPool). (ILLEGAL_DIVISION)", "Division by zero.")]
    [InlineData(10, "Code: 10. DB::Exception: Column `a` not found in table errors (7fc76c0c-66fa-4082-ba57-2387401b4ddc). (NOT_FOUND_COLUMN_IN_BLOCK)", "Column `a` not found in table errors.")]
    public void The_sentence_for_people_is_passed_on_without_the_plan(int code, string text, string sentence) => Assert.Equal(sentence, Of(code, text).Message);

    [Theory]
    [InlineData(60, "Code: 60. DB::Exception: Table paddock.errors does not exist. (UNKNOWN_TABLE)")]
    [InlineData(47, "Code: 47. DB::Exception: Unknown column paddock.errors.project. (UNKNOWN_IDENTIFIER)")]
    [InlineData(47, "Code: 47. DB::Exception: Column p_8.errors.x. (UNKNOWN_IDENTIFIER)")]
    [InlineData(43, "Code: 43. DB::Exception: Wrong type of __table3.x. (ILLEGAL_TYPE_OF_ARGUMENT)")]
    [InlineData(49, "Code: 49. DB::Exception: Logical error in /data/engine/store/x.bin. (LOGICAL_ERROR)")]
    [InlineData(36, "Code: 36. DB::Exception: Wrong: SELECT project FROM x. (BAD_ARGUMENTS)")]
    [InlineData(36, "Code: 36. DB::Exception: File /data/engine/store/x is broken. (BAD_ARGUMENTS)")]
    public void What_names_something_of_ours_is_not_passed_on(int code, string text) => Assert.StartsWith("ClickHouse could not run the query (", Of(code, text).Message);

    [Theory]
    [InlineData(159, RefusalReason.Limit)]
    [InlineData(241, RefusalReason.Limit)]
    [InlineData(158, RefusalReason.Limit)]
    [InlineData(396, RefusalReason.Limit)]
    [InlineData(456, RefusalReason.Parameter)]
    [InlineData(0, RefusalReason.Unavailable)]
    [InlineData(202, RefusalReason.Unavailable)]
    public void A_limit_is_told_in_words_of_ours(int code, RefusalReason reason)
    {
        var refusal = Of(code, "Code: 1. DB::Exception: current rows: 4711, elapsed 3 ms of paddock.errors. (SOME)");
        Assert.Equal(reason, refusal.Reason);
        Assert.DoesNotContain("4711", refusal.Message);
    }

    [Fact]
    public void A_syntax_error_points_into_the_text_of_the_user()
    {
        const string query = "SELECT 1,\n  FROM  FROM errors";
        var canonical = CanonicalSql.Write(SqlLexer.Read(query).Tokens, new HashSet<string>());
        var position = "EXPLAIN AST SELECT 1 , FROM ".Length + 1;
        var failure = new ClickHouseException(62, "SYNTAX_ERROR", $"Code: 62. DB::Exception: Syntax error: failed at position {position} (FROM): FROM `errors`. Expected one of: a, b. (SYNTAX_ERROR)");
        Assert.Equal(query.LastIndexOf("FROM", StringComparison.Ordinal), EngineFailure.Of(failure, canonical, new ScopeLimits(), "p_7").Offset);
    }

    private static QueryRefusal Of(int code, string text)
    {
        var name = text[(text.LastIndexOf('(') + 1)..].TrimEnd(')');
        return EngineFailure.Of(new ClickHouseException(code, name, text), null, new ScopeLimits(), "p_7");
    }
}
