namespace Paddock.Alerting;

/// <summary>
/// When an alert speaks. What happens is gathered until it has been quiet for a moment, so that a storm, or an outage that thirty checks see, is one message; then there is a pause.
/// </summary>
internal static class Pace
{
    /// <summary>Nothing else has happened for so long.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    /// <summary>A storm that does not end is told of all the same.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Between two messages of one alert.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <param name="oldest">when the first was noticed of what no message tells yet</param>
    /// <param name="newest">when the last was</param>
    /// <param name="last">when the last message was made; null: never</param>
    public static DateTimeOffset Due(DateTimeOffset oldest, DateTimeOffset newest, DateTimeOffset? last)
    {
        var gathered = Min(newest + Quiet, oldest + Longest);
        return last + Pause is { } rested && rested > gathered ? rested : gathered;
    }

    /// <summary>Before the next try of what could not be sent: half a minute, then twice as long each time; null: given up, after some two hours.</summary>
    public static TimeSpan? Retry(int tries) => tries > 8 ? null : TimeSpan.FromSeconds(30 << (tries - 1));

    /// <summary>Between tries of what is never given up.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromHours(2);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
