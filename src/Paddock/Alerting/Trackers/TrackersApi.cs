using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Alerting.Trackers;

/// <summary>Where tickets are made of a project's issues. Managers of the project set it.</summary>
internal static class TrackersApi
{
    private const int MostTrackers = 20;

    public static void MapTrackers(this IEndpointRouteBuilder routes)
    {
        var trackers = routes.MapGroup("/api/v1/projects/{id}/trackers").RequireProjectPerson(Capability.ManageProject).WithTags("Alerts");
        trackers.MapGet("", ListAsync).WithName("listTrackers");
        trackers.MapPost("", CreateAsync).WithName("createTracker");
        trackers.MapPatch("{tracker:int}", ChangeAsync).WithName("changeTracker");
        trackers.MapDelete("{tracker:int}", DeleteAsync).WithName("deleteTracker");
        trackers.MapPost("{tracker:int}/restore", RestoreAsync).WithName("restoreTracker");
        trackers.MapPost("{tracker:int}/test", TestAsync).WithName("testTracker");
    }

    /// <summary>The project's trackers.</summary>
    internal static async Task<Ok<TrackerList>> ListAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync((db, stop) => Of(db, project).OrderBy(static row => row.Id)
            .Select(row => new { Row = row, Tickets = db.Tickets.Count(ticket => ticket.TrackerId == row.Id && ticket.DeletedAt == null) }).ToListAsync(stop), cancellation);
        return TypedResults.Ok(new TrackerList([.. rows.Select(static each => Answer(each.Row, each.Tickets))]));
    }

    /// <summary>Connects a tracker, if it can be reached and the token may see the place.</summary>
    internal static async Task<Results<Created<Tracker>, ProblemHttpResult>> CreateAsync(
        ProjectAccess project, Actor actor, TrackerRequest request, RelationalStore store, TrackerBook book, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var kind = book.Kind(request.Kind);
        if (request.Problem(kind) is { } wrong) return TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        var target = request.Target(kind!);
        if (await kind!.ProbeAsync(target, cancellation) is { } problem) return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "The tracker could not be reached so");
        var made = await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).CountAsync(stop) >= MostTrackers) return null;
            var row = new TrackerRow
            {
                ProjectId = project.Id,
                Kind = kind.Kind,
                Url = target.Url,
                Place = target.Place,
                TicketType = target.TicketType,
                Sealed = book.Seal(target, project.Id),
                ClosesTickets = request.ClosesTickets ?? true,
                ResolvesIssues = request.ResolvesIssues ?? true,
                CreatedAt = time.GetUtcNow(),
            };
            db.Trackers.Add(row);
            await audit.AddAsync(db, actor, AuditAction.TrackerMade, project.Id, row.Place, row.Kind, stop);
            await db.SaveChangesAsync(stop);
            return row;
        }, cancellation);
        return made is null
            ? TypedResults.Problem($"A project may have {MostTrackers} trackers.", statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.Created($"/api/v1/projects/{project.Id}/trackers/{made.Id}", Answer(made, 0));
    }

    /// <summary>Which side follows the other.</summary>
    /// <param name="tracker">The number of the tracker.</param>
    internal static async Task<Results<NoContent, NotFound>> ChangeAsync(ProjectAccess project, Actor actor, int tracker, TrackerChange change, RelationalStore store, AuditLog audit, CancellationToken cancellation) =>
        await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).SingleOrDefaultAsync(row => row.Id == tracker, stop) is not { } row) return false;
            (row.ClosesTickets, row.ResolvesIssues) = (change.ClosesTickets ?? row.ClosesTickets, change.ResolvesIssues ?? row.ResolvesIssues);
            await audit.AddAsync(db, actor, AuditAction.TrackerChanged, project.Id, row.Place, row.Kind, stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Ends it: tickets stay where they are, and are not followed.</summary>
    /// <param name="tracker">The number of the tracker.</param>
    internal static async Task<Results<NoContent, NotFound>> DeleteAsync(ProjectAccess project, Actor actor, int tracker, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation) =>
        await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project).SingleOrDefaultAsync(row => row.Id == tracker, stop) is not { } row) return false;
            row.DeletedAt = time.GetUtcNow();
            await audit.AddAsync(db, actor, AuditAction.TrackerDeleted, project.Id, row.Place, row.Kind, stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Takes a deletion back, within ten minutes.</summary>
    /// <param name="tracker">The number of the tracker.</param>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(ProjectAccess project, Actor actor, int tracker, RelationalStore store, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Regret.Time;
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Trackers.SingleOrDefaultAsync(row => row.ProjectId == project.Id && row.Id == tracker && row.DeletedAt >= since, stop) is not { } row) return false;
            row.DeletedAt = null;
            await audit.AddAsync(db, actor, AuditAction.TrackerRestored, project.Id, row.Place, row.Kind, stop);
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Asks whether the tracker can be reached and the token still sees the place.</summary>
    /// <param name="tracker">The number of the tracker.</param>
    internal static async Task<Results<Ok<TrackerTest>, NotFound>> TestAsync(ProjectAccess project, int tracker, RelationalStore store, TrackerBook book, CancellationToken cancellation) =>
        await store.ReadAsync((db, stop) => Of(db, project).SingleOrDefaultAsync(row => row.Id == tracker, stop), cancellation) is not { } row ? TypedResults.NotFound()
            : TypedResults.Ok(new TrackerTest(book.Open(row) is { } target ? await book.Of(row).ProbeAsync(target, cancellation) : TrackerBook.KeyLost));

    private static IQueryable<TrackerRow> Of(PaddockDb db, ProjectAccess project) => db.Trackers.Where(row => row.ProjectId == project.Id && row.DeletedAt == null);

    private static Tracker Answer(TrackerRow row, int tickets) => new(row.Id, row.Kind, row.Url, row.Place, row.TicketType, row.ClosesTickets, row.ResolvesIssues, tickets, row.Problem);
}
