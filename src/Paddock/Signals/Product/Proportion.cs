namespace Paddock.Signals.Product;

/// <summary>A share of n with its interval, of 95 % where nothing else is said, by Wilson's score, which holds for small n and shares near 0 and 1 (Wilson 1927).</summary>
internal readonly record struct Proportion(double Share, double Low, double High)
{
    public const double Z95 = 1.959964;

    /// <param name="part">of <paramref name="all"/></param>
    /// <param name="all">n</param>
    /// <param name="z">how many standard deviations the interval reaches</param>
    /// <returns>Null: of nothing.</returns>
    public static Proportion? Of(ulong part, ulong all, double z = Z95)
    {
        if (all == 0) return null;
        double n = all, p = part / n, zz = z * z;
        var centre = (p + (zz / (2 * n))) / (1 + (zz / n));
        var half = z / (1 + (zz / n)) * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n)));
        return new(p, part == 0 ? 0 : Math.Max(0, centre - half), part == all ? 1 : Math.Min(1, centre + half));
    }
}
