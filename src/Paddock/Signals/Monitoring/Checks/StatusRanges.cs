using System.Globalization;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>Which HTTP status is a good answer: "200-299,401".</summary>
internal static class StatusRanges
{
    public const string Expected = "numbers and ranges from 100 to 599 with commas, such as 200-299,401";
    private const int Most = 20;

    /// <returns>Null where the text says something else.</returns>
    public static (int First, int Last)[]? Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > Most) return null;
        var ranges = new (int First, int Last)[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var ends = parts[index].Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryRead(ends[0], out var first) || !TryRead(ends[^1], out var last) || first > last) return null;
            ranges[index] = (first, last);
        }
        return ranges;
    }

    public static bool Hold((int First, int Last)[] ranges, int status) => Array.Exists(ranges, range => status >= range.First && status <= range.Last);

    private static bool TryRead(string text, out int status) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
