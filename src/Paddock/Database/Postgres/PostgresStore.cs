using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Paddock.Database.Postgres;

/// <summary>Opens the relational data on a server of PostgreSQL and brings its tables up to date.</summary>
internal static class PostgresStore
{
    private const long MigrationLock = 0x70616464_6d696772; // "paddmigr"

    /// <param name="connectionString">as <see cref="PostgresConnections.Read"/> gives it</param>
    /// <param name="time">for waits between tries</param>
    /// <param name="cancellation">stops the opening</param>
    /// <exception cref="NewerDatabaseException">It was written by a newer Paddock.</exception>
    /// <exception cref="DatabaseAwayException">Nobody answers, or whoever does lets us not in.</exception>
    public static async Task<RelationalStore> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        var options = PostgresConnections.Options(connectionString);
        var name = PostgresConnections.NameOf(connectionString);
        try
        {
            var (applied, known) = (await AppliedAsync(connectionString, cancellation), KnownMigrations.Of<PostgresPaddockDb>());
            if (applied.Except(known).FirstOrDefault() is { } unknown)
                throw new NewerDatabaseException(name, unknown);
            if (applied.Count < known.Length)
                await MigrateAsync(options, connectionString, cancellation);
        }
        catch (Exception away) when (away is NpgsqlException || away.InnerException is NpgsqlException)
        {
            throw new DatabaseAwayException(name, away.GetBaseException().Message);
        }
        var server = Guid.NewGuid();
        PostgresNews? news = null;
        var store = new RelationalStore(() => new PostgresPaddockDb(options, server), () =>
        {
            news!.Dispose();
            using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }, new Leases(options, server, time).RunAsync);
        news = new PostgresNews(connectionString, server, store, time);
        return store;
    }

    // Of two servers that start at once one waits for the other. Entity Framework's own lock is held for one migration at a
    // time, so with two of them both servers would do the second.
    private static async Task MigrateAsync(DbContextOptions<PostgresPaddockDb> options, string connectionString, CancellationToken cancellation)
    {
        await using var turn = new NpgsqlConnection(connectionString);
        await turn.OpenAsync(cancellation);
        await using var transaction = await turn.BeginTransactionAsync(cancellation);
        await using var taken = new NpgsqlCommand("SELECT pg_advisory_xact_lock(@lock)", turn, transaction) { Parameters = { new("lock", MigrationLock) }, CommandTimeout = 0 };
        await taken.ExecuteNonQueryAsync(cancellation);
        await using var db = new PostgresPaddockDb(options, Guid.Empty);
        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task<List<string>> AppliedAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL""", connection);
        if (await command.ExecuteScalarAsync(cancellation) is false)
            return [];
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new List<string>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetString(0));
        return applied;
    }
}

/// <summary>The message is meant for the administrator.</summary>
internal sealed class DatabaseAwayException(string database, string problem) : Exception(
    $"The database {database} (Database__Url) cannot be used: {problem}");
