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

    public static DbContextOptions<SqlitePaddockDb> Options(string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true };
        return new DbContextOptionsBuilder<SqlitePaddockDb>()
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors(new SqliteConnections())
            .Options;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }

    private static void Prepare(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = EveryConnection;
        command.ExecuteNonQuery();
    }
}
