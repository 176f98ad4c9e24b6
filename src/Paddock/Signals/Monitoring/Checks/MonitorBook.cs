using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>
/// All monitors and how they stand: in memory, and on the relational side, where every change of a status is written before it is told. One change at a time, so periods and incidents
/// are written in the order in which they were seen. A state between two changes is written down by <see cref="SaveAsync"/>. Where there are several servers, jobs speak to any of them: then
/// every state is read and written in one transaction.
/// </summary>
internal sealed class MonitorBook : IDisposable
{
    private readonly RelationalStore store;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isStale = true;
    private ConcurrentDictionary<int, Watched> _watched = new();

    public MonitorBook(RelationalStore store, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        store.Committed += Hear;
    }

    /// <summary>People have changed something since it was read.</summary>
    public bool IsStale
    {
        get => _isStale;
        set => _isStale = value;
    }

    public static bool IsOf(IReadOnlySet<Type> changed) => changed.Contains(typeof(MonitorRow)) || changed.Contains(typeof(ProjectRow));

    public ICollection<Watched> All => _watched.Values;

    public Watched? Find(int monitor) => _watched.GetValueOrDefault(monitor);

    /// <summary>The monitor of a job; null: unknown, or deleted.</summary>
    public Watched? Find(int project, string slug, string environment) =>
        _watched.Values.FirstOrDefault(each => each.IsHeartbeat && each.Monitor.ProjectId == project && each.Monitor.Slug == slug && each.Monitor.Environment == environment);

    /// <summary>Reads what people have changed; what is known in memory stays.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            _isStale = false;
            var rows = await store.ReadAsync((db, stop) => (
                from monitor in db.Monitors
                join project in db.Projects on monitor.ProjectId equals project.Id
                join state in db.MonitorStates on monitor.Id equals state.MonitorId into states
                from state in states.DefaultIfEmpty()
                where monitor.DeletedAt == null
                select new { monitor, state, project.RetentionDays }).ToListAsync(stop), cancel);
            var watched = new ConcurrentDictionary<int, Watched>();
            foreach (var row in rows)
            {
                var known = _watched.GetValueOrDefault(row.monitor.Id);
                var isNewPlan = known is not null && (known.Monitor.Schedule != row.monitor.Schedule || known.Monitor.TimeZone != row.monitor.TimeZone);
                known ??= new Watched { Monitor = row.monitor, RetentionDays = row.RetentionDays, State = row.state is null ? new MonitorState(MonitorStatus.New, row.monitor.CreatedAt) : MonitorState.Of(row.state) };
                if (known.Monitor.IntervalSeconds != row.monitor.IntervalSeconds || known.Monitor.Url != row.monitor.Url) known.Due = null;
                (known.Monitor, known.RetentionDays) = (row.monitor, row.RetentionDays);
                if (store.IsShared && row.state is not null) known.State = MonitorState.Of(row.state);
                if (known.IsHeartbeat && (isNewPlan || known.State.ExpectedAt is null)) await ExpectAsync(known, cancel);
                watched[row.monitor.Id] = known;
            }
            _watched = watched;
            foreach (var each in watched.Values) await FollowPauseAsync(each, cancel);
        }
        catch
        {
            _isStale = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a monitor from one state to the next.</summary>
    /// <param name="watched">which</param>
    /// <param name="next">the rules; gets the list for what they change</param>
    /// <param name="cancel">before anything was changed</param>
    public async Task ChangeAsync(Watched watched, Func<MonitorState, List<MonitorChange>, MonitorState> next, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await TurnAsync(watched, next, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes down states that changed without a change of their status.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var unsaved = _watched.Values.Where(static each => each.IsUnsaved).ToList();
            if (unsaved.Count == 0) return;
            await store.WriteAsync(async (db, stop) =>
            {
                foreach (var each in unsaved) await WriteStateAsync(db, each.Monitor.Id, each.State, stop);
                return 0;
            }, cancel);
            foreach (var each in unsaved) each.IsUnsaved = false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What is over for longer than records are kept goes, and so do monitors that were deleted a month ago.</summary>
    public Task ForgetAsync(CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var now = time.GetUtcNow();
        foreach (var days in _watched.Values.GroupBy(static each => each.RetentionDays))
        {
            var (ids, limit) = (days.Select(static each => each.Monitor.Id).ToList(), now.AddDays(-days.Key));
            await db.MonitorPeriods.Where(row => ids.Contains(row.MonitorId) && row.EndedAt < limit).ExecuteDeleteAsync(stop);
            await db.Incidents.Where(row => ids.Contains(row.MonitorId) && row.EndedAt < limit).ExecuteDeleteAsync(stop);
        }
        var month = now.AddDays(-30);
        return await db.Monitors.Where(row => row.DeletedAt < month).ExecuteDeleteAsync(stop);
    }, cancel);

    public void Dispose()
    {
        store.Committed -= Hear;
        _turn.Dispose();
    }

    private void Hear(IReadOnlySet<Type> changed)
    {
        if (IsOf(changed)) _isStale = true;
    }

    private async Task ExpectAsync(Watched watched, CancellationToken cancel)
    {
        if (store.IsShared) await TurnAsync(watched, (state, _) => HeartbeatRules.Expect(state, watched.Plan, time.GetUtcNow()), cancel);
        else watched.State = HeartbeatRules.Expect(watched.State, watched.Plan, time.GetUtcNow());
    }

    private Task FollowPauseAsync(Watched watched, CancellationToken cancel) => (watched.Monitor.PausedAt, watched.State.Status) switch
    {
        ({ } at, not MonitorStatus.Paused) => TurnAsync(watched, (state, changes) => MonitorRules.Pause(state, at, changes), cancel),
        (null, MonitorStatus.Paused) => TurnAsync(watched, (state, changes) =>
        {
            var resumed = MonitorRules.Resume(state, time.GetUtcNow(), changes);
            return watched.IsHeartbeat ? HeartbeatRules.Expect(resumed, watched.Plan, time.GetUtcNow()) : resumed;
        }, cancel),
        _ => Task.CompletedTask,
    };

    private async Task TurnAsync(Watched watched, Func<MonitorState, List<MonitorChange>, MonitorState> next, CancellationToken cancel)
    {
        var changes = new List<MonitorChange>();
        if (store.IsShared)
        {
            await TurnTogetherAsync(watched, next, changes, cancel);
            return;
        }
        var state = next(watched.State, changes);
        if (changes.Count > 0 && !await store.WriteAsync((db, stop) => WriteAsync(db, watched.Monitor, state, changes, stop), cancel)) return;
        (watched.State, watched.IsUnsaved) = (state, changes.Count == 0 && (watched.IsUnsaved || state != watched.State));
    }

    /// <returns>False: the monitor is gone.</returns>
    public static async Task<bool> WriteAsync(PaddockDb db, MonitorRow monitor, MonitorState state, IReadOnlyList<MonitorChange> changes, CancellationToken cancel)
    {
        if (!await db.Monitors.AnyAsync(row => row.Id == monitor.Id, cancel)) return false;
        foreach (var change in changes)
            switch (change)
            {
                case MonitorChange.Became(var status, var at):
                    await WritePeriodAsync(db, monitor.Id, status, at, cancel);
                    break;
                case MonitorChange.IncidentOpened(var at, var cause):
                    db.Incidents.Add(new IncidentRow { ProjectId = monitor.ProjectId, MonitorId = monitor.Id, StartedAt = at, Cause = cause });
                    Tell(db, "monitor.down", monitor, at, cause);
                    break;
                case MonitorChange.IncidentEnded(var at):
                    foreach (var open in await db.Incidents.Where(row => row.MonitorId == monitor.Id && row.EndedAt == null).ToListAsync(cancel)) open.EndedAt = at;
                    Tell(db, "monitor.up", monitor, at, "");
                    break;
            }
        await WriteStateAsync(db, monitor.Id, state, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private Task<bool> TurnTogetherAsync(Watched watched, Func<MonitorState, List<MonitorChange>, MonitorState> next, List<MonitorChange> changes, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var row = await db.MonitorStates.FindAsync([watched.Monitor.Id], stop);
        var state = next(row is null ? watched.State : MonitorState.Of(row), changes);
        if (!await WriteAsync(db, watched.Monitor, state, changes, stop)) return false;
        watched.State = state;
        return true;
    }, cancel);

    private static void Tell(PaddockDb db, string kind, MonitorRow monitor, DateTimeOffset at, string detail) => db.Happenings.Add(new HappeningRow
    {
        ProjectId = monitor.ProjectId,
        Kind = kind,
        SubjectId = monitor.Id,
        Time = at,
        Title = monitor.Name,
        Detail = detail,
        Level = "error",
    });

    private static async Task WritePeriodAsync(PaddockDb db, int monitor, string status, DateTimeOffset at, CancellationToken cancel)
    {
        // A row knows milliseconds.
        at = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        await db.SaveChangesAsync(cancel);
        if (await db.MonitorPeriods.FirstOrDefaultAsync(row => row.MonitorId == monitor && row.EndedAt == null, cancel) is { } open)
        {
            if (open.StartedAt >= at)
            {
                open.Status = status;
                return;
            }
            open.EndedAt = at;
        }
        db.MonitorPeriods.Add(new MonitorPeriodRow { MonitorId = monitor, StartedAt = at, Status = status });
    }

    private static async Task WriteStateAsync(PaddockDb db, int monitor, MonitorState state, CancellationToken cancel)
    {
        var row = await db.MonitorStates.FindAsync([monitor], cancel);
        if (row is null) db.MonitorStates.Add(row = new MonitorStateRow { MonitorId = monitor, Status = state.Status, Since = state.Since });
        state.CopyTo(row);
    }
}
