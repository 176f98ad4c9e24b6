using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Sqlite;

/// <summary>Opens the relational data in a file and brings its tables up to date.</summary>
internal static class SqliteStore
{
    /// <exception cref="NewerDatabaseException">The file was written by a newer Paddock.</exception>
    public static async Task<RelationalStore> OpenAsync(string file, CancellationToken cancellation)
    {
        DbContextOptions<SqlitePaddockDb> options = SqliteConnections.Options(file);
        string[] applied = await PrepareFileAsync(file, cancellation);
        await using (var db = new SqlitePaddockDb(options))
            await UpdateAsync(db, file, applied, cancellation);
        return new RelationalStore(() => new SqlitePaddockDb(options));
    }

    private static async Task UpdateAsync(SqlitePaddockDb db, string file, string[] applied, CancellationToken cancellation)
    {
        string[] known = [.. db.Database.GetMigrations()];
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            throw new NewerDatabaseException(file, unknown);
        if (applied.Length < known.Length)
            await db.Database.MigrateAsync(cancellation);
    }

    // Read without EF's migrator, which costs 150 ms at each start even when there is nothing to do.
    private static async Task<string[]> PrepareFileAsync(string file, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancellation);
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (await command.ExecuteScalarAsync(cancellation) is 0L)
            return [];
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new List<string>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetString(0));
        return [.. applied];
    }
}
