using System.Collections.Frozen;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>
/// The first wall looks at the words of a query, whatever they mean where they stand: every name before a bracket is a function from the list, no other
/// name is that of a forbidden function, no name begins with a database, and no clause is there that turns a query into something else.
/// </summary>
internal static class TokenWall
{
    // None of these is a keyword of ours (Keywords), so the engine would take them for names; the sentence is kinder than its syntax error.
    private static readonly FrozenSet<string> Clauses = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "SETTINGS", "FORMAT", "INTO", "OUTFILE", "INFILE", "EXPLAIN", "APPLY", "FINAL", "SAMPLE", "PREWHERE", "GLOBAL", "RECURSIVE", "PASTE", "STREAM");

    /// <param name="tokens">The words of the query; there is at least one.</param>
    /// <param name="marked">Names that <see cref="CanonicalSql"/> makes unlike any function.</param>
    /// <param name="catalog">The engine's own names.</param>
    public static QueryRefusal? Check(IReadOnlyList<SqlToken> tokens, IReadOnlySet<string> marked, EngineCatalog catalog)
    {
        if (!tokens[0].IsKeyword("SELECT") && !tokens[0].IsKeyword("WITH"))
            return new(RefusalReason.Statement, "Only SELECT can be asked; a query begins with SELECT or WITH.", tokens[0].Offset);
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].IsName && CheckName(tokens, i, marked, catalog) is { } refusal)
                return refusal with { Offset = tokens[i].Offset };
        return null;
    }

    private static QueryRefusal? CheckName(IReadOnlyList<SqlToken> tokens, int at, IReadOnlySet<string> marked, EngineCatalog catalog)
    {
        var name = tokens[at].Text;
        var isBare = tokens[at].Kind is TokenKind.Word;
        var isCall = at + 1 < tokens.Count && tokens[at + 1].IsSymbol("(");
        var isPart = at > 0 && tokens[at - 1].IsSymbol(".");
        if (name[0] == '_')
            return new(RefusalReason.Name, "Names that begin with an underscore belong to the engine.");
        var isAlias = at > 0 && tokens[at - 1].IsKeyword("AS");
        var isFunction = isCall && Functions.IsAllowed(name);
        if (isBare && !isFunction && !isPart && !isAlias && Clauses.Contains(name))
            return new(RefusalReason.Clause, $"{name.ToUpperInvariant()} is not available here. (As the name of a column write it between double quotes.)");
        if (isBare && Keywords.Contains(name))
            return null;
        if (isCall)
            return CheckCall(tokens, at);
        if (at + 1 < tokens.Count && tokens[at + 1].IsSymbol(".") && catalog.IsDatabase(name))
            return new(RefusalReason.Table, $"A table is named without its database; '{name}' may not stand before it.");
        return !isPart && !marked.Contains(name) && catalog.IsForbiddenFunction(name)
            ? new(RefusalReason.Name, $"'{name}' is a function that is not available.")
            : null;
    }

    private static QueryRefusal? CheckCall(IReadOnlyList<SqlToken> tokens, int at)
    {
        var name = tokens[at].Text;
        var isNamed = at > 0 && tokens[at - 1].IsKeyword("AS");
        var isColumnList = isNamed || (at > 0 && (tokens[at - 1].IsKeyword("WITH") || tokens[at - 1].IsSymbol(",")) && IsCommonTable(tokens, at));
        return isColumnList || Functions.IsAllowed(name) || DataTypes.IsName(name)
            ? null
            : new(RefusalReason.Function, $"The function '{name}' is not available.");
    }

    /// <summary>WITH name (column, …) AS (…</summary>
    private static bool IsCommonTable(IReadOnlyList<SqlToken> tokens, int at)
    {
        for (at += 2; at + 2 < tokens.Count && tokens[at].IsName; at += 2)
            if (tokens[at + 1].IsSymbol(")"))
                return tokens[at + 2].IsKeyword("AS");
            else if (!tokens[at + 1].IsSymbol(","))
                return false;
        return false;
    }
}
