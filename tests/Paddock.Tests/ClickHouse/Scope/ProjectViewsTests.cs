using System.Text;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;

namespace Paddock.Tests.ClickHouse.Scope;

public sealed class ProjectViewsTests(ScopeStores stores)
{
    [Theory]
    [InlineData("SELECT a FROM paddock.errors WHERE project = {project}")]
    [InlineData("SELECT a FROM paddock.errors")]
    [InlineData("SELECT a FROM errors PREWHERE project = {project}")]
    [InlineData("SELECT a FROM paddock.errors PREWHERE project = 7")]
    [InlineData("SELECT a FROM paddock.errors PREWHERE project = {project} OR 1")]
    [InlineData("SELECT a FROM paddock.errors PREWHERE project = {project} UNION ALL SELECT a FROM paddock.errors")]
    [InlineData("SELECT a FROM (SELECT 1) JOIN paddock.issues USING (a)")]
    public void A_definition_must_read_one_projects_rows_first(string definition) => Assert.Throws<ArgumentException>(() => new ProjectView("x", definition));

    [Fact]
    public async Task The_views_of_a_project_are_all_there_is_in_its_database()
    {
        var store = await stores.CrowdedAsync();
        await store.Views.EnsureAsync(70, TestContext.Current.CancellationToken);
        Assert.Equal("errors View\nissues View\nledger View\n", await TextAsync(store.Client, "SELECT name, engine FROM system.tables WHERE database = 'p_70' ORDER BY name FORMAT CustomSeparated SETTINGS format_custom_field_delimiter = ' ', format_custom_escaping_rule = 'Raw'"));
    }

    [Fact]
    public async Task No_column_shares_a_dictionary_with_other_projects()
    {
        var store = await stores.CrowdedAsync();
        await store.Views.EnsureAsync(ScopeRows.Project, TestContext.Current.CancellationToken);
        Assert.Equal("0\n", await TextAsync(store.Client, "SELECT count() FROM system.columns WHERE database = 'p_7' AND type LIKE '%LowCardinality%'"));
    }

    [Theory]
    [InlineData("errors")]
    [InlineData("issues")]
    [InlineData("ledger")]
    public async Task Every_reading_of_a_table_begins_with_the_project_whatever_is_asked(string view)
    {
        var store = await stores.CrowdedAsync();
        await store.Views.EnsureAsync(ScopeRows.Project, TestContext.Current.CancellationToken);
        var plan = await TextAsync(store.Client, $"EXPLAIN actions = 1 SELECT * FROM p_7.{view} WHERE toString(tuple(*)) LIKE '%x%' FORMAT TSVRaw");
        var readings = plan.Split("ReadFromMergeTree (paddock.").Skip(1).ToList();
        Assert.NotEmpty(readings);
        Assert.All(readings, static reading => Assert.Contains("Prewhere filter column:  project = 7\n", reading));
    }

    [Fact]
    public async Task Views_are_made_once_and_again_only_when_their_definition_changes()
    {
        const int project = 71;
        var store = await stores.CrowdedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Views.EnsureAsync(project, TestContext.Current.CancellationToken)));
        var first = await IdentitiesAsync(store.Client, project);

        await new ProjectViews(store.Client, ScopeSchema.Views).EnsureAsync(project, TestContext.Current.CancellationToken);
        Assert.Equal(first, await IdentitiesAsync(store.Client, project));

        ProjectView[] changed = [ScopeSchema.Views[0], new("issues", "SELECT title FROM paddock.issues FINAL PREWHERE project = {project}")];
        await new ProjectViews(store.Client, changed).EnsureAsync(project, TestContext.Current.CancellationToken);
        var later = await IdentitiesAsync(store.Client, project);
        Assert.Equal(["errors", "issues"], later.Select(static view => view.Split('\t')[0]));
        Assert.Equal(first[0], later[0]);
        Assert.NotEqual(first[1], later[1]);
    }

    [Fact]
    public async Task A_query_finds_the_views_again_after_they_are_lost()
    {
        const int project = 72;
        var store = await stores.CrowdedAsync();
        Assert.Equal("[[\"0\"]]", await store.AskAsync("SELECT count() FROM errors", project: project));
        await store.Client.ExecuteAsync("DROP DATABASE p_72 SYNC", cancellation: TestContext.Current.CancellationToken);
        Assert.StartsWith("refused", await store.AskAsync("SELECT count() FROM errors", project: project));
        Assert.Equal("[[\"0\"]]", await store.AskAsync("SELECT count() FROM errors", project: project));
    }

    private static async Task<string[]> IdentitiesAsync(ClickHouseClient client, int project) =>
        (await TextAsync(client, $"SELECT name, uuid FROM system.tables WHERE database = 'p_{project}' ORDER BY name")).TrimEnd().Split('\n');

    private static async Task<string> TextAsync(ClickHouseClient client, string sql)
    {
        using var answer = await client.StreamAsync(sql, cancellation: TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
