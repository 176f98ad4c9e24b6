using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// The database <c>p_7</c> of project 7, in which there is nothing but the views of its rows. Made when first asked for, and anew when a definition
/// has changed: a fingerprint of all definitions is kept as the comment of each view.
/// </summary>
public sealed class ProjectViews(ClickHouseClient client, IReadOnlyList<ProjectView> views)
{
    private readonly ConcurrentDictionary<int, bool> ensured = [];

    public IReadOnlyList<ProjectView> Views => views;

    public static string DatabaseOf(int project) => string.Create(CultureInfo.InvariantCulture, $"p_{project}");

    /// <summary>Safe to call before every query and from several at once.</summary>
    public async Task EnsureAsync(int project, CancellationToken cancellation = default)
    {
        if (ensured.ContainsKey(project))
            return;
        var database = DatabaseOf(project);
        await client.ExecuteAsync($"CREATE DATABASE IF NOT EXISTS {database}", cancellation: cancellation);
        var present = await PresentAsync(database, cancellation);
        foreach (var view in views)
        {
            var sql = view.For(project);
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)).AsSpan(0, 16));
            if (present.GetValueOrDefault(view.Name) != fingerprint)
                await CreateAsync(database, view.Name, sql, fingerprint, cancellation);
        }
        foreach (var name in present.Keys.Except(views.Select(static view => view.Name)))
            await client.ExecuteAsync($"DROP VIEW IF EXISTS {database}.`{name}`", cancellation: cancellation);
        ensured[project] = true;
    }

    /// <summary>Forgets that the views are there: after the store was replaced, or when a query did not find them.</summary>
    public void Forget(int project) => ensured.TryRemove(project, out _);

    internal static bool IsDatabase(string name) =>
        name.Length > 2 && name.StartsWith("p_", StringComparison.OrdinalIgnoreCase) && !name.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    private async Task<Dictionary<string, string>> PresentAsync(string database, CancellationToken cancellation)
    {
        var options = new QueryOptions { Parameters = new() { { "database", database } } };
        var rows = await client.QueryAsync(
            "SELECT name, comment FROM system.tables WHERE database = {database:String}", ScopeJson.Default.CommentedTable, options, cancellation);
        return rows.ToDictionary(static row => row.Name, static row => row.Comment);
    }

    private async Task CreateAsync(string database, string name, string sql, string fingerprint, CancellationToken cancellation)
    {
        var columns = await client.QueryAsync($"DESCRIBE TABLE ({sql})", ScopeJson.Default.DescribedColumn, cancellation: cancellation);
        var list = string.Join(", ", columns.Select(static column => $"`{column.Name}` {PlainType.Of(column.Type)}"));
        await client.ExecuteAsync($"CREATE OR REPLACE VIEW {database}.`{name}` ({list}) AS {sql} COMMENT '{fingerprint}'", cancellation: cancellation);
    }
}
