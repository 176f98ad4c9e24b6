using Microsoft.EntityFrameworkCore.Design;

namespace Paddock.Database.Sqlite;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the program.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePaddockDb>
{
    public SqlitePaddockDb CreateDbContext(string[] args) => new(SqliteConnections.Options("design-time.sqlite3"));
}
