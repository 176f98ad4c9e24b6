using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors;
using Paddock.Tests.ClickHouse;

namespace Paddock.Tests.Signals.Errors;

/// <summary>Three issues in a project of its own: 1 in the checkout (three events), 2 in the search (one event), 3 resolved (one event).</summary>
public sealed class IssueSearchTests(EngineFixture engine)
{
    private const int Project = 4711;

    private static readonly DateTimeOffset Now = new(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeRange Week = TimeRange.Parse("7d", Now)!;
    private static readonly SemaphoreSlim Filling = new(1);
    private static bool filled;

    [Theory]
    [InlineData("", "1 2")]
    [InlineData("division", "1")]
    [InlineData("DIVISION zero", "1")]
    [InlineData("!division", "2")]
    [InlineData("\"by zero\"", "1")]
    [InlineData("\"zero by\"", "")]
    [InlineData("level:warning", "2")]
    [InlineData("handled:no", "1 2")]
    [InlineData("!handled:*", "")]
    [InlineData("release:shop@1.1*", "1")]
    [InlineData("release:shop@1.1", "")]
    [InlineData("!release:*", "2")]
    [InlineData("browser:\"Firefox 145\"", "1")]
    [InlineData("browser:Fire%", "")]
    [InlineData("!browser:\"Firefox 145\" zero", "1")]
    [InlineData("user:ann", "1")]
    [InlineData("user:*@shop.example", "2")]
    [InlineData("is:new", "2")]
    [InlineData("!is:new", "1")]
    [InlineData("is:regressed", "1")]
    [InlineData("is:assigned", "2")]
    [InlineData("is:unassigned", "1")]
    [InlineData("it's:'\\ {}) OR 1", "")]
    public async Task A_search_lists_the_issues_that_it_means(string text, string expected)
    {
        var issues = await (await QueriesAsync()).ListAsync(Project, Week, IssueSearch.Parse(text)!, "unresolved", "first_seen", 0, 50, Cancellation);
        Assert.Equal(expected, string.Join(' ', issues.Select(issue => issue.Issue).Order()));
    }

    [Fact]
    public async Task A_filter_counts_only_the_events_that_have_it()
    {
        var queries = await QueriesAsync();
        var search = IssueSearch.Parse("browser:\"Firefox 145\"")!;
        var issue = Assert.Single(await queries.ListAsync(Project, Week, search, "unresolved", "events", 0, 50, Cancellation));
        Assert.Equal(2UL, issue.Events);
        var totals = await queries.TotalsAsync(Project, Week, search, "unresolved", Cancellation);
        Assert.Equal(new ListTotals("all", IsNow: 1, 0, Events: 2, Users: 1, HasBefore: 0), Assert.Single(totals, static group => group.Kind == "all"));
        Assert.Equal(2UL, (await queries.BucketsAsync(Project, Week, search, [1], Cancellation)).Aggregate(0UL, (sum, bucket) => sum + bucket.Events));
    }

    [Fact]
    public async Task Totals_are_of_the_whole_list_and_know_the_week_before()
    {
        var queries = await QueriesAsync();
        var totals = await queries.TotalsAsync(Project, Week, IssueSearch.None, "unresolved", Cancellation);
        Assert.Equal(
            [("all", 0, 1, 0), ("all", 1, 4, 0)],
            totals.Where(static group => group.Kind == "all").OrderBy(static group => group.IsNow).Select(static group => (group.Kind, (int)group.IsNow, (int)group.Events, (int)group.HasBefore)));
        Assert.Equal(4UL, totals.Where(static group => group.Kind == "bucket").Aggregate(0UL, (sum, bucket) => sum + bucket.Events));
        Assert.All(await queries.ListAsync(Project, Week, IssueSearch.None, "unresolved", "events", 0, 1, Cancellation), issue => Assert.Equal((2UL, 1UL), (issue.Total, issue.TotalNew)));
    }

    [Fact]
    public void Too_long_and_too_many_are_refused()
    {
        Assert.Null(IssueSearch.Parse(new string('x', SearchTerm.LongestText + 1)));
        Assert.Null(IssueSearch.Parse(string.Join(' ', Enumerable.Repeat("a", 21))));
        Assert.NotNull(IssueSearch.Parse("\"unclosed !: :x \\"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<ErrorsQueries> QueriesAsync()
    {
        var client = await engine.NewDatabaseAsync();
        await Filling.WaitAsync(Cancellation);
        try
        {
            if (!filled) await FillAsync(client);
            filled = true;
        }
        finally
        {
            Filling.Release();
        }

        return new ErrorsQueries(client);
    }

    private static async Task FillAsync(ClickHouseClient client)
    {
        string[] statements =
        [
            "CREATE DATABASE IF NOT EXISTS paddock",
            .. ErrorsTable.Migration.Statements,
            .. IssuesTable.Migration.Statements,
            .. IssuesTable.RegressedMigration.Statements,
            $"""
            INSERT INTO paddock.issues (project, issue, title, value, culprit, level, status, assignee, first_seen, regressed_at) VALUES
                ({Project}, 1, 'ZeroDivisionError', 'division by zero', 'shop.views in checkout', 'error', 'unresolved', '', '2026-11-01 00:00:00', '2026-11-12 00:00:00'),
                ({Project}, 2, 'Slow query', '4.2 s', 'shop.search in results', 'warning', 'unresolved', 'ann@example.org', '2026-11-13 00:00:00', '1970-01-01 00:00:00'),
                ({Project}, 3, 'Fixed', 'long ago', 'shop.models in save', 'error', 'resolved', '', '2026-10-01 00:00:00', '1970-01-01 00:00:00')
            """,
            $"INSERT INTO paddock.issue_hashes (project, hash, issue) VALUES ({Project}, 'aaaaaaaaaaaaaaaa', 1), ({Project}, 'bbbbbbbbbbbbbbbb', 2), ({Project}, 'cccccccccccccccc', 3)",
            $$"""
            INSERT INTO paddock.errors (project, time, retention, hashes, level, release, tags, distinct_id, user_email, sample_rate) VALUES
                ({{Project}}, '2026-11-13 10:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.10', {'browser': 'Firefox 145'}, 'ann', '', 1),
                ({{Project}}, '2026-11-13 11:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.11', {'browser': 'Firefox 145'}, 'ann', '', 1),
                ({{Project}}, '2026-11-13 12:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.11', {'browser': 'Chrome 156'}, '', '', 1),
                ({{Project}}, '2026-11-13 13:00:00', 90, ['bbbbbbbbbbbbbbbb'], 'warning', '', {}, 'bob', 'bob@shop.example', 1),
                ({{Project}}, '2026-11-05 12:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.10', {}, '', '', 1),
                ({{Project}}, '2026-11-13 14:00:00', 90, ['cccccccccccccccc'], 'error', '', {}, '', '', 1)
            """,
            "SYSTEM RELOAD DICTIONARY paddock.issue_of_hash",
        ];
        foreach (var statement in statements)
            await client.ExecuteAsync(statement, cancellation: Cancellation);
    }
}
