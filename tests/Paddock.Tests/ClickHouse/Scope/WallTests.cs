namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>Each wall alone away: what it covers, another covers too.</summary>
public sealed class WallTests(ScopeStores stores)
{
    /// <summary>Beyond what other projects' rows carry: a file of the machine, a name of the store, a word of the engine's own tables.</summary>
    private static readonly string[] Marks = [ScopeRows.ForeignText, ScopeRows.ForeignDigits, "root:", "issue_hashes", "schema_migrations", "_temporary", "MergeTree", "paddock.errors"];

    [Theory]
    [InlineData(Walls.Tree | Walls.Filters)]
    [InlineData(Walls.Tokens | Walls.Filters)]
    [InlineData(Walls.Tokens | Walls.Tree)]
    public async Task With_one_wall_away_no_attack_gets_through(object walls)
    {
        var store = await stores.CrowdedAsync();
        await store.Views.EnsureAsync(8, TestContext.Current.CancellationToken);
        foreach (var (_, query) in Attacks.All)
        {
            var answer = await LooseScope.AskAsync(store, query, (Walls)walls, TestContext.Current.CancellationToken);
            Assert.True(answer[0] != '[' || !Tells(query, answer), $"{query}\n{answer}");
        }
    }

    [Theory]
    [InlineData("SELECT * FROM paddock.errors")]
    [InlineData("SELECT count() FROM p_8.errors")]
    [InlineData("SELECT * FROM issue_hashes")]
    [InlineData("SELECT (SELECT count() FROM paddock.errors WHERE project = 8)")]
    [InlineData("SELECT count() FROM paddock.errors AS a JOIN errors AS b ON a.code != b.code WHERE a.project = 8")]
    [InlineData("SELECT count() FROM errors WHERE code IN (SELECT code FROM paddock.errors WHERE project = 8)")]
    [InlineData("SELECT name FROM system.tables")]
    [InlineData("SELECT query FROM system.processes")]
    [InlineData("SELECT table_name FROM information_schema.tables")]
    [InlineData("SELECT count() FROM view(SELECT * FROM paddock.errors WHERE project = 8)")]
    [InlineData("SELECT * FROM paddock.schema_migrations")]
    public async Task The_filters_alone_hide_the_rows_of_every_table(string query)
    {
        var answer = await LooseScope.AskAsync(await stores.CrowdedAsync(), query, Walls.Filters, TestContext.Current.CancellationToken);
        Assert.True(answer.StartsWith("failed", StringComparison.Ordinal) || !Tells(query, answer), answer);
        Assert.DoesNotContain("[[\"300\"]]", answer); // the rows of project 8
    }

    /// <summary>The attacks are worth the name, and this test can tell.</summary>
    [Fact]
    public async Task Without_any_wall_attacks_get_through()
    {
        var store = await stores.CrowdedAsync();
        List<string> answers = [];
        foreach (var (_, query) in Attacks.All.Where(static attack => !attack.Query.Contains("sleep", StringComparison.Ordinal)))
        {
            var answer = await LooseScope.AskAsync(store, query, Walls.None, TestContext.Current.CancellationToken);
            if (answer[0] == '[' && Tells(query, answer)) return;
            answers.Add($"{query}\n    {answer}");
        }
        Assert.Fail(string.Join('\n', answers));
    }

    private static bool Tells(string query, string answer) =>
        Marks.Any(mark => answer.Contains(mark, StringComparison.OrdinalIgnoreCase) && !query.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
