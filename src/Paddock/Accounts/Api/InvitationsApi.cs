using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Hosting;

namespace Paddock.Accounts.Api;

/// <param name="Role">owner, admin, member, viewer, support or marketing.</param>
/// <param name="Email">Whom alone the link is for; null: whoever has it.</param>
internal sealed record InvitationRequest(string? Role, string? Email = null);

internal sealed record InvitationAnswer(int Id, string Role, string? Email, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

internal sealed record InvitationList(IReadOnlyList<InvitationAnswer> Invitations);

/// <param name="Link">Shown this once. Who opens it first gets the role.</param>
internal sealed record NewInvitation(InvitationAnswer Invitation, Uri Link);

internal static class InvitationsApi
{
    // So that nobody fills the table; there are never that many new colleagues in a week.
    private const int MostOpen = 200;

    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/api/v1/projects/{id}/invitations").RequireProjectPerson(Capability.ManagePeople).WithTags("People");
        invitations.MapGet("", ListAsync).WithName("listInvitations");
        invitations.MapPost("", CreateAsync).WithName("createInvitation");
        invitations.MapDelete("{invitation:int}", RevokeAsync).WithName("revokeInvitation");
        invitations.MapPost("{invitation:int}/restore", RestoreAsync).WithName("restoreInvitation");
    }

    /// <summary>Invitations that nobody has accepted yet. Their links cannot be shown again.</summary>
    internal static async Task<Ok<InvitationList>> ListAsync(ProjectAccess project, RelationalStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => Open(db, project, clock.GetUtcNow()).OrderBy(row => row.Id)
                .Select(row => new { Invitation = row, By = db.Users.Where(user => user.Id == row.InvitedBy).Select(user => user.Email).First() }).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new InvitationList(rows.ConvertAll(static row => Answer(row.Invitation, row.By))));
    }

    /// <summary>Makes a link that gives a role, once, for a week; it is in this answer alone.</summary>
    internal static async Task<Results<Created<NewInvitation>, ProblemHttpResult>> CreateAsync(
        HttpRequest http, ProjectAccess project, Actor actor, InvitationRequest request, RelationalStore store, Invitations invitations, PublicAddress address, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (Role.Find(request.Role) is not { } role)
            return TypedResults.Problem($"role: write one of {string.Join(", ", Role.Names)}.", statusCode: StatusCodes.Status400BadRequest);
        if (!project.Can.Includes(role.ToGive))
            return TypedResults.Problem("Only owners invite owners.", statusCode: StatusCodes.Status403Forbidden);
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : EmailAddress.Normalize(request.Email);
        if (email is not null && !EmailAddress.IsPlausible(email))
            return TypedResults.Problem("email: write an address such as ann@example.org, or none.", statusCode: StatusCodes.Status400BadRequest);
        if (await store.ReadAsync((db, stop) => Open(db, project, clock.GetUtcNow()).CountAsync(stop), cancellation) >= MostOpen)
            return TypedResults.Problem($"{MostOpen} invitations are open. Revoke some first.", statusCode: StatusCodes.Status400BadRequest);
        var (token, row) = await invitations.MakeAsync(project, actor, role, email, cancellation);
        return TypedResults.Created(
            $"/api/v1/projects/{project.Id}/invitations/{row.Id}",
            new NewInvitation(Answer(row, project.Caller.Person!.Email), Invitations.Address(address.SeenBy(http), token)));
    }

    /// <summary>Ends an invitation at once.</summary>
    /// <param name="invitation">Its number.</param>
    internal static async Task<Results<NoContent, NotFound>> RevokeAsync(
        ProjectAccess project, Actor actor, int invitation, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var revoked = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await Open(db, project, clock.GetUtcNow()).SingleOrDefaultAsync(row => row.Id == invitation, stop) is not { } row)
                    return false;
                row.RevokedAt = clock.GetUtcNow();
                await audit.AddAsync(db, actor, AuditAction.InvitationRevoked, project.Id, row.Email ?? "whoever has the link", row.Role, stop);
                return true;
            },
            cancellation);
        return revoked ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Takes a revocation back, within ten minutes. An invitation of an owner needs an owner.</summary>
    /// <param name="invitation">Its number.</param>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(
        ProjectAccess project, Actor actor, int invitation, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Regret.Time;
        var restored = await store.WriteAsync(
            async (db, stop) =>
            {
                var row = await db.Invitations.SingleOrDefaultAsync(row => row.Id == invitation && row.ProjectId == project.Id && row.RevokedAt >= since, stop);
                if (row is null || !project.Can.Includes(Role.Find(row.Role)?.ToGive ?? Capability.All))
                    return false;
                row.RevokedAt = null;
                await audit.AddAsync(db, actor, AuditAction.InvitationRestored, project.Id, row.Email ?? "whoever has the link", row.Role, stop);
                return true;
            },
            cancellation);
        return restored ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static IQueryable<InvitationRow> Open(PaddockDb db, ProjectAccess project, DateTimeOffset now) =>
        db.Invitations.Where(row => row.ProjectId == project.Id && row.UsedAt == null && row.RevokedAt == null && row.ExpiresAt > now);

    private static InvitationAnswer Answer(InvitationRow row, string by) => new(row.Id, row.Role, row.Email, by, row.CreatedAt, row.ExpiresAt);
}
