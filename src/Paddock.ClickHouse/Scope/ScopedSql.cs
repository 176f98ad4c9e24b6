using Paddock.ClickHouse.Scope.Walls;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// Runs a query of a project's people: one ClickHouse SELECT that can see nothing but the views of that project. What stands between the query and
/// other projects' rows: <see cref="TokenWall"/> over the words, the text written anew from them (<see cref="CanonicalSql"/>), <see cref="TreeWall"/> over
/// the engine's own reading of it, a database that holds nothing but the views, filters on every table of the engine, and readonly.
/// </summary>
public sealed class ScopedSql(ClickHouseClient client, ProjectViews views, ScopeLimits limits, TimeProvider time)
{
    private static readonly TimeSpan CatalogLifetime = TimeSpan.FromMinutes(10);

    private sealed record ReadCatalog(EngineCatalog Catalog, DateTimeOffset At);

    // Replaced whole; two readers at once only read it twice.
    private volatile ReadCatalog? catalog;

    public ScopeLimits Limits => limits;

    /// <summary>
    /// Checks the query and starts it. Either a refusal comes back, or an answer, which the caller disposes.
    /// Values in <paramref name="parameters"/> that the query does not name are left out.
    /// </summary>
    public async Task<ScopedResult> AskAsync(int project, string query, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation = default)
    {
        if (query.Length > limits.QueryLength)
            return new QueryRefusal(RefusalReason.Limit, $"The query is longer than {limits.QueryLength} characters.");
        var (tokens, refusal) = SqlLexer.Read(query);
        if (refusal is not null)
            return refusal;
        var (values, missing) = ParametersOf(tokens, parameters);
        if (missing is not null)
            return missing;
        var canonical = CanonicalSql.Write(tokens);
        var options = new QueryOptions { Database = ProjectViews.DatabaseOf(project), Parameters = values };
        try
        {
            return await AskAsync(project, tokens, canonical, options, cancellation);
        }
        catch (ClickHouseException failure)
        {
            // 60 and 81: the views are gone, with a store that was replaced. The next query makes them anew.
            if (failure.Code is 60 or 81)
                views.Forget(project);
            return EngineFailure.Of(failure, canonical, limits, options.Database);
        }
    }

    private async Task<ScopedResult> AskAsync(
        int project, IReadOnlyList<SqlToken> tokens, CanonicalSql canonical, QueryOptions options, CancellationToken cancellation)
    {
        var known = await CatalogAsync(cancellation);
        if (TokenWall.Check(tokens, known) is { } refusedWord)
            return refusedWord;
        await views.EnsureAsync(project, cancellation);
        var tree = await SyntaxOfAsync(canonical, options with { Settings = limits.ParserSettings }, cancellation);
        if (tree is null)
            return new QueryRefusal(RefusalReason.Limit, "The query is too deep or too large.");
        var tables = views.Views.Select(static view => view.Name).Concat(CommonTables.In(tokens)).ToHashSet();
        if (TreeWall.Check(tree, tables, known) is { } refusedNode)
            return refusedNode;
        var run = options with { Settings = limits.RunSettings(known.TableFilters(project)) };
        return await ScopedAnswer.OpenAsync(await client.StreamAsync(canonical.Sql, run, cancellation), limits, cancellation);
    }

    /// <summary>Null when the tree is too large.</summary>
    private async Task<SyntaxNode?> SyntaxOfAsync(CanonicalSql canonical, QueryOptions options, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(options.Settings) { ["default_format"] = "TabSeparatedRaw" };
        using var answer = await client.StreamAsync(EngineFailure.ExplainPrefix + canonical.Sql, options with { Settings = settings }, cancellation);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        var tree = new SyntaxTree();
        while (await lines.ReadLineAsync(cancellation) is { } line)
            if (!tree.Add(line))
                return null;
        return tree.Root;
    }

    private async Task<EngineCatalog> CatalogAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (catalog is not { } read || now - read.At > CatalogLifetime)
            catalog = read = new(await EngineCatalog.ReadAsync(client, cancellation), now);
        return read.Catalog;
    }

    private static (QueryParameters Values, QueryRefusal? Missing) ParametersOf(IReadOnlyList<SqlToken> tokens, IReadOnlyDictionary<string, string> given)
    {
        var values = new QueryParameters();
        var seen = new HashSet<string>();
        foreach (var token in tokens)
        {
            if (token.Kind is not TokenKind.Parameter || token.Text[..token.Text.IndexOf(':')] is var name && !seen.Add(name))
                continue;
            if (!given.TryGetValue(name, out var value))
                return (values, new(RefusalReason.Parameter, $"The parameter '{name}' has no value.", token.Offset));
            values.Add(name, value);
        }
        return (values, null);
    }
}
