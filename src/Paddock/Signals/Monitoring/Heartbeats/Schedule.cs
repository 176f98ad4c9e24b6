using System.Globalization;
using Cronos;

namespace Paddock.Signals.Monitoring.Heartbeats;

/// <summary>When the runs of a job should begin: a crontab in a time zone, or so long after the last word.</summary>
internal sealed class Schedule
{
    public const string Expected = "five fields of a crontab, such as 5 3 * * *, or every 10 minutes (hours, days, weeks, months, years)";
    private const int LongestText = 100;
    private const int MostUnits = 1_000;

    private static readonly string[] Units = ["minute", "hour", "day", "week", "month", "year"];

    private readonly CronExpression? _crontab;
    private readonly TimeZoneInfo _zone;
    private readonly int _count;
    private readonly string _unit;

    private Schedule(CronExpression? crontab, TimeZoneInfo zone, int count, string unit) => (_crontab, _zone, _count, _unit) = (crontab, zone, count, unit);

    /// <param name="text">see <see cref="Expected"/></param>
    /// <param name="timeZone">by its name in the tz database; empty: UTC</param>
    /// <returns>Null where one of them cannot be read, or where no run would ever begin.</returns>
    public static Schedule? Parse(string text, string timeZone)
    {
        if (text.Length > LongestText || Zone(timeZone) is not { } zone) return null;
        if (text.StartsWith("every ", StringComparison.Ordinal)) return Interval(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..], zone);
        if (text.Length == 0 || !CronExpression.TryParse(text, CronFormat.Standard, out var crontab)) return null;
        return crontab.GetNextOccurrence(DateTimeOffset.UnixEpoch, zone) is null ? null : new Schedule(crontab, zone, 0, "");
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string IntervalText(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"every {count} {unit}{(count == 1 ? "" : "s")}");

    public static TimeZoneInfo? Zone(string name) =>
        name.Length == 0 ? TimeZoneInfo.Utc : name.Length <= LongestText && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The first begin after <paramref name="time"/>; for an interval, that of the run after the one at <paramref name="time"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset time) => _unit switch
    {
        "minute" => time.AddMinutes(_count),
        "hour" => time.AddHours(_count),
        "day" => time.AddDays(_count),
        "week" => time.AddDays(7 * _count),
        "month" => time.AddMonths(_count),
        "year" => time.AddYears(_count),
        // A crontab that ends some day is far away.
        _ => _crontab!.GetNextOccurrence(time, _zone) ?? time.AddYears(100),
    };

    private static Schedule? Interval(string[] words, TimeZoneInfo zone)
    {
        var (number, unit) = words.Length == 1 ? ("1", words[0]) : (words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "");
        unit = unit.TrimEnd('s');
        return words.Length is 1 or 2 && Units.Contains(unit) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostUnits
            ? new Schedule(null, zone, count, unit)
            : null;
    }
}
