using Paddock.Signals.Product;

namespace Paddock.Links;

/// <summary>
/// How much more often something is so among n₁ than among n₀, with an interval by Newcombe's hybrid score (1998, method 10), which holds for small n and shares near 0 and 1.
/// </summary>
/// <param name="Value">the share of the first less that of the second, -1 to 1</param>
internal readonly record struct ShareDifference(double Value, double Low, double High)
{
    // 99.9 %: some hundred values are compared at once, and at 95 % a handful of them would differ by chance.
    public const double Z999 = 3.290527;

    /// <summary>The end of the interval nearer to none, without its sign; 0: there may be none.</summary>
    public double Sure => Low > 0 ? Low : High < 0 ? -High : 0;

    /// <returns>Null: one of them is empty.</returns>
    public static ShareDifference? Of(ulong part1, ulong all1, ulong part0, ulong all0, double z = Z999)
    {
        if (Proportion.Of(part1, all1, z) is not { } one || Proportion.Of(part0, all0, z) is not { } other) return null;
        var difference = one.Share - other.Share;
        return new(difference, difference - Distance(one.Share - one.Low, other.High - other.Share), difference + Distance(one.High - one.Share, other.Share - other.Low));
    }

    private static double Distance(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
