using System.Globalization;
using Paddock.Signals.Monitoring;

namespace Paddock.Tests.Signals.Monitoring;

public sealed class P95IntervalTests
{
    // Durations of which a share of p takes at most p milliseconds: a quantile is its own level.
    private static readonly double[] Quantiles = [.. P95Interval.Levels.Split(", ").Select(static level => double.Parse(level, CultureInfo.InvariantCulture) * 1e6)];

    [Theory]
    [InlineData(73, 0.9, 1)] // 0.95 ± 1.96 √(0.95 · 0.05 / n), and the next levels further out
    [InlineData(200, 0.91, 0.985)]
    [InlineData(1_000, 0.935, 0.965)]
    [InlineData(10_000, 0.943, 0.957)]
    [InlineData(10_000_000, 0.948, 0.952)]
    public void It_narrows_with_the_number_of_durations(ulong measured, double low, double high)
    {
        var found = P95Interval.Of(Quantiles, measured)!.Value;
        Assert.Equal((low, high), (Math.Round(found.Low, 9), Math.Round(found.High, 9)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(72)]
    public void Of_too_few_durations_nothing_is_said(ulong measured) => Assert.Null(P95Interval.Of(Quantiles, measured));
}
