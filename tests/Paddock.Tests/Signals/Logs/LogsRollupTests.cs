using System.Text;
using Paddock.ClickHouse;
using Paddock.Hosting;
using Paddock.Signals.Logs;
using Paddock.Tests.ClickHouse;

namespace Paddock.Tests.Signals.Logs;

/// <summary>Lines are counted from the projection by the minute, also as people of a project ask, and deleting lines keeps the counts true.</summary>
public sealed class LogsRollupTests : IAsyncLifetime
{
    private const string Count = "SELECT toStartOfMinute(time) AS minute, severity, count() AS lines FROM (VIEW) GROUP BY minute, severity ORDER BY minute, severity";

    private static readonly QueryOptions Walled = new() { Settings = new Dictionary<string, string> { ["additional_table_filters"] = "{'paddock.logs': 'project = 1'}" } };

    private readonly EngineFixture engine = new();
    private ClickHouseClient client = null!;

    private static string OfProject => Count.Replace(
        "VIEW", LogsTable.View.Replace("{attributes:logs}", "attributes", StringComparison.Ordinal).Replace("{project}", "1", StringComparison.Ordinal), StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrator.ApplyAsync(client, Schema.Migrations, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task Counting_by_minute_and_level_reads_no_line()
    {
        await client.ExecuteAsync("""
            INSERT INTO paddock.logs (project, time, retention, severity, distinct_id)
            SELECT 1 + number % 2, toDateTime64('2026-11-23 00:00:00', 9, 'UTC') + intDiv(number, 100), 90, ['info', 'error'][1 + (number % 3 = 0)], if(number < 3000, 'ann', '') FROM numbers(30000)
            """, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains("by_minute", await TextAsync("EXPLAIN " + OfProject), StringComparison.Ordinal);
        var before = await TextAsync(OfProject);
        Assert.Equal(before, await TextAsync(OfProject, isFromRows: true));

        await client.ExecuteAsync("DELETE FROM paddock.logs WHERE distinct_id = 'ann'", cancellation: TestContext.Current.CancellationToken);
        var after = await TextAsync(OfProject);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await TextAsync(OfProject, isFromRows: true));
    }

    private async Task<string> TextAsync(string sql, bool isFromRows = false)
    {
        var options = isFromRows ? new QueryOptions { Settings = new Dictionary<string, string>(Walled.Settings) { ["optimize_use_projections"] = "0" } } : Walled;
        using var answer = await client.StreamAsync(sql + " FORMAT TSVRaw", options, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
