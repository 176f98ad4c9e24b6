using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Hosting;
using Paddock.Tests.ClickHouse;
using Paddock.Tests.ClickHouse.Scope;

namespace Paddock.Tests.Hosting.Sql;

/// <summary>Whether an attribute lies in a column or in the map must make no difference to who asks.</summary>
public sealed class AttributeColumnsTests(AttributeColumnsFixture store) : IClassFixture<AttributeColumnsFixture>
{
    [Theory]
    [InlineData("SELECT attributes['plan'] AS plan FROM logs ORDER BY time", "[[\"free\"],[\"team\"],[\"free\"],[\"\"]]")]
    [InlineData("SELECT `attributes`['plan'] AS plan, attributes['odd name'] AS odd FROM logs ORDER BY time", "[[\"free\", \"\"],[\"team\", \"'\\\\\"],[\"free\", \"\"],[\"\", \"\"]]")]
    [InlineData("SELECT l.attributes['plan'] AS plan, count() FROM logs AS l GROUP BY plan ORDER BY plan", "[[\"\", \"1\"],[\"free\", \"2\"],[\"team\", \"1\"]]")]
    [InlineData("SELECT count() FROM logs WHERE attributes['plan'] = 'free' AND attributes['region'] != ''", "[[\"1\"]]")]
    [InlineData("SELECT count() FROM logs WHERE mapContains(attributes, 'plan')", "[[\"3\"]]")]
    [InlineData("SELECT mapSort(attributes) AS sorted FROM logs ORDER BY time LIMIT 2", "[[{\"plan\":\"free\",\"region\":\"eu\"}],[{\"odd name\":\"'\\\\\",\"plan\":\"team\"}]]")]
    [InlineData("SELECT attributes['plan'] AS plan FROM (SELECT attributes, time FROM logs) ORDER BY time LIMIT 1", "[[\"free\"]]")]
    [InlineData("SELECT attributes['plan'] AS plan FROM (SELECT map('plan', 'mine') AS attributes FROM logs LIMIT 1)", "[[\"mine\"]]")]
    [InlineData("SELECT attributes['plan'] AS plan FROM errors", "[[\"tagged\"]]")]
    [InlineData("SELECT a.attributes['plan'] AS one, b.attributes['plan'] AS two FROM logs AS a JOIN errors AS b ON a.trace_id = b.trace_id ORDER BY a.time LIMIT 1", "[[\"free\", \"tagged\"]]")]
    public async Task Columns_and_map_give_one_answer(string query, string rows)
    {
        Assert.Equal(rows, await store.AskAsync(AttributeColumnsFixture.WithColumns, query));
        Assert.Equal(rows, await store.AskAsync(AttributeColumnsFixture.MapOnly, query));
    }

    /// <summary>It is for this that they have columns.</summary>
    [Fact]
    public void A_filter_reads_the_column()
    {
        var tokens = Paddock.ClickHouse.Scope.Words.SqlLexer.Read("SELECT count() FROM logs WHERE attributes['plan'] = 'free'").Tokens;
        Assert.Contains(AttributeColumnsFixture.Names.Rewrite(tokens), static token => token.Text == "attribute_3");
        Assert.Equal(tokens, AttributeNames.None.Rewrite(tokens));
    }
}

/// <summary>The same four lines twice: once with two attributes in columns (but for a line that is older than its column), once all in the map.</summary>
public sealed class AttributeColumnsFixture : IAsyncLifetime
{
    public const int WithColumns = 7, MapOnly = 8;

    internal static readonly AttributeNames Names = new(new Dictionary<string, int> { ["plan"] = 3, ["odd name"] = 20 });

    private readonly EngineFixture engine = new();
    private ScopedSql sql = null!;

    public async ValueTask InitializeAsync()
    {
        var client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrator.ApplyAsync(client, Schema.Migrations);
        await client.ExecuteAsync($"""
            INSERT INTO paddock.logs (project, time, retention, a3, a20, attributes) VALUES
                ({WithColumns}, '2026-11-02 00:00:01', 90, 'free', '', map('region', 'eu')), ({WithColumns}, '2026-11-02 00:00:02', 90, 'team', '\'\\', map()),
                ({WithColumns}, '2026-11-02 00:00:03', 90, '', '', map('plan', 'free')), ({WithColumns}, '2026-11-02 00:00:04', 90, '', '', map()),
                ({MapOnly}, '2026-11-02 00:00:01', 90, '', '', map('plan', 'free', 'region', 'eu')), ({MapOnly}, '2026-11-02 00:00:02', 90, '', '', map('plan', 'team', 'odd name', '\'\\')),
                ({MapOnly}, '2026-11-02 00:00:03', 90, '', '', map('plan', 'free')), ({MapOnly}, '2026-11-02 00:00:04', 90, '', '', map())
            """);
        await client.ExecuteAsync($"""
            INSERT INTO paddock.errors (project, time, retention, tags, sample_rate) VALUES
                ({WithColumns}, '2026-11-02 00:00:01', 90, map('plan', 'tagged'), 1), ({MapOnly}, '2026-11-02 00:00:01', 90, map('plan', 'tagged'), 1)
            """);
        var views = new ProjectViews(client, Schema.Views, static project => project == WithColumns ? Names : AttributeNames.None);
        sql = new ScopedSql(client, views, ScopeStore.Limits, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    internal async Task<string> AskAsync(int project, string query)
    {
        var result = await sql.AskAsync(project, query, [], TestContext.Current.CancellationToken);
        Assert.True(result.Answer is not null, result.Refusal?.Message);
        await using var answer = result.Answer;
        return await ScopeStore.ReadAsync(answer);
    }
}
