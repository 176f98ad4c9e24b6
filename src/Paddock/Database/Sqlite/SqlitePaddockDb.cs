using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Sqlite;

internal sealed class SqlitePaddockDb(DbContextOptions<SqlitePaddockDb> options) : PaddockDb(options)
{
    // SQLite has no type for times, and its text form neither compares nor sorts across offsets.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
}
