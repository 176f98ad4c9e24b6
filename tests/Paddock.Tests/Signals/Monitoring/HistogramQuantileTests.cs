using Paddock.Signals.Monitoring.Metrics;

namespace Paddock.Tests.Signals.Monitoring;

public sealed class HistogramQuantileTests
{
    [Theory]
    [InlineData(0.5, "1:10 2:20 Infinity:20", 1.0)]
    [InlineData(0.75, "1:10 2:20 Infinity:20", 1.5)]
    [InlineData(0.25, "1:10 2:20 Infinity:20", 0.5)] // the first bucket begins at zero
    [InlineData(0.5, "-2:4 -1:8 Infinity:8", -2.0)] // unless it ends below it
    [InlineData(0.99, "1:10 2:20 Infinity:40", 2.0)] // beyond the last bound nobody knows how far
    [InlineData(0.5, "2:20 1:10 Infinity:20", 1.0)] // in any order
    [InlineData(0.5, "1:10 2:4 Infinity:20", 1.0)] // of series with other bounds: what is below one is below the next
    [InlineData(0.5, "Infinity:20", null)]
    [InlineData(0.5, "1:0 Infinity:0", null)]
    [InlineData(0.5, "", null)]
    public void It_lies_evenly_between_two_bounds(double level, string counts, double? expected) => Assert.Equal(
        expected, HistogramQuantile.Of(level, counts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split(':')).Select(static part => (double.Parse(part[0]), double.Parse(part[1])))));
}
