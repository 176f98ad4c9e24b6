namespace Paddock.Signals.Monitoring.Metrics;

/// <summary>A quantile of what fell into the buckets of a histogram, between whose bounds measurements are taken to be spread evenly.</summary>
internal static class HistogramQuantile
{
    /// <param name="level">0 to 1</param>
    /// <param name="counts">how many are at most each bound; in no order</param>
    /// <returns>Null: there are none. What lies above the highest bound is said to be at that bound: it is not known how far above.</returns>
    public static double? Of(double level, IEnumerable<(double Bound, double Count)> counts)
    {
        var sorted = counts.Where(static each => !double.IsNaN(each.Bound)).OrderBy(static each => each.Bound).ToArray();
        // Series with other bounds may be among them: what is below a bound is below every higher one.
        for (var index = 1; index < sorted.Length; index++) sorted[index].Count = Math.Max(sorted[index].Count, sorted[index - 1].Count);
        if (sorted is not [.., var last] || last.Count <= 0) return null;
        var wanted = level * last.Count;
        var found = Array.FindIndex(sorted, each => each.Count >= wanted);
        var (upper, at) = sorted[found];
        var (lower, below) = found > 0 ? sorted[found - 1] : (Math.Min(0, upper), 0);
        if (double.IsPositiveInfinity(upper)) return found > 0 ? lower : null;
        return at > below ? lower + ((upper - lower) * (wanted - below) / (at - below)) : upper;
    }
}
