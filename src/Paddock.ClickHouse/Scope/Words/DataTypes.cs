using System.Collections.Frozen;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>
/// The data types that a query may name. States of aggregate functions are left out: a state made by hand is bytes that the engine trusts.
/// </summary>
internal static class DataTypes
{
    private const int MaximumLength = 500;

    private static readonly FrozenSet<string> Names = WordList.Of("""
        Bool String FixedString UUID IPv4 IPv6 Date Date32 DateTime DateTime32 DateTime64 Time Time64
        Int8 Int16 Int32 Int64 Int128 Int256 UInt8 UInt16 UInt32 UInt64 UInt128 UInt256
        Float32 Float64 BFloat16 Decimal Decimal32 Decimal64 Decimal128 Decimal256 Enum Enum8 Enum16
        Nullable LowCardinality Array Map Tuple
        INT INTEGER BIGINT SMALLINT TINYINT FLOAT DOUBLE REAL TEXT VARCHAR CHAR BOOLEAN TIMESTAMP NUMERIC DEC
        IntervalSecond IntervalMinute IntervalHour IntervalDay IntervalWeek IntervalMonth IntervalQuarter IntervalYear
        """).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsName(string word) => Names.Contains(word);

    /// <summary>Whether <paramref name="type"/> is a type written out with names from the list, such as Array(Nullable(DateTime64(9, 'UTC'))).</summary>
    public static bool IsAllowed(string type)
    {
        if (type.Length is 0 or > MaximumLength || type.Contains('{'))
            return false;
        var (tokens, refusal) = SqlLexer.Read(type);
        var at = 0;
        return refusal is null && ReadType(tokens, ref at) && at == tokens.Count;
    }

    private static bool ReadType(IReadOnlyList<SqlToken> tokens, ref int at)
    {
        if (at == tokens.Count || !tokens[at].IsName || !IsName(tokens[at].Text))
            return false;
        at++;
        if (at == tokens.Count || !tokens[at].IsSymbol("("))
            return true;
        do
        {
            at++;
            if (!ReadArgument(tokens, ref at))
                return false;
        } while (at < tokens.Count && tokens[at].IsSymbol(","));
        return at < tokens.Count && tokens[at++].IsSymbol(")");
    }

    /// <summary>A number, a text (of an Enum, with its number), a type, or a name with its type (of a Tuple).</summary>
    private static bool ReadArgument(IReadOnlyList<SqlToken> tokens, ref int at)
    {
        if (at == tokens.Count)
            return false;
        if (tokens[at].Kind is TokenKind.Number)
        {
            at++;
            return true;
        }
        if (tokens[at].Kind is TokenKind.String)
        {
            at++;
            if (at == tokens.Count || !tokens[at].IsSymbol("="))
                return true;
            at += at + 1 < tokens.Count && tokens[at + 1].IsSymbol("-") ? 2 : 1;
            return at < tokens.Count && tokens[at++].Kind is TokenKind.Number;
        }
        if (tokens[at].IsName && at + 1 < tokens.Count && tokens[at + 1].IsName)
            at++;
        return ReadType(tokens, ref at);
    }
}
