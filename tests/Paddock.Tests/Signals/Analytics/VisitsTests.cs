using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Paddock.ClickHouse;
using Paddock.Hosting;
using Paddock.Signals.Analytics;
using Paddock.Tests.ClickHouse;

namespace Paddock.Tests.Signals.Analytics;

/// <summary>The job's SQL against <see cref="VisitModel"/>: whatever comes late, twice, in any order, and whenever the job runs or dies in between.</summary>
public sealed class VisitsTests(VisitsEngine engine) : IClassFixture<VisitsEngine>
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long Monday = 1_795_392_000 * Second; // 2026-11-23

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly ClickHouseClient client = engine.Client;

    [Theory]
    [InlineData("view 0", "0-0 / / 1p bounce")]
    [InlineData("view 0, view 29 /b, view 59 /c", "0-59 / /c 3p")]
    [InlineData("view 0, view 31 /b", "0-0 / / 1p bounce; 31-31 /b /b 1p bounce")]
    [InlineData("view 0, view 30 /b", "0-30 / /b 2p")]
    [InlineData("view 0, click 3", "0-3 / / 1p")]
    [InlineData("view 0, engagement 3", "0-3 / / 1p bounce")]
    [InlineData("engagement 0", "")]
    [InlineData("engagement 0, view 3", "0-3 / / 1p bounce")]
    [InlineData("click 0", "0-0   0p")]
    [InlineData("click 0 /x, view 3 /b", "0-3 /b /b 1p")]
    [InlineData("view 1430, view 1450 /b", "1430-1450 / /b 2p")]
    public async Task A_visit_is_what_the_rule_says(string story, string visits)
    {
        var steps = story.Split(", ").Select((text, index) =>
        {
            var words = text.Split(' ');
            var name = words[0] switch { "view" => "$pageview", "engagement" => "$engagement", var own => own };
            return new Step($"{index}", 1, "", Monday + (long.Parse(words[1], CultureInfo.InvariantCulture) * Minute), name, words.Length > 2 ? words[2] : "/", 0, words[0] == "click", 0, "");
        });
        var project = engine.NewProject();
        await StoreAsync(project, steps);
        await Job(VisitRule.Usual).RunAsync(Cancellation);
        var sql = $$"""
            SELECT concat(toString(intDiv(toUnixTimestamp64Nano(started_at) - {{Monday}}, {{Minute}})), '-', toString(intDiv(toUnixTimestamp64Nano(ended_at) - {{Monday}}, {{Minute}})),
                ' ', entry_page, ' ', exit_page, ' ', toString(pageviews), 'p', if(bounce, ' bounce', '')) FROM ({{ViewOf(project)}}) ORDER BY started_at FORMAT TSVRaw
            """;
        Assert.Equal(visits, string.Join("; ", await LinesAsync(sql)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Late_shuffled_and_repeated_events_give_the_visits_of_the_rule(int seed)
    {
        var project = engine.NewProject();
        var random = new Random(seed);
        var all = Steps(random);
        Step[] sent = [.. all, .. all.Where(_ => random.Next(10) == 0)];
        random.Shuffle(sent);
        var stored = new Dictionary<string, Step>();
        foreach (var some in sent.Chunk(1 + (sent.Length / 6)))
        {
            var fresh = some.Where(step => stored.TryAdd(step.Id, step)).ToList(); // the pipeline drops what it has had
            await StoreAsync(project, fresh);
            if (random.Next(4) == 0) continue;
            await LeaveWhatAKillLeavesAsync(random);
            await Job(VisitRule.Usual).RunAsync(Cancellation);
            await AssertVisitsAsync(project, stored.Values, VisitRule.Usual);
        }
        var shorter = new VisitRule(TimeSpan.FromMinutes(10));
        await Job(shorter).RunAsync(Cancellation);
        await AssertVisitsAsync(project, stored.Values, shorter);
        await Job(VisitRule.Usual).RunAsync(Cancellation);
        await AssertVisitsAsync(project, stored.Values, VisitRule.Usual);

        Assert.Equal(0, await Job(VisitRule.Usual).RunAsync(Cancellation));
        time.Advance(TimeSpan.FromHours(1));
        await Job(VisitRule.Usual).SweepAsync(Cancellation);
        Assert.Equal(await LinesAsync("SELECT count() FROM paddock.visits WHERE (project, day, generation) IN (SELECT project, day, generation FROM paddock.visit_days FINAL) FORMAT TSVRaw"),
            await LinesAsync("SELECT count() FROM paddock.visits FORMAT TSVRaw"));
        await AssertVisitsAsync(project, stored.Values, VisitRule.Usual);
    }

    [Fact]
    public async Task A_new_event_computes_its_own_day_and_no_other()
    {
        var project = engine.NewProject();
        await StoreAsync(project, Enumerable.Range(0, 20).Select(day => new Step($"{day}", 1, "", Monday - (day * Day) + (12 * Hour), "$pageview", "/", 0, false, 0, "")));
        Assert.Equal(20, await Job(VisitRule.Usual).RunAsync(Cancellation));
        await StoreAsync(project, [new Step("late", 2, "", Monday - (5 * Day) + Hour, "$pageview", "/", 0, false, 0, "")]);
        Assert.Equal(1, await Job(VisitRule.Usual).RunAsync(Cancellation));
        await client.ExecuteAsync($"DELETE FROM paddock.events WHERE visitor_id = 2 AND project = {project}", cancellation: Cancellation);
        Assert.Equal(1, await Job(VisitRule.Usual).RunAsync(Cancellation));
        Assert.Equal(["20"], await LinesAsync($"SELECT count() FROM ({ViewOf(project)}) FORMAT TSVRaw"));
    }

    [Fact]
    public async Task A_day_that_is_written_meanwhile_is_computed_once_by_a_run()
    {
        var (project, came) = (engine.NewProject(), 0);
        Task StoreAsync() => this.StoreAsync(project, [new Step($"{came}", 1, "", Monday + (++came * Hour), "$pageview", "/", 0, false, 0, "")]);
        await StoreAsync();
        var job = new VisitsJob(await engine.ClientAsync(new Before("INSERT INTO paddock.visits\n", StoreAsync)), VisitRule.Usual, time, new Complaints());
        Assert.Equal((1, 2), (await job.RunAsync(Cancellation), came));
        Assert.Equal((1, 3), (await job.RunAsync(Cancellation), came));
        Assert.Equal(1, await Job(VisitRule.Usual).RunAsync(Cancellation));
        Assert.Equal(["3"], await LinesAsync($"SELECT count() FROM ({ViewOf(project)}) FORMAT TSVRaw"));
    }

    /// <summary>Does something before each statement that begins so.</summary>
    private sealed class Before(string statement, Func<Task> act) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content && (await content.ReadAsStringAsync(cancellationToken)).StartsWith(statement, StringComparison.Ordinal)) await act();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string ViewOf(int project) => VisitsTable.View.Replace("{project}", $"{project}", StringComparison.Ordinal);

    private VisitsJob Job(VisitRule rule) => new(client, rule, time, new Complaints());

    /// <summary>Stretches of activity over six days, many around midnight, with pauses around the rule's, some going on for days.</summary>
    private static List<Step> Steps(Random random)
    {
        var steps = new List<Step>();
        string[] names = ["$pageview", "$pageview", "$pageview", "$engagement", "$vital", "Signed Up"];
        for (var visitor = 1; visitor <= 14; visitor++)
        {
            var (visitorId, distinctId) = visitor > 10 ? (0UL, $"user-{visitor}") : ((ulong)visitor, visitor > 7 ? $"user-{visitor}" : "");
            for (var stretch = 0; stretch < 5; stretch++)
            {
                var at = Monday + (random.Next(6) * Day) + (random.Next(3) == 0 ? (long)(random.NextDouble() * Day) : (random.Next(-60, 30) * Minute));
                var count = random.Next(25) == 0 ? random.Next(150, 400) : random.Next(1, 8);
                for (var step = 0; step < count; step++)
                {
                    at += (count > 100 ? random.Next(5, 25) : random.Next(1, 40)) * Minute + random.Next(1_000_000);
                    var name = names[random.Next(names.Length)];
                    var pays = name == "Signed Up" && random.Next(2) == 0;
                    steps.Add(new Step($"{visitor}-{stretch}-{step}", visitorId, distinctId, at, name, $"/p{random.Next(5)}", (uint)(name == "$engagement" ? random.Next(9000) : 0),
                        name == "Signed Up" && random.Next(2) == 0, pays ? random.Next(1, 100) : 0, pays ? (random.Next(3) == 0 ? "CHF" : "EUR") : ""));
                }
            }
        }
        return [.. steps.DistinctBy(static step => (step.Visitor, step.Time))];
    }

    private async Task StoreAsync(int project, IEnumerable<Step> steps)
    {
        var rows = steps.Select(step => string.Create(CultureInfo.InvariantCulture,
            $"({step.VisitorId},'{step.DistinctId}',{step.Time},'{step.Name}','{step.Path}',{step.Engaged},{(step.IsInteractive ? 1 : 0)},{step.Revenue},'{step.Currency}')"));
        var sql = $$"""
            INSERT INTO events (project, retention, batch, visitor_id, distinct_id, time, received_at, name, url_path, engaged_ms, interactive, revenue, currency)
            SELECT {{project}}, 90, {{engine.NextBatch()}}, of.1, of.2, fromUnixTimestamp64Nano(of.3), now(), of.4, of.5, of.6, of.7, of.8, of.9 FROM (SELECT arrayJoin(
                CAST([{{string.Join(',', rows)}}], 'Array(Tuple(UInt64, String, Int64, String, String, UInt32, UInt8, Float64, String))')) AS of)
            """;
        await client.ExecuteAsync(sql, new QueryOptions { Settings = new Dictionary<string, string> { ["max_query_size"] = "10000000" } }, Cancellation);
    }

    /// <summary>Rows of a generation that never began to count.</summary>
    private Task LeaveWhatAKillLeavesAsync(Random random) =>
        client.ExecuteAsync($"INSERT INTO visits SELECT * REPLACE (generation + {random.Next(1, 1000)} AS generation) FROM visits WHERE visitor_id % 3 = 0", cancellation: Cancellation);

    private async Task AssertVisitsAsync(int project, IEnumerable<Step> steps, VisitRule rule)
    {
        var sql = $$"""
            SELECT concat(if(visitor_id = '', distinct_id, toString(reinterpretAsUInt64(reverse(unhex(visitor_id))))), ' ', toString(toUnixTimestamp64Nano(started_at)), ' ', toString(toUnixTimestamp64Nano(ended_at)),
                ' ', entry_page, ' ', exit_page, ' ', toString(pageviews), ' ', toString(events), ' ', toString(bounce), ' ', toString(engaged_ms), ' ', toString(revenue), ' ', currency)
            FROM ({{ViewOf(project)}}) FORMAT TSVRaw
            """;
        Assert.Equal(VisitModel.VisitsOf(steps, rule).Order(StringComparer.Ordinal), (await LinesAsync(sql)).Order(StringComparer.Ordinal));
        Assert.Equal(["0"], await LinesAsync("SELECT count() FROM paddock.visits WHERE toDate(time) != day FORMAT TSVRaw"));
    }

    private async Task<string[]> LinesAsync(string sql)
    {
        using var answer = await client.StreamAsync(sql, cancellation: Cancellation);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What the job would only log fails the test.</summary>
    private sealed class Complaints : ILogger<VisitsJob>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Assert.Fail(formatter(state, exception));
    }
}

/// <summary>An engine with the product's schema, for the tests of a class; each has projects of its own.</summary>
public sealed class VisitsEngine : IAsyncLifetime
{
    private readonly EngineFixture engine = new();
    private int projects;
    private int batches;

    public ClickHouseClient Client { get; private set; } = null!;

    public Task<ClickHouseClient> ClientAsync(DelegatingHandler through) => engine.ClientAsync(ClickHouseClient.DefaultDatabase, through);

    public int NewProject() => ++projects;

    public int NextBatch() => ++batches;

    public async ValueTask InitializeAsync()
    {
        Client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrator.ApplyAsync(Client, Schema.Migrations, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
