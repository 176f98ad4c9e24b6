using System.Buffers;
using System.Text;

namespace Paddock.Protocols.Statements;

/// <summary>The words of SQL that tell what comes after them.</summary>
internal static class SqlWords
{
    public static SqlToken Of(ReadOnlySpan<byte> word)
    {
        Span<char> lower = stackalloc char[10];
        return word.Length > lower.Length || Ascii.ToLower(word, lower, out var length) != OperationStatus.Done ? SqlToken.Name : lower[..length] switch
        {
            "null" or "true" or "false" => SqlToken.Value,
            "is" or "not" => SqlToken.Is,
            "savepoint" => SqlToken.Savepoint,
            "select" or "distinct" or "all" or "any" or "some" or "from" or "where" or "having" or "on" or "and" or "or" or "in" or "values" or "value" or "between" or "like" or "ilike"
                or "case" or "when" or "then" or "else" or "by" or "limit" or "offset" or "top" or "fetch" or "next" or "first" or "set" or "returning" or "return" or "using" or "as" or "with" or "over"
                or "exists" or "union" or "except" or "intersect" or "div" or "mod" or "xor" => SqlToken.Keyword,
            _ => SqlToken.Name,
        };
    }

    /// <summary>Whether this word directly before a quote says what kind of string it is: N'…', E'…', X'…', B'…', MySQL's _utf8mb4'…'.</summary>
    public static bool IsPrefixOfString(ReadOnlySpan<byte> word) => word[0] == '_' || (word.Length == 1 && SqlText.Lower(word[0]) is (byte)'n' or (byte)'e' or (byte)'x' or (byte)'b' or (byte)'r' or (byte)'q');
}
