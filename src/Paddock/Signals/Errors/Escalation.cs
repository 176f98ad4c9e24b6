namespace Paddock.Signals.Errors;

/// <summary>
/// From how many events an hour on an issue is escalating, by what it did in the week before: Sentry's rule. A week of it or more: the larger of what a steady issue would not reach
/// (the weighted average and so many times the average as five standard deviations are, five to eight) and what one that comes in bursts would not (its worst hour times two to five, less the more
/// it varies). Less: ten times its worst hour.
/// </summary>
internal static class Escalation
{
    public const int Hours = 168;
    private const int HoursOfDay = 24;

    /// <param name="hours">events in each hour, the newest last; fewer than <see cref="Hours"/> where the issue is younger</param>
    /// <returns>More than this is escalating.</returns>
    public static double Limit(ReadOnlySpan<double> hours)
    {
        if (hours.IsEmpty) return 0;
        var (sum, most, weighted, weights) = (0.0, 0.0, 0.0, 0.0);
        for (var index = 0; index < hours.Length; index++)
        {
            // The day a week ago that is like the hour which comes next counts twice.
            var weight = index < HoursOfDay ? 2 : 1;
            (sum, most) = (sum + hours[index], Math.Max(most, hours[index]));
            (weighted, weights) = (weighted + (hours[index] * weight), weights + weight);
        }
        if (hours.Length < Hours) return 10 * most;
        if (sum == 0) return 0;
        var average = sum / hours.Length;
        var squares = 0.0;
        foreach (var events in hours) squares += (events - average) * (events - average);
        var deviation = Math.Sqrt(squares / (hours.Length - 1));
        var steady = (weighted / weights) + (Math.Clamp((average + (5 * deviation)) / average, 5, 8) * average);
        var bursts = most * Math.Clamp(5 * Math.Exp(-0.65 * deviation / average), 2, 5);
        return Math.Max(steady, bursts);
    }
}
