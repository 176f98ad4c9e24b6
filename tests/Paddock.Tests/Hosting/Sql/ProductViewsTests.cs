using System.Text;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Walls;
using Paddock.Hosting;
using Paddock.Tests.ClickHouse;

namespace Paddock.Tests.Hosting.Sql;

/// <summary>The product's own views over the product's own tables.</summary>
public sealed class ProductViewsTests : IAsyncLifetime
{
    private readonly EngineFixture engine = new();
    private ClickHouseClient client = null!;

    public async ValueTask InitializeAsync()
    {
        client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrator.ApplyAsync(client, Schema.Migrations, TestContext.Current.CancellationToken);
        await new ProjectViews(client, Schema.Views).EnsureAsync(7, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task Every_view_reads_one_projects_rows_first_and_shares_nothing()
    {
        foreach (var view in Schema.Views)
        {
            var plan = await TextAsync($"EXPLAIN actions = 1 SELECT * FROM p_7.{view.Name} WHERE toString(tuple(*)) LIKE '%x%' FORMAT TSVRaw");
            Assert.All(plan.Split("ReadFromMergeTree (").Skip(1), reading => Assert.True(reading.Contains("Prewhere filter column:  project = 7\n", StringComparison.Ordinal), $"{view.Name}: {reading}"));
        }
        Assert.Equal("0\n", await TextAsync("SELECT count() FROM system.columns WHERE database = 'p_7' AND type LIKE '%LowCardinality%'"));
    }

    /// <summary>A column with the name of a function that is not on the list would let people call that function by its bare name.</summary>
    [Fact]
    public async Task No_column_is_called_as_a_forbidden_function()
    {
        var catalog = await EngineCatalog.ReadAsync(client, [], TestContext.Current.CancellationToken);
        var columns = (await TextAsync("SELECT DISTINCT name FROM system.columns WHERE database = 'p_7'")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(columns, catalog.IsForbiddenFunction);
    }

    [Fact]
    public async Task Every_column_of_every_view_can_be_asked_for()
    {
        var sql = new ScopedSql(client, new ProjectViews(client, Schema.Views), new ScopeLimits(), TimeProvider.System);
        foreach (var view in Schema.Views)
        {
            var result = await sql.AskAsync(7, $"SELECT * FROM {view.Name}", [], TestContext.Current.CancellationToken);
            Assert.True(result.Answer is not null, $"{view.Name}: {result.Refusal?.Message}");
            await result.Answer.DisposeAsync();
        }
    }

    private async Task<string> TextAsync(string sql)
    {
        using var answer = await client.StreamAsync(sql, cancellation: TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
