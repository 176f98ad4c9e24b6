using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// The database <c>p_7</c> of project 7, in which there is nothing but the views of its rows. Made when first asked for, and anew when a definition
/// has changed: a fingerprint of all definitions is kept as the comment of each view.
/// </summary>
/// <param name="client">may create databases and views</param>
/// <param name="views">all that people see</param>
/// <param name="attributes">A project's names now; after a change <see cref="Forget"/> the project. Null: none has any.</param>
public sealed class ProjectViews(ClickHouseClient client, IReadOnlyList<ProjectView> views, Func<int, AttributeNames>? attributes = null)
{
    private readonly ConcurrentDictionary<int, Lazy<Task>> ensured = [];

    public IReadOnlyList<ProjectView> Views => views;

    public static string DatabaseOf(int project) => string.Create(CultureInfo.InvariantCulture, $"p_{project}");

    /// <summary>Safe to call before every query and from several at once. What failed is tried again by the next call.</summary>
    public async Task EnsureAsync(int project, CancellationToken cancellation = default)
    {
        var making = ensured.GetOrAdd(project, static (project, views) => new Lazy<Task>(() => views.MakeAsync(project)), this);
        try
        {
            await making.Value.WaitAsync(cancellation);
        }
        catch when (making.Value.IsFaulted)
        {
            ensured.TryRemove(new(project, making));
            throw;
        }
    }

    /// <summary>Forgets that the views are there: after the store was replaced, or when a query did not find them.</summary>
    public void Forget(int project) => ensured.TryRemove(project, out _);

    internal AttributeNames AttributesOf(int project) => attributes?.Invoke(project) ?? AttributeNames.None;

    internal static bool IsDatabase(string name) =>
        name.Length > 2 && name.StartsWith("p_", StringComparison.OrdinalIgnoreCase) && !name.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    // Not cancelled by the first who asked: others wait for it, too.
    private async Task MakeAsync(int project)
    {
        var database = DatabaseOf(project);
        await client.ExecuteAsync($"CREATE DATABASE IF NOT EXISTS {database}");
        var present = await PresentAsync(database);
        foreach (var view in views)
        {
            var sql = view.For(project, AttributesOf(project));
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)).AsSpan(0, 16));
            if (present.GetValueOrDefault(view.Name) != fingerprint)
                await CreateAsync(database, view.Name, sql, fingerprint);
        }
        foreach (var name in present.Keys.Except(views.Select(static view => view.Name)))
            await client.ExecuteAsync($"DROP VIEW IF EXISTS {database}.`{name}`");
    }

    private async Task<Dictionary<string, string>> PresentAsync(string database)
    {
        var options = new QueryOptions { Parameters = new() { { "database", database } } };
        var rows = await client.QueryAsync(
            "SELECT name, comment FROM system.tables WHERE database = {database:String}", ScopeJson.Default.CommentedTable, options);
        return rows.ToDictionary(static row => row.Name, static row => row.Comment);
    }

    private async Task CreateAsync(string database, string name, string sql, string fingerprint)
    {
        var columns = await client.QueryAsync($"DESCRIBE TABLE ({sql})", ScopeJson.Default.DescribedColumn);
        var list = string.Join(", ", columns.Select(static column => $"`{column.Name}` {PlainType.Of(column.Type)}"));
        await client.ExecuteAsync($"CREATE OR REPLACE VIEW {database}.`{name}` ({list}) AS {sql} COMMENT '{fingerprint}'");
    }
}
