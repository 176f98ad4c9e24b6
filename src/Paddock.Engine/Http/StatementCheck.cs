using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>What the HTTP interface of a ClickHouse server refuses and libchdb, being a client at once, would do.</summary>
internal static class StatementCheck
{
    internal static LibChdb.QueryClass Run(ChdbConnection connection, ReadOnlySpan<byte> sql, bool readOnly)
    {
        var analysis = connection.Classify(sql);
        if (sql.IsEmpty)
            throw EngineError.Of(EngineError.SyntaxError, "SYNTAX_ERROR", "Empty query");
        if (analysis.StatementCount > 1 || HasTwoStatements(sql))
            throw EngineError.Of(EngineError.SyntaxError, "SYNTAX_ERROR", "Multi-statements are not allowed");
        if (analysis.StatementCount == 0)
            throw SyntaxErrorOf(connection, sql);
        if (analysis.Class == LibChdb.QueryClass.Control && StartsLikeQuery(sql))
            throw EngineError.Of(EngineError.NotImplemented, "NOT_IMPLEMENTED", "INTO OUTFILE is not allowed");
        if (readOnly && analysis.Class != LibChdb.QueryClass.ReadOnly)
            throw EngineError.Of(EngineError.ReadOnly, "READONLY", "Cannot execute query in readonly mode: use POST for statements that change something");
        return analysis.Class;
    }

    /// <summary>Libchdb would run the first statement before it finds that the second does not parse.</summary>
    private static bool HasTwoStatements(ReadOnlySpan<byte> sql)
    {
        var scanner = new SqlScanner(sql);
        while (scanner.NextAtTop() is var token and not SqlScanner.Token.End)
            if (token == SqlScanner.Token.Other && scanner.Is(";"u8))
                return scanner.NextAtTop() != SqlScanner.Token.End;
        return false;
    }

    /// <summary>Running what does not parse runs nothing, and says where it fails.</summary>
    private static EngineError SyntaxErrorOf(ChdbConnection connection, ReadOnlySpan<byte> sql)
    {
        try
        {
            connection.Query(new Statement(sql.ToArray(), "Null", [], [])).Dispose();
            return EngineError.Of(EngineError.SyntaxError, "SYNTAX_ERROR", "Empty query");
        }
        catch (EngineError error)
        {
            return error;
        }
    }

    /// <summary>A query is "control" only when it writes a file.</summary>
    private static bool StartsLikeQuery(ReadOnlySpan<byte> sql)
    {
        var scanner = new SqlScanner(sql);
        return scanner.NextAtTop() != SqlScanner.Token.Word
            || scanner.Is("SELECT"u8) || scanner.Is("WITH"u8) || scanner.Is("FROM"u8) || scanner.Is("SHOW"u8) || scanner.Is("DESCRIBE"u8) || scanner.Is("EXPLAIN"u8);
    }
}
