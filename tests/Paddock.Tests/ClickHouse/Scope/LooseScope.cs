using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Walls;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope;

[Flags]
internal enum Walls
{
    None = 0,
    Tokens = 1,
    Tree = 2,
    Filters = 4,
    All = Tokens | Tree | Filters,
}

/// <summary>Asks as <see cref="ScopedSql"/> does, but with only some of its walls.</summary>
internal static class LooseScope
{
    /// <summary>The rows, or "refused: " and why; "failed: " and the engine's own words where it came to the engine.</summary>
    public static async Task<string> AskAsync(ScopeStore store, string query, Walls walls, CancellationToken cancellation)
    {
        var (tokens, refusal) = SqlLexer.Read(query);
        var catalog = await store.CatalogAsync();
        var marked = Aliases.In(tokens).Where(catalog.IsForbiddenFunction).ToHashSet();
        if (refusal is null && walls.HasFlag(Walls.Tokens))
            refusal = TokenWall.Check(tokens, marked, catalog);
        if (refusal is not null)
            return Refused(refusal);
        await store.Views.EnsureAsync(ScopeRows.Project, cancellation);
        var canonical = CanonicalSql.Write(tokens, marked);
        var options = new QueryOptions { Database = ProjectViews.DatabaseOf(ScopeRows.Project) };
        try
        {
            var tree = await EngineSyntax.ReadAsync(store.Client, canonical, options, ScopeStore.Limits, cancellation);
            var tables = store.Views.Views.Select(static view => view.Name).Concat(CommonTables.In(tokens).Select(name => CanonicalSql.Written(name, marked))).ToHashSet();
            if (walls.HasFlag(Walls.Tree) && (tree is null || TreeWall.Check(tree, tables, catalog) is not null))
                return Refused(tree is null ? new(RefusalReason.Limit, "too large") : TreeWall.Check(tree, tables, catalog)!);
            var settings = ScopeStore.Limits.RunSettings(walls.HasFlag(Walls.Filters) ? catalog.TableFilters(ScopeRows.Project) : "{}");
            var rows = await store.Client.StreamAsync(canonical.Sql, options with { Settings = settings }, cancellation);
            await using var answer = await ScopedAnswer.OpenAsync(rows, ScopeStore.Limits, cancellation);
            return await ScopeStore.ReadAsync(answer);
        }
        catch (InvalidDataException unreadable)
        {
            return $"refused: {unreadable.Message}";
        }
        catch (ClickHouseException failure)
        {
            return $"failed: {EngineFailure.Of(failure, canonical, ScopeStore.Limits, options.Database).Message}";
        }
    }

    private static string Refused(QueryRefusal refusal) => $"refused: {refusal.Reason} {refusal.Message}";
}
