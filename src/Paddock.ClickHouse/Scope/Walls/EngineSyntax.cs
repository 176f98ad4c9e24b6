using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>Asks the engine's own parser what it makes of a query.</summary>
internal static class EngineSyntax
{
    public const string Prefix = "EXPLAIN AST ";

    /// <summary>Null when the tree is larger than any query needs.</summary>
    public static async Task<SyntaxNode?> ReadAsync(
        ClickHouseClient client, CanonicalSql query, QueryOptions options, ScopeLimits limits, CancellationToken cancellation)
    {
        using var answer = await client.StreamAsync(Prefix + query.Sql, options with { Settings = limits.ParserSettings }, cancellation);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        var tree = new SyntaxTree();
        while (await lines.ReadLineAsync(cancellation) is { } line)
            if (!tree.Add(line))
                return null;
        return tree.Root;
    }
}
