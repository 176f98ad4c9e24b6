namespace Paddock.ClickHouse.Scope.Words;

/// <summary>The names that a query gives: before AS to subqueries (WITH name AS), behind it to columns and tables.</summary>
internal static class Aliases
{
    public static IEnumerable<string> In(IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (!tokens[i].IsKeyword("AS"))
                continue;
            if (tokens[i + 1].IsName)
                yield return tokens[i + 1].Text;
            if (tokens[i + 1].IsSymbol("(") && tokens[i - 1].IsName)
                yield return tokens[i - 1].Text;
        }
    }
}
