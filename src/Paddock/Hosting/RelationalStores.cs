using Paddock.Database;
using Paddock.Database.Postgres;
using Paddock.Database.Sqlite;

namespace Paddock.Hosting;

/// <summary>What people edit: a file in the data folder, or the PostgreSQL that <c>Database__Url</c> names.</summary>
internal static class RelationalStores
{
    public static Task<RelationalStore> OpenAsync(PaddockOptions options, TimeProvider time, CancellationToken cancellation) =>
        options.DatabaseConnection is { } connection ? PostgresStore.OpenAsync(connection, time, cancellation) : SqliteStore.OpenAsync(options.RelationalFile, cancellation);
}
