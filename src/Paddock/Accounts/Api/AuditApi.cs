using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Api;

/// <param name="ProjectId">Null: of an account or the whole server.</param>
/// <param name="Actor">E-mail, "command line", or the name of a token, as it was then.</param>
/// <param name="Action">Such as member.role, token.made, account.signed-in.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Detail">From what to what.</param>
/// <param name="UserAgent">The browser; empty when it was none. Addresses are not kept.</param>
internal sealed record AuditEntry(long Id, DateTimeOffset Time, int? ProjectId, string Actor, string Action, string Subject, string Detail, string UserAgent);

/// <param name="Entries">The newest first.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);

/// <summary>The book of who did what: of a project for its owners and admins, of all for administrators of the server.</summary>
internal static class AuditApi
{
    private const int PageSize = 50;
    private const int LongestFilter = 100;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", OfServerAsync).WithName("listAudit").RequireAdministrator().WithTags("People");
        routes.MapGet("/api/v1/projects/{id}/audit", OfProjectAsync).WithName("listProjectAudit").RequireProjectPerson(Capability.ReadAudit).WithTags("People");
    }

    /// <summary>Who did what in all projects and accounts, newest first. Entries are kept for 400 days.</summary>
    /// <param name="actor">A part of who did it.</param>
    /// <param name="action">The action, or its first word: member, token, key, invitation, project, account.</param>
    internal static Task<Results<Ok<AuditPage>, ProblemHttpResult>> OfServerAsync(string? cursor, string? actor, string? action, RelationalStore store, CancellationToken cancellation) =>
        PageAsync(static rows => rows, cursor, actor, action, store, cancellation);

    /// <summary>Who did what in the project, newest first. Entries are kept for 400 days.</summary>
    /// <param name="actor">A part of who did it.</param>
    /// <param name="action">The action, or its first word: member, token, key, invitation, project.</param>
    internal static Task<Results<Ok<AuditPage>, ProblemHttpResult>> OfProjectAsync(
        ProjectAccess project, string? cursor, string? actor, string? action, RelationalStore store, CancellationToken cancellation) =>
        PageAsync(rows => rows.Where(row => row.ProjectId == project.Id), cursor, actor, action, store, cancellation);

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> PageAsync(
        Func<IQueryable<AuditRow>, IQueryable<AuditRow>> narrow, string? cursor, string? actor, string? action, RelationalStore store, CancellationToken cancellation)
    {
        if (!long.TryParse(cursor ?? $"{long.MaxValue}", NumberStyles.None, CultureInfo.InvariantCulture, out var before))
            return TypedResults.Problem("cursor: write the value of `next` in the page before.", statusCode: StatusCodes.Status400BadRequest);
        if (actor?.Length > LongestFilter || action?.Length > LongestFilter)
            return TypedResults.Problem($"actor and action: write at most {LongestFilter} characters.", statusCode: StatusCodes.Status400BadRequest);
        var rows = await store.ReadAsync(
            (db, stop) =>
            {
                var found = narrow(db.Audit).Where(row => row.Id < before);
                if (!string.IsNullOrWhiteSpace(actor))
                    found = found.Where(row => row.Actor.Contains(actor.Trim()));
                if (!string.IsNullOrWhiteSpace(action))
                    found = found.Where(row => row.Action == action || row.Action.StartsWith(action + "."));
                return found.OrderByDescending(row => row.Id).Take(PageSize + 1).ToListAsync(stop);
            },
            cancellation);
        var page = rows.Take(PageSize).Select(static row => new AuditEntry(row.Id, row.Time, row.ProjectId, row.Actor, row.Action, row.Subject, row.Detail, row.UserAgent)).ToList();
        return TypedResults.Ok(new AuditPage(page, rows.Count > PageSize ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }
}
