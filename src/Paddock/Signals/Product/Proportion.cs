namespace Paddock.Signals.Product;

/// <summary>A share of n with its 95 % interval by Wilson's score, which holds for small n and shares near 0 and 1 (Wilson 1927).</summary>
internal readonly record struct Proportion(double Share, double Low, double High)
{
    private const double Z = 1.959964;

    public static Proportion? Of(ulong part, ulong all)
    {
        if (all == 0) return null;
        double n = all, p = part / n, zz = Z * Z;
        var centre = (p + (zz / (2 * n))) / (1 + (zz / n));
        var half = Z / (1 + (zz / n)) * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n)));
        return new(p, part == 0 ? 0 : Math.Max(0, centre - half), part == all ? 1 : Math.Min(1, centre + half));
    }
}
