namespace Paddock.Signals.Monitoring;

/// <summary>
/// A number as exporters mean it: <paramref name="Mantissa"/> / 10^<paramref name="Digits"/>, which gives the very same double. Whole numbers compress to
/// 1.2 bytes where the doubles took 4.7 (bench/results/logs.md).
/// </summary>
internal readonly record struct DecimalNumber(long Mantissa, byte Digits)
{
    public const int MostDigits = 9;

    // Whole numbers up to here are doubles, so that dividing by a power of ten, a double too, is rounded once.
    private const double Largest = 1L << 53;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Null: it has more digits than a decimal number here. The sign of zero is lost.</summary>
    /// <param name="value">the double</param>
    /// <param name="digits">How many the series has so far, which are kept where they suffice: neighbours of one scale compress.</param>
    public static DecimalNumber? Of(double value, int digits)
    {
        for (var more = digits; more <= MostDigits; more++)
            if (At(value, more) is { } exact) return exact;
        for (var fewer = digits - 1; fewer >= 0; fewer--)
            if (At(value, fewer) is { } exact) return exact;
        return null;
    }

    private static DecimalNumber? At(double value, int digits)
    {
        var mantissa = Math.Round(value * Powers[digits]);
        return Math.Abs(mantissa) <= Largest && mantissa / Powers[digits] == value ? new((long)mantissa, (byte)digits) : null;
    }
}
