using Paddock.Pipeline;

namespace Paddock.Signals.Monitoring;

/// <summary>Writes the samples of one request, and the series that they are the first of.</summary>
internal sealed class SamplesWriter(SeriesDirectory directory)
{
    private readonly List<(int Project, ulong Series, long Time)> told = [];

    /// <summary>One sample, or, when the project has too many series, a line of the ledger.</summary>
    /// <param name="entry">gets the row</param>
    /// <param name="key">its line of the ledger</param>
    /// <param name="origin">whose and when</param>
    /// <param name="series">its name and labels</param>
    /// <param name="kind">see <see cref="SeriesKey.Write"/></param>
    /// <param name="unit">empty: unknown</param>
    /// <param name="value">NaN and infinities are values</param>
    /// <returns>False: limited.</returns>
    public bool Write(EntryWriter entry, LedgerKey key, in Correlation origin, SeriesKey series, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> unit, double value)
    {
        var id = series.Id(origin);
        var news = directory.Meet(origin.Project, id, origin.Time, value, out var number);
        if (news is SeriesNews.TooMany)
        {
            Ledger.Count(entry, key, Outcome.Limited, "too_many_series", 1);
            return false;
        }
        if (news is SeriesNews.New)
        {
            told.Add((origin.Project, id, origin.Time));
            var seriesKey = key with { Signal = "series" };
            Ledger.Count(entry, seriesKey, Outcome.Received, "", 1);
            series.Write(entry, seriesKey, origin, id, kind, unit);
        }
        var row = entry.BeginRow(SamplesTable.Samples, key);
        row.UInt32((uint)origin.Project);
        row.DateTime64(origin.Time);
        row.UInt16(origin.RetentionDays);
        row.UInt64(id);
        row.Float64(number is null ? value : 0);
        row.Int64(number?.Mantissa ?? 0);
        row.UInt8(number?.Digits ?? 0);
        entry.EndRow();
        return true;
    }

    /// <summary>To be called when the entry was not made durable: what it told has to be told again.</summary>
    public void NotAccepted()
    {
        foreach (var (project, series, time) in told) directory.Forget(project, series, time);
    }
}
