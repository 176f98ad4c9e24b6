using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Accounts.Audit;
using Paddock.Accounts.SecondFactor;
using Paddock.Alerting.Channels;
using Paddock.Alerting.Channels.PagerDuty;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Hosting;
using Paddock.Pipeline.Reading;

namespace Paddock.Alerting;

/// <summary>Who is told of what, and what was told. Managers of the project set it; everybody mutes for themselves alone.</summary>
internal static class AlertsApi
{
    private const int MostMessages = 50, MostAlerts = 50;

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/v1/projects/{id}/alerts").RequireProjectPerson(Capability.Read).WithTags("Alerts");
        alerts.MapGet("", ListAsync).WithName("listAlerts");
        alerts.MapPost("", CreateAsync).WithName("createAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapPatch("{alert:int}", ChangeAsync).WithName("changeAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapDelete("{alert:int}", DeleteAsync).WithName("deleteAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapPost("{alert:int}/restore", RestoreAsync).WithName("restoreAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapPost("{alert:int}/test", TestAsync).WithName("testAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapPut("{alert:int}/snooze", SnoozeAsync).WithName("snoozeAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapDelete("{alert:int}/snooze", WakeAsync).WithName("wakeAlert").RequireProjectPerson(Capability.ManageProject);
        alerts.MapPut("{alert:int}/mute", MuteAsync).WithName("muteAlert");
        alerts.MapDelete("{alert:int}/mute", UnmuteAsync).WithName("unmuteAlert");
        alerts.MapGet("messages", MessagesAsync).WithName("listAlertMessages").RequireProjectPerson(Capability.ManageProject);
    }

    /// <summary>The project's alerts, each with its last message.</summary>
    internal static async Task<Ok<AlertList>> ListAsync(ProjectAccess project, RelationalStore store, PaddockOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var me = project.Caller.Person!.Id;
        var (rows, muted, last) = await store.ReadAsync(async (db, stop) => (
            await Of(db, project).OrderBy(static row => row.Id).ToListAsync(stop),
            await db.AlertMutes.Where(row => row.UserId == me).Select(static row => row.AlertId).ToListAsync(stop),
            await db.AlertMessages.Where(row => row.ProjectId == project.Id && row.State != MessageState.Held)
                .GroupBy(static row => row.AlertId).Select(static group => group.OrderByDescending(row => row.Id).First()).ToListAsync(stop)), cancellation);
        return TypedResults.Ok(new AlertList(
            [.. rows.Select(row => Answer(row, muted.Contains(row.Id), last.Find(message => message.AlertId == row.Id), time.GetUtcNow()))], options.Smtp is not null));
    }

    /// <summary>Makes an alert. It tells of what happens from now on.</summary>
    internal static async Task<Results<Created<NewAlert>, ProblemHttpResult>> CreateAsync(
        ProjectAccess project, Actor actor, AlertRequest request, RelationalStore store, SecretBox box, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        if (request.Problem() is { } problem) return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var secret = request.Channel == ChannelKind.Webhook ? Secrets.NewToken() : null;
        var target = request.Channel switch
        {
            ChannelKind.Mail => null,
            ChannelKind.PagerDuty => new AlertTarget(request.Url is { Length: > 0 } own ? own : PagerDutyChannel.Url, request.Key!),
            _ => new AlertTarget(request.Url!, secret ?? ""),
        };
        var made = await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).CountAsync(stop) >= MostAlerts) return null;
            var row = new AlertRow
            {
                ProjectId = project.Id,
                Name = Label.Clean(request.Name),
                Occasions = string.Join(',', request.Occasions!.Distinct()),
                Level = request.Level ?? "error",
                Channel = request.Channel!,
                Host = target is null ? "" : new Uri(target.Url).Authority,
                Sealed = target?.Seal(box, project.Id) ?? [],
                CreatedAt = time.GetUtcNow(),
                SeenId = await db.Happenings.MaxAsync(static happening => (int?)happening.Id, stop) ?? 0,
            };
            db.Alerts.Add(row);
            await audit.AddAsync(db, actor, AuditAction.AlertMade, project.Id, row.Name, $"{row.Channel} {row.Host}".Trim(), stop);
            await db.SaveChangesAsync(stop);
            return row;
        }, cancellation);
        return made is null
            ? TypedResults.Problem($"A project may have {MostAlerts} alerts.", statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.Created($"/api/v1/projects/{project.Id}/alerts/{made.Id}", new NewAlert(Answer(made, false, null, time.GetUtcNow()), secret));
    }

    /// <summary>Another name, other occasions, another level.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> ChangeAsync(
        ProjectAccess project, Actor actor, int alert, AlertChange change, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        var asked = new AlertRequest(change.Name ?? "as it is", change.Occasions ?? [Occasion.All[0].Kind], change.Level, ChannelKind.Mail, null, null);
        if (asked.Problem() is { } problem) return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var changed = await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).SingleOrDefaultAsync(row => row.Id == alert, stop) is not { } row) return false;
            row.Name = change.Name is null ? row.Name : Label.Clean(change.Name);
            row.Occasions = change.Occasions is null ? row.Occasions : string.Join(',', change.Occasions.Distinct());
            row.Level = change.Level ?? row.Level;
            await audit.AddAsync(db, actor, AuditAction.AlertChanged, project.Id, row.Name, row.Occasions, stop);
            return true;
        }, cancellation);
        return changed ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Ends an alert at once.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound>> DeleteAsync(ProjectAccess project, Actor actor, int alert, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation) =>
        await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).SingleOrDefaultAsync(row => row.Id == alert, stop) is not { } row) return false;
            row.DeletedAt = time.GetUtcNow();
            await audit.AddAsync(db, actor, AuditAction.AlertDeleted, project.Id, row.Name, "", stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Takes a deletion back, within ten minutes; what happened meanwhile is told.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(ProjectAccess project, Actor actor, int alert, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Regret.Time;
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Alerts.SingleOrDefaultAsync(row => row.ProjectId == project.Id && row.Id == alert && row.DeletedAt >= since, stop) is not { } row) return false;
            row.DeletedAt = null;
            await audit.AddAsync(db, actor, AuditAction.AlertRestored, project.Id, row.Name, "", stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Sends a message that says it is a test: to the channel, or by mail to who asks.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<Ok<AlertTest>, NotFound>> TestAsync(
        ProjectAccess project, int alert, RelationalStore store, SecretBox box, IEnumerable<IChannel> channels, TimeProvider time, CancellationToken cancellation)
    {
        var me = project.Caller.Person!.Id;
        var (row, user, of) = await store.ReadAsync(async (db, stop) => (
            await Of(db, project).SingleOrDefaultAsync(each => each.Id == alert, stop), await db.Users.SingleAsync(each => each.Id == me, stop), await db.Projects.SingleAsync(each => each.Id == project.Id, stop)), cancellation);
        if (row is null) return TypedResults.NotFound();
        if (AlertTarget.Open(box, project.Id, row.Sealed) is not { } target) return TypedResults.Ok(new AlertTest("The address cannot be read: the file secrets.key is another one. Make the alert anew."));
        var content = new AlertContent(
            of.Name, of.Slug, row.Name, new() { ["issue.new"] = 1 }, [new("issue.new", 0, Questions.Iso(time.GetUtcNow()), "This is a test", "nothing has happened", "info")], []);
        var envelope = new Envelope(0, row, row.Channel == ChannelKind.Mail ? user : null, target, content.Subject(), content);
        return TypedResults.Ok(new AlertTest(await channels.Single(channel => channel.Kind == row.Channel).SendAsync(envelope, cancellation)));
    }

    /// <summary>The alert tells nobody of what happens for a while; its next message says how much that was.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> SnoozeAsync(
        ProjectAccess project, Actor actor, int alert, AlertSnooze snooze, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        if (snooze.Minutes is < 1 or > AlertSnooze.Most) return Questions.Problem("minutes", $"1 to {AlertSnooze.Most}");
        var until = time.GetUtcNow().AddMinutes(snooze.Minutes);
        var row = await store.WriteAsync(async (db, stop) =>
        {
            var found = await Of(db, project).SingleOrDefaultAsync(row => row.Id == alert, stop);
            if (found is null or { Channel: ChannelKind.PagerDuty }) return found;
            (found.SnoozedUntil, found.SnoozedBy) = (until, actor.Name);
            await audit.AddAsync(db, actor, AuditAction.AlertSnoozed, project.Id, found.Name, $"until {Questions.Iso(until)}", stop);
            return found;
        }, cancellation);
        return row is null ? TypedResults.NotFound()
            : row.Channel == ChannelKind.PagerDuty ? TypedResults.Problem("Incidents are snoozed in PagerDuty: here their ends would be missed.", statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.NoContent();
    }

    /// <summary>The alert tells again of what happens from now on.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound>> WakeAsync(ProjectAccess project, Actor actor, int alert, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).SingleOrDefaultAsync(row => row.Id == alert, stop) is not { } row) return false;
            if (row.SnoozedUntil is not { } until || until <= now) return true;
            row.SnoozedUntil = now;
            await audit.AddAsync(db, actor, AuditAction.AlertWoken, project.Id, row.Name, "", stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>No mails of this alert to who asks; everybody else gets them.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<Results<NoContent, NotFound>> MuteAsync(ProjectAccess project, int alert, RelationalStore store, CancellationToken cancellation) =>
        await MuteForAsync(store, project.Id, alert, project.Caller.Person!.Id, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Mails of this alert again.</summary>
    /// <param name="alert">The number of the alert.</param>
    internal static async Task<NoContent> UnmuteAsync(ProjectAccess project, int alert, RelationalStore store, CancellationToken cancellation)
    {
        var me = project.Caller.Person!.Id;
        await store.WriteAsync((db, stop) => db.AlertMutes.Where(row => row.AlertId == alert && row.UserId == me).ExecuteDeleteAsync(stop), cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>What was told, to whom, and what became of it: the newest fifty.</summary>
    internal static async Task<Ok<AlertMessageList>> MessagesAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => (
                from message in db.AlertMessages
                where message.ProjectId == project.Id
                join alert in db.Alerts on message.AlertId equals alert.Id
                join user in db.Users on message.UserId equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby message.Id descending
                select new { message, alert.Name, alert.Host, Email = user == null ? null : user.Email }).Take(MostMessages).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new AlertMessageList([.. rows.Select(static row => Answer(row.message, row.Name, row.Email ?? row.Host))]));
    }

    /// <param name="project">Whose; null: of any.</param>
    /// <returns>False: there is no such alert, or no such person.</returns>
    public static Task<bool> MuteForAsync(RelationalStore store, int? project, int alert, int user, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (!await db.Alerts.AnyAsync(row => row.Id == alert && (project == null || row.ProjectId == project), stop) || !await db.Users.AnyAsync(row => row.Id == user, stop)) return false;
        if (!await db.AlertMutes.AnyAsync(row => row.AlertId == alert && row.UserId == user, stop)) db.AlertMutes.Add(new AlertMuteRow { AlertId = alert, UserId = user });
        return true;
    }, cancel);

    private static IQueryable<AlertRow> Of(PaddockDb db, ProjectAccess project) => db.Alerts.Where(row => row.ProjectId == project.Id && row.DeletedAt == null);

    private static Alert Answer(AlertRow row, bool isMuted, AlertMessageRow? last, DateTimeOffset now)
    {
        var snoozed = row.SnoozedUntil > now ? row.SnoozedUntil : null;
        return new(
            row.Id, row.Name, row.Occasions.Split(','), row.Level, row.Channel, row.Host, isMuted, snoozed is { } until ? Questions.Iso(until) : null, snoozed is null ? "" : row.SnoozedBy,
            last is null ? null : Answer(last, row.Name, ""));
    }

    private static AlertMessage Answer(AlertMessageRow row, string alert, string to) =>
        new(row.Id, alert, to, Questions.Iso(row.CreatedAt), row.State, row.SentAt is { } at ? Questions.Iso(at) : null, row.Count, row.Subject, row.Problem);
}
