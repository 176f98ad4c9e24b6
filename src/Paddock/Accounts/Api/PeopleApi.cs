using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Hosting.Api;

namespace Paddock.Accounts.Api;

/// <param name="Roles">By project, of those that they have one in.</param>
internal sealed record AccountAnswer(
    int Id, string Email, string Name, bool IsAdministrator, bool IsDisabled, bool HasSecondFactor, DateTimeOffset CreatedAt, DateTimeOffset? LastSeenAt, IReadOnlyList<AccountRole> Roles);

internal sealed record AccountRole(int ProjectId, string Role);

internal sealed record AccountList(IReadOnlyList<AccountAnswer> Accounts);

/// <summary>What is to be changed; null: as it is.</summary>
/// <param name="IsDisabled">Ends all sessions, and lets nobody in; the tokens do nothing until it is taken back.</param>
internal sealed record AccountChange(bool? IsAdministrator = null, bool? IsDisabled = null);

/// <summary>All accounts of the server, for its administrators. In paths they are called accounts: people are those that a site knows.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/v1/accounts").RequireAdministrator().WithTags("People");
        accounts.MapGet("", ListAsync).WithName("listAccounts");
        accounts.MapPatch("{account:int}", ChangeAsync).WithName("changeAccount").WithMetadata(new Refusal(StatusCodes.Status409Conflict));
    }

    /// <summary>Everybody who has an account here.</summary>
    internal static async Task<Ok<AccountList>> ListAsync(RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => db.Users.OrderBy(user => user.Email).Select(user => new
            {
                User = user,
                HasFactor = db.SecondFactors.Any(row => row.UserId == user.Id && row.ConfirmedAt != null),
                LastSeen = db.Sessions.Where(row => row.UserId == user.Id).OrderByDescending(row => row.LastSeenAt).Select(row => (DateTimeOffset?)row.LastSeenAt).FirstOrDefault(),
                Roles = db.ProjectMembers.Where(row => row.UserId == user.Id && Role.Names.Contains(row.Role)).OrderBy(row => row.ProjectId).ToList(),
            }).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new AccountList(rows.ConvertAll(static row => new AccountAnswer(
            row.User.Id, row.User.Email, row.User.Name, row.User.IsAdministrator, row.User.IsDisabled, row.HasFactor, row.User.CreatedAt, row.LastSeen,
            row.Roles.ConvertAll(static role => new AccountRole(role.ProjectId, role.Role))))));
    }

    /// <summary>Makes or unmakes an administrator, closes or opens an account. The last administrator stays one.</summary>
    /// <param name="account">The number of the account.</param>
    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> ChangeAsync(
        int account, AccountChange change, Actor actor, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        var outcome = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await db.Users.SingleOrDefaultAsync(row => row.Id == account, stop) is not { } user)
                    return StatusCodes.Status404NotFound;
                var (isAdministrator, isDisabled) = (change.IsAdministrator ?? user.IsAdministrator, change.IsDisabled ?? user.IsDisabled);
                var isLoss = user is { IsAdministrator: true, IsDisabled: false } && (!isAdministrator || isDisabled);
                if (isLoss && !await db.Users.AnyAsync(other => other.Id != account && other.IsAdministrator && !other.IsDisabled, stop))
                    return StatusCodes.Status409Conflict;
                if (isAdministrator != user.IsAdministrator)
                    await audit.AddAsync(db, actor, isAdministrator ? AuditAction.AdministratorMade : AuditAction.AdministratorUnmade, null, user.Email, "", stop);
                if (isDisabled != user.IsDisabled)
                    await audit.AddAsync(db, actor, isDisabled ? AuditAction.Disabled : AuditAction.Enabled, null, user.Email, "", stop);
                (user.IsAdministrator, user.IsDisabled) = (isAdministrator, isDisabled);
                if (isDisabled)
                    await Sessions.EndAllAsync(db, user.Id, stop);
                return StatusCodes.Status204NoContent;
            },
            cancellation);
        return outcome switch
        {
            StatusCodes.Status204NoContent => TypedResults.NoContent(),
            StatusCodes.Status404NotFound => TypedResults.NotFound(),
            _ => TypedResults.Problem("This is the last administrator. Make somebody else one first.", statusCode: outcome),
        };
    }
}
