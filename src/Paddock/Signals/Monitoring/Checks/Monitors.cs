using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>What people and jobs enter, change and take away.</summary>
internal sealed class Monitors(RelationalStore store, TimeProvider time)
{
    /// <summary>In a project, the deleted ones included.</summary>
    public const int Most = 1_000;

    /// <returns>The new row; null: the project has <see cref="Most"/>.</returns>
    /// <param name="project">whose</param>
    /// <param name="request">has no problem</param>
    public Task<MonitorRow?> CreateAsync(int project, MonitorRequest request, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await MakeRoomAsync(db, project, stop)) return null;
        var environment = (request.Environment ?? "").Trim();
        var taken = await db.Monitors.Where(row => row.ProjectId == project && row.Environment == environment).Select(static row => row.Slug).ToHashSetAsync(stop);
        var row = New(project, FirstFree(SlugOf(request.CleanName()), taken), environment, request.Kind!, time.GetUtcNow());
        request.CopyTo(row);
        db.Monitors.Add(row);
        await db.SaveChangesAsync(stop);
        return (MonitorRow?)row;
    }, cancel);

    /// <returns>Null: there is none; false: it cannot become another kind.</returns>
    public Task<bool?> ChangeAsync(int project, int monitor, MonitorRequest request, CancellationToken cancel) => EditAsync(project, monitor, row =>
    {
        if (row.Kind != request.Kind) return false;
        request.CopyTo(row);
        return true;
    }, cancel);

    public Task<bool?> PauseAsync(int project, int monitor, bool pause, CancellationToken cancel) => EditAsync(project, monitor, row =>
    {
        row.PausedAt = pause ? row.PausedAt ?? time.GetUtcNow() : null;
        return true;
    }, cancel);

    /// <summary>Its history stays, and with it the way back.</summary>
    public Task<bool?> DeleteAsync(int project, int monitor, bool delete, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var row = await db.Monitors.SingleOrDefaultAsync(row => row.Id == monitor && row.ProjectId == project, stop);
        if (row is null || (delete && row.DeletedAt is not null)) return (bool?)null;
        row.DeletedAt = delete ? time.GetUtcNow() : null;
        if (!delete) return true;
        // Nobody will see it recover.
        foreach (var open in await db.Incidents.Where(row => row.MonitorId == monitor && row.EndedAt == null).ToListAsync(stop)) open.EndedAt = time.GetUtcNow();
        if (await db.MonitorStates.FindAsync([monitor], stop) is { } state) state.IsIncident = false;
        return true;
    }, cancel);

    /// <summary>A job reports that nobody has entered, that was deleted, or whose plan is another now.</summary>
    /// <returns>False: the project has <see cref="Most"/>, or <see cref="JobRoom.Most"/> jobs, or is gone.</returns>
    public Task<bool> AdoptAsync(int project, string slug, string environment, MonitorConfig? config, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var row = await db.Monitors.SingleOrDefaultAsync(row => row.ProjectId == project && row.Slug == slug && row.Environment == environment, stop);
        if (row is null)
        {
            if (!await db.Projects.AnyAsync(each => each.Id == project, stop) || await HasAllJobsAsync(db, project, stop) || await MakeRoomAsync(db, project, stop)) return false;
            row = New(project, slug, environment, MonitorKind.Heartbeat, time.GetUtcNow());
            row.Name = slug;
            Copy(MonitorConfig.Default, row);
            db.Monitors.Add(row);
        }
        // The name of a check of the same name: what it says is stored, and moves nothing.
        if (row.Kind != MonitorKind.Heartbeat) return false;
        row.DeletedAt = null;
        if (config is not null) Copy(config, row);
        return true;
    }, cancel);

    /// <summary>The plan is the one that the job says, or it says none.</summary>
    public static bool IsAsSaid(MonitorRow row, MonitorConfig? config) =>
        config is null || config == new MonitorConfig(row.Schedule, row.TimeZone, row.MarginMinutes, row.MaxRuntimeMinutes, row.FailuresBeforeDown, row.SuccessesBeforeUp);

    private Task<bool?> EditAsync(int project, int monitor, Func<MonitorRow, bool> edit, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
        await db.Monitors.SingleOrDefaultAsync(row => row.Id == monitor && row.ProjectId == project && row.DeletedAt == null, stop) is { } row ? edit(row) : (bool?)null, cancel);

    // The doors refuse them already (JobRoom), but several servers may share a database.
    private static async Task<bool> HasAllJobsAsync(PaddockDb db, int project, CancellationToken cancel) =>
        await db.Monitors.CountAsync(row => row.ProjectId == project && row.Kind == MonitorKind.Heartbeat && row.DeletedAt == null, cancel) >= JobRoom.Most;

    /// <returns>True: there is none.</returns>
    private static async Task<bool> MakeRoomAsync(PaddockDb db, int project, CancellationToken cancel)
    {
        if (await db.Monitors.CountAsync(row => row.ProjectId == project, cancel) < Most) return false;
        var oldest = await db.Monitors.Where(row => row.ProjectId == project && row.DeletedAt != null).OrderBy(static row => row.DeletedAt).FirstOrDefaultAsync(cancel);
        if (oldest is null) return true;
        db.Monitors.Remove(oldest);
        await db.SaveChangesAsync(cancel);
        return false;
    }

    private static MonitorRow New(int project, string slug, string environment, string kind, DateTimeOffset now) => new()
    {
        ProjectId = project,
        Slug = slug,
        Environment = environment,
        Kind = kind,
        Name = "",
        CreatedAt = now,
        FailuresBeforeDown = 1,
        SuccessesBeforeUp = 1,
    };

    private static void Copy(MonitorConfig config, MonitorRow row)
    {
        (row.Schedule, row.TimeZone) = (config.Schedule, config.TimeZone);
        (row.MarginMinutes, row.MaxRuntimeMinutes) = (config.MarginMinutes, config.MaxRuntimeMinutes);
        (row.FailuresBeforeDown, row.SuccessesBeforeUp) = (config.FailuresBeforeDown, config.SuccessesBeforeUp);
    }

    private static string SlugOf(string name) => CheckIn.SlugOf(name) is { Length: > 0 } slug ? slug : "check";

    private static string FirstFree(string slug, HashSet<string> taken)
    {
        var free = slug;
        for (var number = 2; taken.Contains(free); number++) free = $"{slug[..Math.Min(slug.Length, 45)]}-{number}";
        return free;
    }
}
