using System.Collections.Concurrent;
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

    // For what comes before and after the engine's own limit, and for functions that do not look at it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int UnknownIdentifier = 47;

    // What a screen asks again and again is read by the engine's parser once (3 ms of a query's 12): its reading depends on the text alone.
    private const int MostPassed = 1_000, LongestPassed = 4_000;

    /// <param name="Passed">Texts that passed all walls, as the engine gets them.</param>
    private sealed record ReadCatalog(EngineCatalog Catalog, DateTimeOffset At, ConcurrentDictionary<string, bool> Passed)
    {
        public void Pass(string sql)
        {
            if (sql.Length > LongestPassed) return;
            if (Passed.Count >= MostPassed) Passed.Clear();
            Passed[sql] = true;
        }
    }

    // Replaced whole; two readers at once only read it twice.
    private volatile ReadCatalog? catalog;

    public ScopeLimits Limits => limits;

    /// <summary>
    /// Checks the query and starts it. Either a refusal comes back, or an answer, which the caller disposes.
    /// Values in <paramref name="parameters"/> that the query does not name are left out.
    /// </summary>
    public async Task<ScopedResult> AskAsync(int project, string query, QueryParameters parameters, CancellationToken cancellation = default)
    {
        if (query.Length > limits.QueryLength)
            return new QueryRefusal(RefusalReason.Limit, $"The query is longer than {limits.QueryLength} characters.");
        var (tokens, refusal) = SqlLexer.Read(query);
        if (refusal is not null)
            return refusal;
        var (values, missing) = ParametersOf(tokens, parameters);
        if (missing is not null)
            return missing;
        var options = new QueryOptions { Database = ProjectViews.DatabaseOf(project), Parameters = values, Owner = $"project {project}" };
        using var deadline = new CancellationTokenSource(limits.Time + Grace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            var columns = WithColumns(project, tokens);
            var (result, unknownName) = await AskAsync(project, columns, options, either.Token);
            // Attributes that come out of a subquery have no columns there.
            return unknownName && columns != tokens ? (await AskAsync(project, tokens, options, either.Token)).Result : result;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return EngineFailure.TooSlow(limits);
        }
    }

    private async Task<(ScopedResult Result, bool UnknownName)> AskAsync(int project, IReadOnlyList<SqlToken> tokens, QueryOptions options, CancellationToken cancellation)
    {
        CanonicalSql? canonical = null;
        try
        {
            var known = await CatalogAsync(cancellation);
            var marked = Aliases.In(tokens).Where(known.Catalog.IsForbiddenFunction).ToHashSet();
            if (TokenWall.Check(tokens, marked, known.Catalog) is { } refusedWord)
                return (refusedWord, false);
            canonical = CanonicalSql.Write(tokens, marked);
            var tables = views.Views.Select(static view => view.Name).Concat(CommonTables.In(tokens).Select(name => CanonicalSql.Written(name, marked))).ToHashSet();
            return (await AskAsync(project, canonical, options, tables, known, cancellation), false);
        }
        catch (ClickHouseException failure)
        {
            // 60 and 81: the views are gone, with a store that was replaced. The next query makes them anew.
            if (failure.Code is 60 or 81)
                views.Forget(project);
            return (EngineFailure.Of(failure, canonical, limits, ProjectViews.DatabaseOf(project)), failure.Code == UnknownIdentifier);
        }
    }

    private async Task<ScopedResult> AskAsync(
        int project, CanonicalSql canonical, QueryOptions options, HashSet<string> tables, ReadCatalog known, CancellationToken cancellation)
    {
        await views.EnsureAsync(project, cancellation);
        if (!known.Passed.ContainsKey(canonical.Sql))
        {
            if (await EngineSyntax.ReadAsync(client, canonical, options, limits, cancellation) is not { } tree)
                return new QueryRefusal(RefusalReason.Limit, "The query is too deep or too large.");
            if (TreeWall.Check(tree, tables, known.Catalog) is { } refusedNode)
                return refusedNode;
            // A parameter could be a name, which the engine puts into the tree.
            if (!options.Parameters.Any()) known.Pass(canonical.Sql);
        }
        var run = options with { Settings = limits.RunSettings(known.Catalog.TableFilters(project)) };
        return await ScopedAnswer.OpenAsync(await client.StreamAsync(canonical.Sql, run, cancellation), limits, cancellation);
    }

    private async Task<ReadCatalog> CatalogAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (catalog is not { } read || now - read.At > CatalogLifetime)
            catalog = read = new(await EngineCatalog.ReadAsync(client, views.Views, cancellation), now, []);
        return read;
    }

    // Not where a view is named that has the map only, nor where the query calls something of its own "attributes".
    private IReadOnlyList<SqlToken> WithColumns(int project, IReadOnlyList<SqlToken> tokens) =>
        Aliases.In(tokens).Contains(AttributeNames.Map) || views.Views.Any(view => view.HasMapOnly && tokens.Any(token => token.IsName && token.Text == view.Name))
            ? tokens
            : views.AttributesOf(project).Rewrite(tokens);

    private static (QueryParameters Values, QueryRefusal? Missing) ParametersOf(IReadOnlyList<SqlToken> tokens, QueryParameters given)
    {
        var named = new HashSet<string>();
        foreach (var token in tokens.Where(static token => token.Kind is TokenKind.Parameter))
        {
            var name = token.Text[..token.Text.IndexOf(':')];
            if (!given.Any(value => value.Key == name))
                return (given, new(RefusalReason.Parameter, $"The parameter '{name}' has no value.", token.Offset));
            named.Add(name);
        }
        var values = new QueryParameters();
        foreach (var (name, text) in given.Where(value => named.Contains(value.Key)))
            values.AddText(name, text);
        return (values, null);
    }
}
