using Paddock.Signals.Errors;

namespace Paddock.Tests.Signals.Errors;

public sealed class EscalationTests
{
    [Theory]
    [InlineData("3", 30)] // an hour old
    [InlineData("0 7 1", 70)]
    [InlineData("", 0)]
    public void Less_than_a_week_allows_ten_times_the_worst_hour(string hours, double expected) => Assert.Equal(expected, Limit(hours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)));

    [Fact]
    public void A_steady_week_allows_six_times_as_much() => Assert.Equal(10 + (5 * 10), Limit(Enumerable.Repeat(10.0, 168)));

    [Fact]
    public void A_week_of_one_burst_allows_twice_the_burst()
    {
        var hours = new double[168];
        hours[100] = 50;
        Assert.Equal(100, Limit(hours));
    }

    [Fact]
    public void The_day_that_is_like_the_coming_hour_counts_twice()
    {
        double[] early = [.. Enumerable.Repeat(30.0, 24), .. Enumerable.Repeat(10.0, 144)], late = [.. Enumerable.Repeat(10.0, 144), .. Enumerable.Repeat(30.0, 24)];
        Assert.True(Limit(early) >= Limit(late));
    }

    [Fact]
    public void A_silent_week_allows_nothing() => Assert.Equal(0, Limit(new double[168]));

    private static double Limit(IEnumerable<double> hours) => Math.Round(Escalation.Limit(hours.ToArray()), 6);
}
