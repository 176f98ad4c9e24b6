namespace Paddock.Pipeline.Reading;

/// <summary>
/// Percentiles that come out the same however the engine shares out the reading; those of digests and samples do not (one p95 was 268 ms on one screen and 269 on another).
/// Values are rounded to 13 significant bits, 0.006 %, so that a group holds some thousands of them and not each row's; among those a percentile is exact.
/// </summary>
internal static class Percentiles
{
    /// <summary>SQL: an array, as many as there are levels; NaN of nothing, which is read as null.</summary>
    /// <param name="levels">0 to 1, with commas</param>
    /// <param name="value">a column of numbers, not negative</param>
    /// <param name="weight">how many times a row counts</param>
    /// <param name="condition">of which rows</param>
    public static string Sql(string levels, string value, string weight = "1", string condition = "1") =>
        $"quantilesExactWeightedIf({levels})(reinterpretAsFloat32(toUInt32(bitAnd(reinterpretAsUInt32(toFloat32({value})) + 1024, 4294965248))), {weight}, {condition})";
}
