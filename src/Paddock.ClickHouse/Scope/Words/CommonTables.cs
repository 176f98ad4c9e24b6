namespace Paddock.ClickHouse.Scope.Words;

/// <summary>The names that a query gives to subqueries by WITH, which EXPLAIN AST does not print.</summary>
internal static class CommonTables
{
    /// <summary>
    /// Every name before AS and a bracket. It may find too many, as in CAST(x AS (…): a name here only means that it may be asked for as a table,
    /// and all that a bare name can reach are the WITHs and the project's own views.
    /// </summary>
    public static IEnumerable<string> In(IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            var isSubquery = tokens[i + 1].IsSymbol("(") || tokens[i + 1].IsKeyword("MATERIALIZED");
            if (tokens[i].IsKeyword("AS") && isSubquery && NameBefore(tokens, i) is { } name)
                yield return name;
        }
    }

    private static string? NameBefore(IReadOnlyList<SqlToken> tokens, int at)
    {
        at--;
        if (tokens[at].IsSymbol(")"))
        {
            while (at > 0 && !tokens[at].IsSymbol("("))
                at--;
            at--;
        }
        return at >= 0 && tokens[at].IsName ? tokens[at].Text : null;
    }
}
