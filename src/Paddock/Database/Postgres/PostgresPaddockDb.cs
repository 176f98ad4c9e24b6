using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Postgres;

/// <param name="options">where</param>
/// <param name="server">this server's id in what it tells the others</param>
internal sealed class PostgresPaddockDb(DbContextOptions<PostgresPaddockDb> options, Guid server) : PaddockDb(options)
{
    // Any number that no other program in this database takes for something else.
    private const long WritersLock = 0x7061_6464_6f63_6b01;

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public override Task TakeTurnAsync(CancellationToken cancellation) => Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WritersLock})", cancellation);

    public override Task TellOthersAsync(CancellationToken cancellation) => Database.ExecuteSqlAsync(
        $"SELECT pg_notify({PostgresNews.Channel}, {PostgresNews.Write(server, ChangedRows)})", cancellation);

    // Bytes, as SQLite compares: lists have one order, whatever the language of the cluster.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LeaseRow>(lease =>
        {
            lease.ToTable("leases");
            lease.HasKey(row => row.Job);
        });
        base.OnModelCreating(modelBuilder);
    }
}
