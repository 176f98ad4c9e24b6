using System.Globalization;

namespace Paddock.Signals.Monitoring;

/// <summary>
/// The 95 % interval of a 95th percentile. Of n durations, the true one lies between two of them whose ranks the binomial distribution gives, whatever the
/// durations are distributed like. One reading brings the quantiles at some levels; the interval takes the next ones further out, and so is rather too wide.
/// </summary>
/// <param name="Low">milliseconds</param>
/// <param name="High">milliseconds</param>
internal readonly record struct P95Interval(double Low, double High)
{
    private const double Z95 = 1.959964;

    private static readonly double[] Steps = [0.8, 0.85, 0.88, 0.9, 0.91, 0.92, 0.93, 0.935, 0.94, 0.943, 0.946, 0.948, 0.952, 0.954, 0.957, 0.96, 0.965, 0.97, 0.975, 0.98, 0.985, 0.99, 0.995, 1];

    /// <summary>SQL: the levels of the quantiles that <see cref="Of"/> takes.</summary>
    public static readonly string Levels = string.Join(", ", Steps.Select(static step => step.ToString(CultureInfo.InvariantCulture)));

    /// <param name="quantiles">nanoseconds, one for each of the levels</param>
    /// <param name="measured">of how many durations</param>
    /// <returns>Null: too few to say, which is up to some seventy.</returns>
    public static P95Interval? Of(ReadOnlySpan<double> quantiles, ulong measured)
    {
        if (measured == 0) return null;
        var half = Z95 * Math.Sqrt(0.95 * 0.05 / measured);
        var low = Array.FindLastIndex(Steps, step => step <= 0.95 - half);
        var high = Array.FindIndex(Steps, step => step >= 0.95 + half);
        return low >= 0 && high >= 0 ? new(quantiles[low] / 1e6, quantiles[high] / 1e6) : null;
    }
}
