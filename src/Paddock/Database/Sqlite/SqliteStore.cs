using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Sqlite;

/// <summary>Opens the relational data in a file and brings its tables up to date.</summary>
internal static class SqliteStore
{
    // SQLite gives its log the mode of the file, and hashes of passwords are in both.
    private static readonly FileStreamOptions OwnerOnly = new()
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.ReadWrite,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    /// <exception cref="NewerDatabaseException">The file was written by a newer Paddock.</exception>
    public static async Task<RelationalStore> OpenAsync(string file, CancellationToken cancellation)
    {
        DbContextOptions<SqlitePaddockDb> options = SqliteConnections.Options(file);
        string[] applied = await PrepareFileAsync(file, cancellation);
        string[] known = KnownMigrations.Of<SqlitePaddockDb>();
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            throw new NewerDatabaseException(file, unknown);
        if (applied.Length < known.Length)
            await MigrateAsync(options, cancellation);
        return new RelationalStore(() => new SqlitePaddockDb(options), () => SqliteConnections.Close(file));
    }

    private static async Task MigrateAsync(DbContextOptions<SqlitePaddockDb> options, CancellationToken cancellation)
    {
        await using var db = new SqlitePaddockDb(options);
        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task<string[]> PrepareFileAsync(string file, CancellationToken cancellation)
    {
        File.Open(file, OwnerOnly).Dispose();
        await using var connection = SqliteConnections.To(file);
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
