using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Signals.Monitoring.Heartbeats;

/// <summary>
/// Notices what jobs do not say. Only when everything that came in has been heard (<see cref="HeartbeatIntake"/> hears it on its way to the store), and not for the time in which Paddock
/// itself was away: what a job said then is lost, and its silence means nothing.
/// </summary>
internal sealed class HeartbeatListener(MonitorBook book, CheckRecorder recorder, BatchWriter writer, RelationalStore store, TimeProvider time)
{
    // "heard since" and "alive at", in Unix milliseconds.
    private const string Setting = "checks-alive";

    /// <summary>So long a job's word may be on its way.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(5);

    /// <summary>A restart that is shorter does not make the time around it unknown.</summary>
    private static readonly TimeSpan ShortAbsence = TimeSpan.FromSeconds(30);

    private DateTimeOffset _heardSince = DateTimeOffset.MaxValue;
    private DateTimeOffset _aliveAt;

    /// <summary>At the start: was it long since the last one was alive?</summary>
    public async Task RecallAsync(CancellationToken cancel)
    {
        var kept = await store.ReadAsync((db, stop) => db.Settings.SingleOrDefaultAsync(static row => row.Name == Setting, stop), cancel);
        var now = time.GetUtcNow();
        (_heardSince, _aliveAt) = (now, now);
        if (kept?.Value.Split(' ') is not [var since, var alive]) return;
        var aliveAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(alive, CultureInfo.InvariantCulture));
        if (now - aliveAt <= ShortAbsence) _heardSince = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(since, CultureInfo.InvariantCulture));
    }

    public async Task SaveAsync(CancellationToken cancel)
    {
        if (!book.All.Any(static each => each.IsHeartbeat)) return;
        var value = string.Create(CultureInfo.InvariantCulture, $"{_heardSince.ToUnixTimeMilliseconds()} {_aliveAt.ToUnixTimeMilliseconds()}");
        await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Settings.FindAsync([Setting], stop) is { } kept) kept.Value = value;
            else db.Settings.Add(new SettingRow { Name = Setting, Value = value });
            return 0;
        }, cancel);
    }

    public async Task ListenAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (now - _aliveAt > ShortAbsence) _heardSince = now;
        _aliveAt = now;
        if (!HasHeardAll(writer.Status)) return;
        foreach (var each in book.All)
            if (each.IsHeartbeat && HeartbeatRules.Deadline(each.State, each.Plan) <= now - Underway) await ListenAsync(each, now - Underway, cancel);
    }

    private async Task ListenAsync(Watched watched, DateTimeOffset until, CancellationToken cancel)
    {
        var (plan, silences) = (watched.Plan, new List<Silence>());
        for (var before = -1; before < silences.Count;)
        {
            before = silences.Count;
            await book.ChangeAsync(watched, (state, changes) => HeartbeatRules.Listen(state, plan, until, _heardSince, changes, silences), cancel);
        }
        foreach (var silence in silences) await recorder.RecordAsync(watched, silence, cancel);
    }

    private static bool HasHeardAll(PipelineStatus status) =>
        status.JournalBytes == 0 || (!status.IsReplaying && status.OldestUnflushed > TimeSpan.Zero && status.OldestUnflushed < Underway);
}
