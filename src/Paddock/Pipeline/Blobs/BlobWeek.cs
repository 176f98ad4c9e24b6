using System.Globalization;

namespace Paddock.Pipeline.Blobs;

/// <summary>
/// The folder of the blobs that rows of one retention class and week name: what partitions are for rows. So nothing has to be counted or remembered:
/// when the rows of a week are due, so is its folder.
/// </summary>
internal readonly record struct BlobWeek(ushort RetentionDays, DateOnly Monday)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Below the folder of all blobs: "90/2026-11-23".</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"{RetentionDays}/{Monday.ToString(Format, CultureInfo.InvariantCulture)}");

    /// <summary>Of a row with this time.</summary>
    public static BlobWeek Of(ushort retentionDays, DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        return new BlobWeek(retentionDays, day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
    }

    /// <summary>Null for a folder that is none of these.</summary>
    public static BlobWeek? Parse(string retention, string monday) =>
        ushort.TryParse(retention, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && DateOnly.TryParseExact(monday, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? new BlobWeek(days, first) : null;

    /// <summary>Its last day is past its retention.</summary>
    public bool IsDue(DateTimeOffset now) => RetentionDays != Retention.ForGood && Monday.AddDays(7 + RetentionDays) <= DateOnly.FromDateTime(now.UtcDateTime);
}
