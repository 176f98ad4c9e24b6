using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Paddock.Database.Sqlite;

/// <summary>How the file is opened: foreign keys hold, and a commit is on the disk before it returns.</summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    // In WAL mode a build of SQLite may default to NORMAL, which loses the last commits with the power.
    private const string EveryConnection = "PRAGMA synchronous=FULL";

    public static DbContextOptions<SqlitePaddockDb> Options(string file) =>
        new DbContextOptionsBuilder<SqlitePaddockDb>()
            .UseSqlite(ConnectionString(file))
            .AddInterceptors(new SqliteConnections())
            .Options;

    public static SqliteConnection To(string file) => new(ConnectionString(file));

    /// <summary>With its last connection SQLite writes the log back into the file and removes it.</summary>
    public static void Close(string file)
    {
        using var connection = To(file);
        SqliteConnection.ClearPool(connection);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }

    private static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ConnectionString;

    private static void Prepare(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = EveryConnection;
        command.ExecuteNonQuery();
    }
}
