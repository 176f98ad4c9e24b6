using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Checks;
using Paddock.Signals.Monitoring.Heartbeats;
using Paddock.Tests.Database;
using Paddock.Tests.Pipeline;

namespace Paddock.Tests.Signals.Monitoring;

/// <summary>The scheduler under a clock of the test's, in front of sites that answer as they are told.</summary>
public sealed class CheckSchedulerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly PipelineHarness _pipeline = new(null, new TableBinding(ChecksTable.Checks), new TableBinding(ChecksTable.CheckIns));
    private readonly FakeTimeProvider _time = new(Start);
    private readonly ConcurrentDictionary<int, int> _looks = new();
    private TemporaryStore _store = null!;
    private ProjectRow _project = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TemporaryStore.OpenAsync();
        _project = await _store.AddProjectAsync("shop");
        await _pipeline.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.CloseAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_look_that_comes_late_makes_the_time_before_it_unknown()
    {
        var monitor = await AddAsync();
        await using var run = await StartAsync(Good);
        await UntilAsync(() => Looks(monitor) == 1);
        _time.Advance(TimeSpan.FromMinutes(10));
        await UntilAsync(() => Looks(monitor) > 1);
        await UntilAsync(async () => (await PeriodsAsync(monitor)).Count == 3);
        var periods = await PeriodsAsync(monitor);
        Assert.Equal([MonitorStatus.Up, MonitorStatus.Unknown, MonitorStatus.Up], periods.Select(static each => each.Status));
        Assert.Equal(TimeSpan.FromMinutes(1), periods[1].StartedAt - periods[0].StartedAt);
        Assert.InRange(periods[2].StartedAt - periods[0].StartedAt, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
    }

    [Fact]
    public async Task The_time_in_which_nothing_ran_is_unknown_and_an_incident_goes_on_through_it()
    {
        var monitor = await AddAsync(failures: 1);
        await using (var run = await StartAsync(Failed)) await UntilAsync(async () => (await PeriodsAsync(monitor)).Count == 1);
        _time.Advance(TimeSpan.FromHours(5));
        await using var again = await StartAsync(Failed);
        await UntilAsync(() => Looks(monitor) >= 2);
        await UntilAsync(async () => (await PeriodsAsync(monitor)).Count == 3);
        Assert.Equal(["down", "unknown", "down"], (await PeriodsAsync(monitor)).Select(static each => each.Status));
        Assert.Null(Assert.Single(await _store.Store.ReadAsync((db, stop) => db.Incidents.ToListAsync(stop), TestContext.Current.CancellationToken)).EndedAt);
    }

    [Fact]
    public async Task Looks_do_not_pile_up_however_long_they_take()
    {
        var monitors = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AddAsync()));
        var (now, most) = (0, 0);
        var answer = new TaskCompletionSource();
        await using var run = await StartAsync(async (_, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await answer.Task.WaitAsync(cancel);
            Interlocked.Decrement(ref now);
            return await Good(null!, cancel);
        });
        await UntilAsync(() => now == 32);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(32, _looks.Values.Sum());
        answer.SetResult();
        await UntilAsync(() => monitors.All(monitor => Looks(monitor) > 0));
        Assert.Equal(32, most);
    }

    [Fact]
    public async Task Looks_are_spread_over_the_interval_and_none_is_left_out()
    {
        var monitors = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => AddAsync()));
        var seconds = new ConcurrentBag<int>();
        await using var run = await StartAsync((monitor, cancel) =>
        {
            if (Looks(monitor.Id) > 2) seconds.Add((int)(_time.GetUtcNow() - Start).TotalSeconds);
            return Good(monitor, cancel);
        });
        await UntilAsync(() => monitors.All(monitor => Looks(monitor) >= 4));
        // Thirty in sixty seconds: never more than a few in one.
        Assert.InRange(seconds.CountBy(static second => second).Max(static second => second.Value), 1, 10);
        Assert.InRange(_looks.Values.Max() - _looks.Values.Min(), 0, 1);
    }

    [Fact]
    public async Task A_failure_is_looked_at_again_soon()
    {
        var monitor = await AddAsync(failures: 3);
        await using var run = await StartAsync(Failed);
        await UntilAsync(() => Looks(monitor) == 3);
        var looked = _time.GetUtcNow();
        await UntilAsync(async () => (await PeriodsAsync(monitor)) is [{ Status: MonitorStatus.Down }]);
        // Within its interval, and not in three of them.
        Assert.InRange(looked - (await PeriodsAsync(monitor))[0].StartedAt, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(100));
    }

    private static Task<CheckFinding> Good(MonitorRow monitor, CancellationToken cancel) => Task.FromResult(new CheckFinding(Verdict.Good, 1, "{}"u8.ToArray()));

    private static Task<CheckFinding> Failed(MonitorRow monitor, CancellationToken cancel) => Task.FromResult(new CheckFinding(new Verdict(VerdictKind.Failed, "broken"), 1, "{}"u8.ToArray()));

    private int Looks(int monitor) => _looks.GetValueOrDefault(monitor);

    private async Task<int> AddAsync(int failures = 1) => await _store.Store.WriteAsync(async (db, stop) =>
    {
        var row = db.Monitors.Add(new MonitorRow
        {
            ProjectId = _project.Id,
            Slug = $"site-{Guid.NewGuid():n}",
            Environment = "",
            Kind = MonitorKind.Http,
            Name = "Site",
            CreatedAt = Start,
            FailuresBeforeDown = failures,
            SuccessesBeforeUp = 1,
            Url = "https://shop.example/",
            Method = "GET",
            IntervalSeconds = 60,
            TimeoutSeconds = 10,
            ExpectedStatus = "200-299",
        }).Entity;
        await db.SaveChangesAsync(stop);
        return row.Id;
    }, TestContext.Current.CancellationToken);

    private Task<List<MonitorPeriodRow>> PeriodsAsync(int monitor) => _store.Store.ReadAsync(
        (db, stop) => db.MonitorPeriods.Where(row => row.MonitorId == monitor).OrderBy(static row => row.StartedAt).ToListAsync(stop), TestContext.Current.CancellationToken);

    private async Task<Run> StartAsync(Probe probe)
    {
        var book = new MonitorBook(_store.Store, _time);
        var recorder = new CheckRecorder(_pipeline.Journal, new Refusals(_pipeline.Journal, _time), _time);
        var listener = new HeartbeatListener(book, recorder, _pipeline.Writer, _store.Store, _time);
        var scheduler = new CheckScheduler(book, (monitor, cancel) =>
        {
            _looks.AddOrUpdate(monitor.Id, 1, static (_, looks) => looks + 1);
            return probe(monitor, cancel);
        }, recorder, listener, _store.Store, _time, NullLogger<CheckScheduler>.Instance);
        await scheduler.StartAsync(TestContext.Current.CancellationToken);
        return new Run(book, scheduler);
    }

    /// <summary>Lets a second of the test's clock pass at a time until it is so; the deadline is for machines under load.</summary>
    private Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, "Not in time.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
            if (!await condition()) _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private sealed record Run(MonitorBook Book, CheckScheduler Scheduler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Scheduler.StopAsync(CancellationToken.None);
            Scheduler.Dispose();
            Book.Dispose();
        }
    }
}
