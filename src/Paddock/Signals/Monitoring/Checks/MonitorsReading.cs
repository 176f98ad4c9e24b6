using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>How the monitors of a project stand and stood: from memory and from the relational side, so it is known also while the store of records is away.</summary>
internal sealed class MonitorsReading(RelationalStore store, MonitorBook book, TimeProvider time)
{
    // A heartbeat's word holds until its silence is noticed; that takes some seconds.
    private static readonly TimeSpan Noticing = TimeSpan.FromMinutes(1);

    /// <param name="project">whose</param>
    /// <param name="range">of the uptime</param>
    /// <param name="only">one of them; null: all that are not deleted</param>
    /// <param name="cancel">the caller went away</param>
    public async Task<MonitorAnswer[]> ListAsync(int project, TimeRange range, int? only, CancellationToken cancel)
    {
        var found = await store.ReadAsync(async (db, stop) =>
        {
            var monitors = await db.Monitors.Where(row => row.ProjectId == project && row.DeletedAt == null && (only == null || row.Id == only)).OrderBy(static row => row.Name).ThenBy(static row => row.Id).ToListAsync(stop);
            var periods = await (
                from period in db.MonitorPeriods
                join monitor in db.Monitors on period.MonitorId equals monitor.Id
                where monitor.ProjectId == project && monitor.DeletedAt == null && (only == null || monitor.Id == only) && period.StartedAt < range.To && (period.EndedAt == null || period.EndedAt > range.From)
                orderby period.StartedAt
                select period).ToListAsync(stop);
            var open = await db.Incidents.Where(row => row.ProjectId == project && row.EndedAt == null && (only == null || row.MonitorId == only)).ToListAsync(stop);
            var states = await db.MonitorStates.Where(state => db.Monitors.Any(row => row.Id == state.MonitorId && row.ProjectId == project)).ToDictionaryAsync(static row => row.MonitorId, stop);
            return (monitors, periods: periods.ToLookup(static row => row.MonitorId), open: open.ToLookup(static row => row.MonitorId), states);
        }, cancel);
        return [.. found.monitors.Select(row =>
            Answer(row, Known(row) ?? (found.states.TryGetValue(row.Id, out var state) ? MonitorState.Of(state) : new MonitorState(MonitorStatus.New, row.CreatedAt)), found.periods[row.Id], found.open[row.Id].FirstOrDefault(), range))];
    }

    // Where there are several servers the one that watches has it, and writes down all of it.
    private MonitorState? Known(MonitorRow row) => store.IsShared ? null : book.Find(row.Id)?.State;

    /// <summary>Newest first.</summary>
    public Task<IncidentAnswer[]> IncidentsAsync(int project, TimeRange range, int? only, int most, CancellationToken cancel) => store.ReadAsync(async (db, stop) =>
    {
        var rows = await (
            from incident in db.Incidents
            join monitor in db.Monitors on incident.MonitorId equals monitor.Id
            where incident.ProjectId == project && monitor.DeletedAt == null && incident.StartedAt < range.To && (incident.EndedAt == null || incident.EndedAt > range.From) && (only == null || monitor.Id == only)
            orderby incident.StartedAt descending
            select new { incident, monitor }).Take(most).ToListAsync(stop);
        return rows.Select(static row => IncidentAnswer.Of(row.incident, row.monitor)).ToArray();
    }, cancel);

    private MonitorAnswer Answer(MonitorRow row, MonitorState state, IEnumerable<MonitorPeriodRow> periods, IncidentRow? open, TimeRange range)
    {
        var now = time.GetUtcNow();
        var known = periods.ToList();
        var holdsUntil = row.Kind == MonitorKind.Heartbeat ? now + Noticing : (state.LastAt ?? now) + Interval(row) + MonitorRules.Patience(Interval(row));
        var status = state.Status is MonitorStatus.Up or MonitorStatus.Down && holdsUntil < now ? MonitorStatus.Unknown : state.Status;
        var buckets = new UptimeAnswer[range.Buckets];
        for (var index = 0; index < buckets.Length; index++)
        {
            var (from, to) = (range.StartOf(index), range.StartOf(index + 1));
            buckets[index] = UptimeAnswer.Of(Uptime.Of(known, from > range.From ? from : range.From, to < range.To ? to : range.To, holdsUntil));
        }
        return new MonitorAnswer(
            row.Id, row.Slug, row.Name, row.Kind, row.Environment, row.Url, row.Schedule, status, Questions.Iso(state.Since), state.IsIncident ? 0 : state.Failures, Iso(state.LastAt), state.LastProblem, Iso(state.HeardAt),
            Iso(state.ExpectedAt), Iso(state.RunSince), Iso(state.CertificateExpiresAt), row.CertificateDays > 0 && state.CertificateExpiresAt < now.AddDays(row.CertificateDays),
            UptimeAnswer.Of(Uptime.Of(known, range.From, range.To, holdsUntil)), buckets, open is null ? null : IncidentAnswer.Of(open, row));
    }

    private static TimeSpan Interval(MonitorRow row) => TimeSpan.FromSeconds(row.IntervalSeconds);

    private static string? Iso(DateTimeOffset? time) => time is { } known ? Questions.Iso(known) : null;
}
