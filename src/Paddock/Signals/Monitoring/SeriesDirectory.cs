using System.Runtime.InteropServices;

namespace Paddock.Signals.Monitoring;

/// <summary>
/// Which series have been told in which week, so that each is told once, and again after a restart; and how many a project has, so that labels
/// that explode (a user's id, an address) are stopped. In memory only: 24 bytes a series and week.
/// </summary>
internal sealed class SeriesDirectory
{
    /// <summary>Of one project in one week.</summary>
    public const int MostSeries = 100_000;

    private const long Week = 7 * 24 * 3600 * 1_000_000_000L;

    // Imports of the past touch many weeks; what is dropped here is told again, which is harmless.
    private const int MostWeeks = 64;

    private readonly Lock changing = new();
    private readonly Dictionary<(int Project, long Week), Dictionary<ulong, byte>> told = [];

    /// <summary>What is to be done with a sample of the series.</summary>
    /// <param name="number">The value with the digits that the series has so far; null: it is no decimal number.</param>
    public SeriesNews Meet(int project, ulong series, long unixNanoseconds, double value, out DecimalNumber? number)
    {
        lock (changing)
        {
            if (!told.TryGetValue((project, unixNanoseconds / Week), out var week))
            {
                if (told.Count >= MostWeeks) told.Clear();
                told[(project, unixNanoseconds / Week)] = week = [];
            }
            number = null;
            if (week.Count >= MostSeries && !week.ContainsKey(series)) return SeriesNews.TooMany;
            ref var digits = ref CollectionsMarshal.GetValueRefOrAddDefault(week, series, out var isTold);
            number = DecimalNumber.Of(value, digits);
            digits = Math.Max(digits, number?.Digits ?? 0);
            return isTold ? SeriesNews.Told : SeriesNews.New;
        }
    }

    /// <summary>The entry that told it was not accepted.</summary>
    public void Forget(int project, ulong series, long unixNanoseconds)
    {
        lock (changing)
            if (told.TryGetValue((project, unixNanoseconds / Week), out var week)) week.Remove(series);
    }
}

internal enum SeriesNews
{
    Told,

    /// <summary>Its row goes into the same entry as the sample.</summary>
    New,

    /// <summary>The sample is limited(too_many_series).</summary>
    TooMany,
}
