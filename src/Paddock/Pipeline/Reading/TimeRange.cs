using System.Globalization;

namespace Paddock.Pipeline.Reading;

/// <summary>
/// The range a screen shows. A preset reaches back from now by what its name says (and to the start of that minute); one that somebody picked
/// (<c>2026-11-13T10:00Z..2026-11-13T14:00Z</c>) starts and ends where they said. It is cut at whole multiples of <paramref name="BucketSeconds"/> of UTC, so its first
/// and last bucket may be partial.
/// </summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="ReachesNow">Nothing lies behind its end.</param>
internal sealed record TimeRange(DateTimeOffset From, DateTimeOffset To, int BucketSeconds, bool ReachesNow = false)
{
    private const int MostBuckets = 36;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private static readonly (string Name, int Days, int BucketSeconds)[] Presets =
        [("24h", 1, Hour), ("7d", 7, 6 * Hour), ("14d", 14, 12 * Hour), ("30d", 30, Day), ("90d", 90, 3 * Day)];

    private static readonly int[] BucketLengths = [10, 60, 300, 600, 1800, Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 3 * Day];

    public static string Names => $"{string.Join(", ", Presets.Select(preset => preset.Name))}, or a start and an end like 2026-11-13T10:00Z..2026-11-13T14:00Z";

    /// <summary>Buckets of the range, partial ones included.</summary>
    public int Buckets => (int)Math.Ceiling((To - StartOf(0)).TotalSeconds / BucketSeconds);

    /// <summary>Whether it is made of whole minutes, so that what was counted by the minute answers it.</summary>
    public bool IsOfMinutes => From.Second == 0 && BucketSeconds % 60 == 0 && (ReachesNow || To.Second == 0);

    /// <summary>As screens write it in their addresses.</summary>
    /// <param name="from">whole seconds</param>
    /// <param name="to">whole seconds</param>
    public static string Text(DateTimeOffset from, DateTimeOffset to) => $"{Write(from)}..{Write(to)}";

    /// <summary>Where the bucket begins; the first may do so before the range.</summary>
    public DateTimeOffset StartOf(int bucket) => DateTimeOffset.FromUnixTimeSeconds(((From.ToUnixTimeSeconds() / BucketSeconds) + bucket) * BucketSeconds);

    /// <summary>Null: no such range; what there is stands in <see cref="Names"/>.</summary>
    public static TimeRange? Parse(string? name, DateTimeOffset now)
    {
        foreach (var (preset, days, seconds) in Presets)
            // From a whole minute on, so that what was counted by the minute answers it.
            if (preset == (name ?? "24h")) return new TimeRange(DateTimeOffset.FromUnixTimeSeconds(now.AddDays(-days).ToUnixTimeSeconds() / 60 * 60), now, seconds, ReachesNow: true);

        return name!.Split("..") is [var from, var to] && Moment(from) is { } start && Moment(to) is { } end ? Picked(start, end) : null;
    }

    private static TimeRange? Picked(DateTimeOffset from, DateTimeOffset to)
    {
        // What the store's clock can hold.
        if (from.Year < 2000 || to.Year > 2105) return null;
        var seconds = (to - from).TotalSeconds;
        var bucket = Array.Find(BucketLengths, length => seconds / length <= MostBuckets);
        return seconds >= BucketLengths[0] && bucket > 0 ? new TimeRange(from, to, bucket) : null;
    }

    private static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
