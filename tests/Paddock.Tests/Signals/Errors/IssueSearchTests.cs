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
    [InlineData("is:first", "2")]
    [InlineData("is:ongoing", "")]
    [InlineData("is:for_review", "1 2")]
    [InlineData("is:escalating", "")]
    [InlineData("assigned:me", "2")]
    [InlineData("assigned:Ann", "2")]
    [InlineData("assigned:none", "1")]
    [InlineData("!assigned:[none,me]", "")]
    [InlineData("level:[error,warning]", "1 2")]
    [InlineData("release:latest", "1")]
    [InlineData("firstRelease:shop@1.9", "1")]
    [InlineData("priority:high", "1")]
    [InlineData("!priority:[high,low]", "2")]
    [InlineData("timesSeen:>1", "1")]
    [InlineData("timesSeen:1", "2")]
    [InlineData("!timesSeen:<=1", "1")]
    [InlineData("usersSeen:>=1", "1 2")]
    [InlineData("age:-2d", "2")]
    [InlineData("firstSeen:+2d", "1")]
    [InlineData("firstSeen:2026-11-13", "2")]
    [InlineData("firstSeen:<2026-11-13T00:00Z", "1")]
    [InlineData("lastSeen:-23h", "2")]
    [InlineData("has:browser", "1")]
    [InlineData("!has:browser", "2")]
    [InlineData("!has:release", "2")]
    [InlineData("user.id:ann", "1")]
    [InlineData("user.email:bob@*", "2")]
    [InlineData("error.handled:false", "1 2")]
    [InlineData("error.unhandled:true", "1 2")]
    [InlineData("title:slow", "2")]
    [InlineData("message:\"ran out\"", "1")]
    [InlineData("\"ran out\"", "1")]
    [InlineData("compute_total", "1")]
    [InlineData("stack.function:compute_total", "1")]
    [InlineData("issue:2", "2")]
    [InlineData("bookmarks:me", "2")]
    [InlineData("is:assigned", "2")]
    [InlineData("is:unassigned", "1")]
    [InlineData("it's:'\\ {}) OR 1", "")]
    public async Task A_search_lists_the_issues_that_it_means(string text, string expected)
    {
        var issues = await (await QueriesAsync()).ListAsync(Project, Week, Parse(text), "unresolved", "first_seen", 0, 50, Cancellation);
        Assert.Equal(expected, string.Join(' ', issues.Select(issue => issue.Issue).Order()));
    }

    [Theory]
    [InlineData("level:error is:nowhere", "is:nowhere", 13)]
    [InlineData("timesSeen:many", "timesSeen:many", 1)]
    [InlineData("x age:yesterday", "age:yesterday", 3)]
    [InlineData("firstSeen:2026-13-01", "firstSeen:2026-13-01", 1)]
    [InlineData("priority:huge", "priority:huge", 1)]
    [InlineData("  !bookmarks:ann", "!bookmarks:ann", 3)]
    public void What_means_nothing_is_named_with_its_place(string text, string expected, int at)
    {
        var problem = Parse(text).Problem!;
        Assert.Equal((expected, at), (problem.Text, problem.At));
    }

    [Theory]
    [InlineData(null, -1, null, null, "new")]
    [InlineData(null, -8, null, null, "ongoing")]
    [InlineData(null, -1, null, 0, "ongoing")]
    [InlineData(-1, -8, null, null, "regressed")]
    [InlineData(-8, -9, null, null, "ongoing")]
    [InlineData(-2, -9, -1, null, "escalating")]
    [InlineData(-1, -9, -2, null, "regressed")]
    [InlineData(-2, -9, -3, -1, "ongoing")]
    public async Task How_an_issue_stands_is_the_same_in_both_stores(int? regressed, int firstSeen, int? escalated, int? reviewed, string expected)
    {
        DateTimeOffset? At(int? days) => days is { } some ? Now.AddDays(some) : null;
        var row = new Paddock.Database.Rows.IssueRow
        {
            ProjectId = 1,
            Title = "",
            Type = "",
            Value = "",
            Culprit = "",
            Level = "",
            Platform = "",
            GroupingVersion = 1,
            CreatedAt = Now,
            FirstSeen = Now.AddDays(firstSeen),
            RegressedAt = At(regressed),
            EscalatedAt = At(escalated),
            ReviewedAt = At(reviewed),
        };
        Assert.Equal(expected, IssueStanding.Of(row, Now));
        string Sql(int? days) => $"toDateTime64({(days is { } some ? Now.AddDays(some).ToUnixTimeSeconds() : 0)}, 9, 'UTC')";
        var client = await engine.NewDatabaseAsync();
        var found = await client.QueryAsync(
            $"SELECT {IssueStanding.Sql(Sql(0))} AS found, toUInt64(1) AS n FROM (SELECT 'unresolved' AS status, {Sql(firstSeen)} AS first_seen, {Sql(regressed)} AS regressed_at, {Sql(escalated)} AS escalated_at, {Sql(reviewed)} AS reviewed_at) AS kept",
            ErrorsJson.Default.ValueCount, cancellation: Cancellation);
        Assert.Equal(expected, Assert.Single(found).Found);
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

    private static IssueSearch Parse(string text)
    {
        var search = IssueSearch.Parse(text, new SearchAsker("ann@example.org", Now, [new Assignee(1, "Ann", "ann@example.org")]))!;
        (search.Bookmarks, search.Latest) = ([2], "shop@1.11");
        return search;
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
            .. IssuesTable.LifeMigration.Statements,
            $"""
            INSERT INTO paddock.issues (project, issue, title, value, culprit, level, status, assignee, first_seen, regressed_at, first_release, priority, frames) VALUES
                ({Project}, 1, 'ZeroDivisionError', 'division by zero', 'shop.views in checkout', 'error', 'unresolved', '', '2026-11-01 00:00:00', '2026-11-12 00:00:00', 'shop@1.9', 3, 'compute_total shop/views.py'),
                ({Project}, 2, 'Slow query', '4.2 s', 'shop.search in results', 'warning', 'unresolved', 'ann@example.org', '2026-11-13 00:00:00', '1970-01-01 00:00:00', '', 2, ''),
                ({Project}, 3, 'Fixed', 'long ago', 'shop.models in save', 'error', 'resolved', '', '2026-10-01 00:00:00', '1970-01-01 00:00:00', '', 2, '')
            """,
            $"INSERT INTO paddock.issue_hashes (project, hash, issue) VALUES ({Project}, 'aaaaaaaaaaaaaaaa', 1), ({Project}, 'bbbbbbbbbbbbbbbb', 2), ({Project}, 'cccccccccccccccc', 3)",
            $$"""
            INSERT INTO paddock.errors (project, time, retention, hashes, level, release, tags, distinct_id, user_email, message, sample_rate) VALUES
                ({{Project}}, '2026-11-13 10:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.10', {'browser': 'Firefox 145'}, 'ann', '', 'the list ran out', 1),
                ({{Project}}, '2026-11-13 11:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.11', {'browser': 'Firefox 145'}, 'ann', '', '', 1),
                ({{Project}}, '2026-11-13 12:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.11', {'browser': 'Chrome 156'}, '', '', '', 1),
                ({{Project}}, '2026-11-13 13:00:00', 90, ['bbbbbbbbbbbbbbbb'], 'warning', '', {}, 'bob', 'bob@shop.example', '', 1),
                ({{Project}}, '2026-11-05 12:00:00', 90, ['aaaaaaaaaaaaaaaa'], 'error', 'shop@1.10', {}, '', '', '', 1),
                ({{Project}}, '2026-11-13 14:00:00', 90, ['cccccccccccccccc'], 'error', '', {}, '', '', '', 1)
            """,
            "SYSTEM RELOAD DICTIONARY paddock.issue_of_hash",
        ];
        foreach (var statement in statements)
            await client.ExecuteAsync(statement, cancellation: Cancellation);
    }
}
