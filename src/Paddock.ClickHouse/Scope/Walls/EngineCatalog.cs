using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>What the engine itself knows by name. It changes with the engine's version and with the schema, not with the projects' data.</summary>
/// <param name="Functions">
/// Every function of the engine, but those with the name of a column of the views. A bare word can call one (<c>arrayMap(file, …)</c>,
/// <c>SELECT currentDatabase</c>), so every name is held against them.
/// </param>
/// <param name="Tables">Every table outside the projects' databases.</param>
internal sealed record EngineCatalog(FrozenSet<string> Functions, IReadOnlyList<EngineTable> Tables)
{
    private readonly FrozenSet<string> databases = Tables.Select(static table => table.Database)
        .Concat(["default", "system", "information_schema", "_temporary_and_external_tables"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static async Task<EngineCatalog> ReadAsync(ClickHouseClient client, IReadOnlyList<ProjectView> views, CancellationToken cancellation)
    {
        var functions = await client.QueryAsync("SELECT name FROM system.functions", ScopeJson.Default.NamedFunction, cancellation: cancellation);
        var tables = await client.QueryAsync(
            "SELECT database, name FROM system.tables WHERE NOT match(database, '^p_[0-9]+$')", ScopeJson.Default.NamedTable, cancellation: cancellation);
        var columns = await client.QueryAsync(
            "SELECT database, table FROM system.columns WHERE name = 'project'", ScopeJson.Default.ProjectColumn, cancellation: cancellation);
        var scoped = columns.Select(static column => (column.Database, column.Table)).ToHashSet();
        var own = new List<DescribedColumn>();
        foreach (var view in views)
            own.AddRange(await client.QueryAsync($"DESCRIBE TABLE ({view.For(0, AttributeNames.None)})", ScopeJson.Default.DescribedColumn, cancellation: cancellation));
        return new(
            functions.Select(static function => function.Name).Except(own.Select(static column => column.Name)).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            // A SELECT without FROM reads system.one.
            [.. tables.Where(static table => table is not { Database: "system", Name: "one" })
                .Select(table => new EngineTable(table.Database, table.Name, scoped.Contains((table.Database, table.Name))))]);
    }

    public bool IsDatabase(string name) => databases.Contains(name) || ProjectViews.IsDatabase(name);

    /// <summary>Whether the word could call a function that a project's query may not call.</summary>
    public bool IsForbiddenFunction(string word) => Functions.Contains(word) && !Walls.Functions.IsAllowed(word);

    /// <summary>
    /// The setting additional_table_filters that leaves one project's rows visible in the tables that have a project, and no row in all others.
    /// The engine applies it wherever a table is read: inside views, joins and subqueries, and through remote() and view().
    /// </summary>
    public string TableFilters(int project)
    {
        var filters = new StringBuilder("{");
        foreach (var table in Tables)
            filters.Append(filters.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"'{Escape(table.Database)}.{Escape(table.Name)}':'{(table.HasProject ? $"project = {project}" : "0")}'");
        return filters.Append('}').ToString();
    }

    private static string Escape(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}

internal sealed record EngineTable(string Database, string Name, bool HasProject);
