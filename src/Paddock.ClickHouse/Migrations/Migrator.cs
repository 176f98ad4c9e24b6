namespace Paddock.ClickHouse;

/// <summary>Brings the store's schema up to this version's. Only one program may migrate a store at a time.</summary>
public static class Migrator
{
    // The store itself says how far it is. A step is written down after its last statement, on disk before the next step begins.
    private const string CreateRecord = """
        CREATE TABLE IF NOT EXISTS schema_migrations (number UInt32, name String, applied_at DateTime('UTC') DEFAULT now())
        ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
        """;

    /// <summary>Applies the steps that the store lacks, in order, and says which. Creates the client's database when it is not there.</summary>
    /// <exception cref="NewerStoreException">The store has steps that are not ours; nothing was changed.</exception>
    public static async Task<IReadOnlyList<Migration>> ApplyAsync(
        ClickHouseClient client, IReadOnlyList<Migration> migrations, CancellationToken cancellation = default)
    {
        RequireConsecutive(migrations);
        var system = new QueryOptions { Database = "default" };
        await client.ExecuteAsync($"CREATE DATABASE IF NOT EXISTS {client.Database}", system, cancellation);
        await client.ExecuteAsync(CreateRecord, cancellation: cancellation);
        var reached = await ReachedAsync(client, cancellation);
        if (reached > migrations.Count)
            throw new NewerStoreException(client.Database, reached, migrations.Count);
        foreach (var migration in migrations.Skip(reached))
            await ApplyAsync(client, migration, cancellation);
        return [.. migrations.Skip(reached)];
    }

    private static async Task ApplyAsync(ClickHouseClient client, Migration migration, CancellationToken cancellation)
    {
        foreach (var statement in migration.Statements)
            await client.ExecuteAsync(statement, cancellation: cancellation);
        var record = new QueryOptions { Parameters = { { "number", migration.Number }, { "name", migration.Name } } };
        await client.ExecuteAsync("INSERT INTO schema_migrations (number, name) SELECT {number:UInt32}, {name:String}", record, cancellation);
    }

    private static async Task<int> ReachedAsync(ClickHouseClient client, CancellationToken cancellation)
    {
        var rows = await client.QueryAsync("SELECT max(number) AS number FROM schema_migrations", MigrationJson.Default.ReachedMigration, cancellation: cancellation);
        return (int)rows[0].Number;
    }

    private static void RequireConsecutive(IReadOnlyList<Migration> migrations)
    {
        for (var index = 0; index < migrations.Count; index++)
        {
            if (migrations[index].Number != index + 1)
                throw new ArgumentException($"Migration {migrations[index].Number} stands at place {index + 1}.", nameof(migrations));
        }
    }
}
