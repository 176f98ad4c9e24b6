using Microsoft.EntityFrameworkCore.Design;

namespace Paddock.Database.Postgres;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the program.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPaddockDb>
{
    public PostgresPaddockDb CreateDbContext(string[] args) => new(PostgresConnections.Options("Host=design-time"), Guid.Empty);
}
