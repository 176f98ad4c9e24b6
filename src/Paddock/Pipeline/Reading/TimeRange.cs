using System.Globalization;

namespace Paddock.Pipeline.Reading;

/// <summary>
/// The range a screen shows, in buckets of UTC. A preset reaches to now, and its last bucket is partial; a range that somebody picked
/// (<c>2026-11-13T10:00Z..2026-11-13T14:00Z</c>) starts and ends where they said.
/// </summary>
/// <param name="From">Start of the first bucket, inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="ReachesNow">Nothing lies behind its end.</param>
internal sealed record TimeRange(DateTimeOffset From, DateTimeOffset To, int BucketSeconds, bool ReachesNow = false)
{
    private const int MostBuckets = 36;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private static readonly (string Name, int Buckets, int BucketSeconds)[] Presets =
        [("24h", 24, Hour), ("7d", 28, 6 * Hour), ("14d", 28, 12 * Hour), ("30d", 30, Day), ("90d", 30, 3 * Day)];

    private static readonly int[] BucketLengths = [10, 60, 300, 600, 1800, Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 3 * Day];

    public static string Names => $"{string.Join(", ", Presets.Select(preset => preset.Name))}, or a start and an end like 2026-11-13T10:00Z..2026-11-13T14:00Z";

    /// <summary>Buckets of the range, a partial last one included.</summary>
    public int Buckets => (int)Math.Ceiling((To - From).TotalSeconds / BucketSeconds);

    /// <summary>Whether it is made of whole minutes, so that what was counted by the minute answers it.</summary>
    public bool IsOfMinutes => From.Second == 0 && BucketSeconds % 60 == 0 && (ReachesNow || To.Second == 0);

    /// <summary>As screens write it in their addresses.</summary>
    /// <param name="from">whole seconds</param>
    /// <param name="to">whole seconds</param>
    public static string Text(DateTimeOffset from, DateTimeOffset to) => $"{Write(from)}..{Write(to)}";

    /// <summary>Null: no such range; what there is stands in <see cref="Names"/>.</summary>
    public static TimeRange? Parse(string? name, DateTimeOffset now)
    {
        foreach (var (preset, buckets, seconds) in Presets)
        {
            if (preset != (name ?? "24h")) continue;
            var last = now.ToUnixTimeSeconds() / seconds * seconds;
            return new TimeRange(DateTimeOffset.FromUnixTimeSeconds(last - (buckets - 1L) * seconds), now, seconds, ReachesNow: true);
        }

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
