namespace Paddock.Pipeline;

/// <summary>
/// The range a screen shows: whole buckets in UTC, the last of which holds <see cref="To"/> (now) and is therefore partial.
/// </summary>
/// <param name="From">Start of the first bucket, inclusive.</param>
/// <param name="To">Now, exclusive.</param>
internal sealed record TimeRange(DateTimeOffset From, DateTimeOffset To, int BucketSeconds)
{
    private static readonly (string Name, int Buckets, int BucketSeconds)[] Presets =
        [("24h", 24, 3600), ("7d", 28, 6 * 3600), ("14d", 28, 12 * 3600), ("30d", 30, 24 * 3600), ("90d", 30, 3 * 24 * 3600)];

    public static string Names => string.Join(", ", Presets.Select(preset => preset.Name));

    /// <summary>Buckets of the range, the partial last one included.</summary>
    public int Buckets => (int)((To - From).TotalSeconds / BucketSeconds) + 1;

    /// <summary>Null: no such range; the names are in <see cref="Names"/>.</summary>
    public static TimeRange? Parse(string? name, DateTimeOffset now)
    {
        foreach (var (preset, buckets, seconds) in Presets)
        {
            if (preset != (name ?? "24h")) continue;
            var last = now.ToUnixTimeSeconds() / seconds * seconds;
            return new TimeRange(DateTimeOffset.FromUnixTimeSeconds(last - (buckets - 1L) * seconds), now, seconds);
        }
        return null;
    }
}
