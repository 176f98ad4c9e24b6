using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Migrations;

public sealed class MigratorTests(EngineFixture engine)
{
    private static readonly Migration First = new(1, "visits", "CREATE TABLE IF NOT EXISTS visits (id UInt64) ENGINE = MergeTree ORDER BY id");
    private static readonly Migration Second = new(2, "where visits came from",
        "ALTER TABLE visits ADD COLUMN IF NOT EXISTS source String",
        "CREATE TABLE IF NOT EXISTS sources (name String) ENGINE = MergeTree ORDER BY name");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_store_gets_every_step_and_a_current_one_none()
    {
        var client = await engine.MissingDatabaseAsync();
        Assert.Equal([First, Second], await Migrator.ApplyAsync(client, [First, Second], Cancellation));
        Assert.Empty(await Migrator.ApplyAsync(client, [First, Second], Cancellation));
        Assert.Equal("1\tvisits\n2\twhere visits came from\n", await RecordedAsync(client));
    }

    [Fact]
    public async Task An_older_store_gets_what_it_lacks()
    {
        var client = await engine.MissingDatabaseAsync();
        await Migrator.ApplyAsync(client, [First], Cancellation);
        Assert.Equal([Second], await Migrator.ApplyAsync(client, [First, Second], Cancellation));
        await client.ExecuteAsync("INSERT INTO visits (id, source) VALUES (1, 'search')", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_step_that_broke_off_is_run_again_whole()
    {
        var client = await engine.MissingDatabaseAsync();
        var breaks = Second with { Statements = [Second.Statements[0], "SELECT throwIf(1)"] };
        await Assert.ThrowsAsync<ClickHouseException>(() => Migrator.ApplyAsync(client, [First, breaks], Cancellation));
        Assert.Equal("1\tvisits\n", await RecordedAsync(client));
        Assert.Equal([Second], await Migrator.ApplyAsync(client, [First, Second], Cancellation));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        var client = await engine.MissingDatabaseAsync();
        await Migrator.ApplyAsync(client, [First, Second], Cancellation);
        var refusal = await Assert.ThrowsAsync<NewerStoreException>(() => Migrator.ApplyAsync(client, [First], Cancellation));
        Assert.Contains("schema 2", refusal.Message);
        Assert.Contains("only up to 1", refusal.Message);
    }

    [Fact]
    public async Task Numbers_leave_no_gap()
    {
        var client = await engine.MissingDatabaseAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => Migrator.ApplyAsync(client, [Second], Cancellation));
    }

    private static async Task<string> RecordedAsync(ClickHouseClient client)
    {
        using var answer = await client.StreamAsync("SELECT number, name FROM schema_migrations ORDER BY number FORMAT TabSeparated", cancellation: Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
