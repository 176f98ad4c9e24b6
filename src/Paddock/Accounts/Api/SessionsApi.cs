using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;

namespace Paddock.Accounts.Api;

/// <param name="Id">A name for it; it opens nothing.</param>
/// <param name="LastSeenAt">To five minutes.</param>
/// <param name="IsThis">Of the browser that asks.</param>
internal sealed record SessionEntry(string Id, string UserAgent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsThis);

internal sealed record SessionList(IReadOnlyList<SessionEntry> Sessions);

/// <summary>Where one is signed in.</summary>
internal static class SessionsApi
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/api/v1/sessions").RequirePerson().WithTags("Session");
        sessions.MapGet("", ListAsync).WithName("listSessions");
        sessions.MapDelete("", EndOthersAsync).WithName("endOtherSessions");
        sessions.MapDelete("{session}", EndAsync).WithName("endSession");
    }

    /// <summary>The browsers in which one is signed in, the last used first.</summary>
    internal static async Task<Ok<SessionList>> ListAsync(HttpRequest request, Caller caller, Sessions sessions, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync((db, stop) => sessions.ListAsync(db, caller.Person!.Id, stop), cancellation);
        var token = SessionCookie.Read(request);
        return TypedResults.Ok(new SessionList(rows.ConvertAll(row => new SessionEntry(Sessions.IdOf(row), row.UserAgent, row.CreatedAt, row.LastSeenAt, Sessions.IsOf(row, token)))));
    }

    /// <summary>Signs one out everywhere but here.</summary>
    internal static async Task<NoContent> EndOthersAsync(HttpRequest request, Caller caller, Actor actor, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        var person = caller.Person!;
        await store.WriteAsync(
            async (db, stop) =>
            {
                var ended = await Sessions.EndAllAsync(db, person.Id, stop, but: SessionCookie.Read(request));
                await audit.AddAsync(db, actor, AuditAction.SessionEnded, null, person.Email, $"{ended} elsewhere", stop);
                return ended;
            },
            cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Ends one session, at once.</summary>
    /// <param name="session">Its id in the list.</param>
    internal static async Task<Results<NoContent, NotFound>> EndAsync(
        string session, Caller caller, Actor actor, Sessions sessions, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        var person = caller.Person!;
        var ended = await store.WriteAsync(
            async (db, stop) =>
            {
                if ((await sessions.ListAsync(db, person.Id, stop)).Find(row => Sessions.IdOf(row) == session) is not { } row)
                    return false;
                db.Sessions.Remove(row);
                await audit.AddAsync(db, actor, AuditAction.SessionEnded, null, person.Email, "one", stop);
                return true;
            },
            cancellation);
        return ended ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
