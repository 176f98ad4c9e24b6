using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Api;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors;

namespace Paddock.Alerting.Trackers;

/// <summary>An issue's tickets: made, linked, taken off.</summary>
internal static class TicketsApi
{
    private const int MostTickets = 20;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapTickets(this IEndpointRouteBuilder project)
    {
        var tickets = project.MapGroup("/issues/{issue:int}/tickets").WithTags("Errors");
        tickets.MapGet("", ListAsync).WithName("listTickets").AnswersWithoutPersonalData();
        tickets.MapPost("", CreateAsync).WithName("createTicket").AnswersWithoutPersonalData();
        tickets.MapGet("draft", DraftAsync).WithName("getTicketDraft");
        tickets.MapDelete("{ticket:int}", DeleteAsync).WithName("deleteTicket").AnswersWithoutPersonalData();
        tickets.MapPost("{ticket:int}/restore", RestoreAsync).WithName("restoreTicket").AnswersWithoutPersonalData();
    }

    /// <summary>The tickets of an issue, and where more can be made.</summary>
    internal static async Task<Results<Ok<TicketList>, NotFound>> ListAsync(ProjectAccess project, int issue, IssueDirectory directory, RelationalStore store, CancellationToken cancellation)
    {
        if (directory.HashesOf(project.Id, issue).Length == 0) return TypedResults.NotFound();
        var (tickets, places) = await store.ReadAsync(async (db, stop) => (
            await Of(db, project, issue).OrderBy(static each => each.Ticket.Id).ToListAsync(stop),
            await Trackers(db, project).OrderBy(static row => row.Id).ToListAsync(stop)), cancellation);
        return TypedResults.Ok(new TicketList([.. tickets.Select(static each => Answer(each.Ticket, each.Tracker))], [.. places.Select(static row => new TicketPlace(row.Id, row.Kind, row.Place))]));
    }

    /// <summary>What a new ticket says until somebody writes something else.</summary>
    internal static async Task<Results<Ok<TicketDraft>, NotFound>> DraftAsync(ProjectAccess project, int issue, TicketText text, CancellationToken cancellation) =>
        await text.DraftAsync(project.Id, project.Slug, issue, cancellation) is { } draft ? TypedResults.Ok(draft) : TypedResults.NotFound();

    /// <summary>Makes a ticket of an issue, or links one that is there.</summary>
    internal static async Task<Results<Created<Ticket>, NotFound, ProblemHttpResult>> CreateAsync(
        ProjectAccess project, int issue, TicketRequest request, IssueDirectory directory, RelationalStore store, TrackerBook book, TicketText text, TimeProvider time, CancellationToken cancellation)
    {
        if (request.Problem() is { } problem) return Refused(problem);
        if (directory.HashesOf(project.Id, issue).Length == 0) return TypedResults.NotFound();
        var (tracker, count) = await store.ReadAsync(async (db, stop) => (
            await Trackers(db, project).SingleOrDefaultAsync(row => row.Id == request.Tracker, stop), await Of(db, project, issue).CountAsync(stop)), cancellation);
        if (tracker is null) return Refused("Choose one of the project's trackers.");
        if (count >= MostTickets) return Refused($"An issue may have {MostTickets} tickets.");
        if (book.Open(tracker) is not { } target) return Refused(TrackerBook.KeyLost);
        var answer = request.Key is null
            ? await MakeAsync(project, issue, request, book.Of(tracker), target, text, cancellation)
            : book.Of(tracker).KeyOf(target, request.Key) is { } key ? await book.Of(tracker).ReadAsync(target, key, cancellation) : new(null, $"That is no ticket of {target.Place}.");
        if (answer.Ticket is not { } remote) return TypedResults.Problem(answer.Problem, statusCode: StatusCodes.Status400BadRequest, title: $"{target.Place} has not taken it");
        var row = await KeepAsync(store, project.Id, issue, tracker.Id, remote, time.GetUtcNow(), cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/issues/{issue}/tickets/{row.Id}", Answer(row, tracker));
    }

    /// <summary>Takes a ticket off an issue; it stays in its tracker.</summary>
    /// <param name="ticket">The number of the ticket in Paddock.</param>
    internal static async Task<Results<NoContent, NotFound>> DeleteAsync(ProjectAccess project, int issue, int ticket, RelationalStore store, TimeProvider time, CancellationToken cancellation) =>
        await store.WriteAsync(async (db, stop) =>
        {
            if (await Of(db, project, issue).SingleOrDefaultAsync(each => each.Ticket.Id == ticket, stop) is not { } found) return false;
            found.Ticket.DeletedAt = time.GetUtcNow();
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Puts it back, within ten minutes.</summary>
    /// <param name="ticket">The number of the ticket in Paddock.</param>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(ProjectAccess project, int issue, int ticket, RelationalStore store, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Regret.Time;
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Tickets.SingleOrDefaultAsync(row => row.ProjectId == project.Id && row.IssueId == issue && row.Id == ticket && row.DeletedAt >= since, stop) is not { } row) return false;
            row.DeletedAt = null;
            return true;
        }, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<TrackerAnswer> MakeAsync(ProjectAccess project, int issue, TicketRequest request, ITracker kind, TrackerTarget target, TicketText text, CancellationToken cancel)
    {
        var draft = request is { Title: not null, Text: not null } ? new(request.Title, request.Text) : await text.DraftAsync(project.Id, project.Slug, issue, cancel);
        return draft is null ? new(null, "None of the issue's events is kept any more: write a title and a text.") : await kind.CreateAsync(target, request.Title ?? draft.Title, request.Text ?? draft.Text, cancel);
    }

    // Linked twice, it is one; taken off before, it is back.
    private static Task<TicketRow> KeepAsync(RelationalStore store, int project, int issue, int tracker, RemoteTicket remote, DateTimeOffset now, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var status = await db.Issues.Where(row => row.Id == issue).Select(static row => row.Status).SingleAsync(stop);
        var row = await db.Tickets.SingleOrDefaultAsync(known => known.IssueId == issue && known.TrackerId == tracker && known.Key == remote.Key, stop);
        if (row is null)
        {
            row = new TicketRow { ProjectId = project, IssueId = issue, TrackerId = tracker, Key = remote.Key, Url = "", Title = "", IsClosed = false, IssueStatus = status, CreatedAt = now, CheckedAt = now };
            db.Tickets.Add(row);
        }
        (row.Url, row.Title, row.IsClosed, row.IssueStatus, row.CheckedAt, row.Problem, row.DeletedAt) = (remote.Url, remote.Title, remote.IsClosed, status, now, "", null);
        await db.SaveChangesAsync(stop);
        return row;
    }, cancel);

    private static ProblemHttpResult Refused(string problem) => TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);

    private static IQueryable<TrackerRow> Trackers(PaddockDb db, ProjectAccess project) => db.Trackers.Where(row => row.ProjectId == project.Id && row.DeletedAt == null);

    private static IQueryable<FollowedTicket> Of(PaddockDb db, ProjectAccess project, int issue) =>
        from ticket in db.Tickets
        where ticket.ProjectId == project.Id && ticket.DeletedAt == null && db.Issues.Any(row => row.Id == ticket.IssueId && (row.Id == issue || row.MergedInto == issue))
        join tracker in Trackers(db, project) on ticket.TrackerId equals tracker.Id
        select new FollowedTicket { Ticket = ticket, Tracker = tracker };

    private static Ticket Answer(TicketRow row, TrackerRow tracker) =>
        new(row.Id, tracker.Id, tracker.Kind, tracker.Place, row.Key, row.Url, row.Title, row.IsClosed, Questions.Iso(row.CheckedAt), row.Problem);
}

/// <summary>A ticket and where it lies.</summary>
internal sealed class FollowedTicket
{
    public required TicketRow Ticket { get; init; }

    public required TrackerRow Tracker { get; init; }
}
