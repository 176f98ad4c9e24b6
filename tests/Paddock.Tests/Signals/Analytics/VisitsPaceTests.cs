using Microsoft.Extensions.Time.Testing;
using Paddock.Signals.Analytics;

namespace Paddock.Tests.Signals.Analytics;

public sealed class VisitsPaceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_first_run_is_at_once() => Assert.Equal(TimeSpan.Zero, new VisitsPace(time).Rest());

    // Seconds: what the last run took, how long ago it ended, how long ago the last event came; and how long to wait.
    [Theory]
    [InlineData(0.01, 0, 0, 2)]
    [InlineData(0.01, 1.5, 0, 0.5)]
    [InlineData(0.01, 60, 0, 0)]
    [InlineData(1, 0, 0, 5)]
    [InlineData(1, 3, 0, 5)]
    [InlineData(1, 16, 0, 3)]
    [InlineData(1, 19, 0, 0)]
    [InlineData(1, 3, 5, 1)]
    [InlineData(1, 4, 5, 0)]
    [InlineData(1, 4, 3, 2)]
    [InlineData(8, 149, 0, 3)]
    [InlineData(60, 30, 300, 210)]
    [InlineData(60, 239, 0, 1)]
    [InlineData(60, 240, 0, 0)]
    public void The_longer_a_run_takes_the_longer_it_rests_while_events_come(double cost, double sinceRun, double sinceEvent, double rest)
    {
        var pace = new VisitsPace(time);
        foreach (var (ago, happen) in new (double Ago, Action Happen)[] { (sinceRun, () => pace.Ran(TimeSpan.FromSeconds(cost))), (sinceEvent, pace.Heard) }.OrderByDescending(static it => it.Ago))
        {
            time.SetUtcNow(DateTimeOffset.UnixEpoch.AddYears(60).AddSeconds(-ago));
            happen();
        }
        time.SetUtcNow(DateTimeOffset.UnixEpoch.AddYears(60));
        Assert.Equal(TimeSpan.FromSeconds(rest), pace.Rest());
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(44)]
    public void A_day_that_is_written_without_a_pause_takes_a_twentieth_of_the_time_and_waits_for_minutes_at_most(double cost)
    {
        var pace = new VisitsPace(time);
        pace.Ran(TimeSpan.FromSeconds(cost));
        var rested = TimeSpan.Zero;
        while (pace.Rest() is { Ticks: > 0 } rest)
        {
            var step = rest < TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1);
            time.Advance(step);
            rested += step;
            pace.Heard();
        }
        Assert.Equal(Math.Max(2, Math.Min(19 * cost, Math.Max(180, 4 * cost))), rested.TotalSeconds, 0.001);
    }
}
