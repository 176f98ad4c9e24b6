using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>Who has which role in a project. A role that was taken leaves its row behind without one, so that it can be given back to whom the project knew.</summary>
internal sealed class Members(RelationalStore store, AuditLog audit)
{
    private const string None = "";

    public enum Outcome
    {
        Done,
        Unknown,
        NotAllowed,

        /// <summary>A project that has owners keeps one.</summary>
        LastOwner,
    }

    /// <summary>Gives another role, or the former one back to somebody who was removed.</summary>
    public Task<Outcome> ChangeAsync(ProjectAccess project, Actor actor, int userId, Role role, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            if (await FindAsync(db, project.Id, userId, stop) is not { } row)
                return Outcome.Unknown;
            var present = Role.Find(row.Role);
            if (!project.Can.Includes(role.ToGive | (present ?? role).ToGive))
                return Outcome.NotAllowed;
            if (role != Role.Owner && await IsLastOwnerAsync(db, row, stop))
                return Outcome.LastOwner;
            row.Role = role.Name;
            await audit.AddAsync(db, actor, AuditAction.RoleChanged, project.Id, await EmailAsync(db, userId, stop), $"{present?.Name ?? "no role"} → {role.Name}", stop);
            return Outcome.Done;
        }, cancellation);

    /// <summary>Takes the role. Anybody may leave; others need the right to give that role.</summary>
    public Task<Outcome> RemoveAsync(ProjectAccess project, Actor actor, int userId, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            if (await FindAsync(db, project.Id, userId, stop) is not { } row || Role.Find(row.Role) is not { } present)
                return Outcome.Unknown;
            var isOneself = userId == project.Caller.Person!.Id;
            if (!isOneself && !project.Can.Includes(present.ToGive))
                return Outcome.NotAllowed;
            if (await IsLastOwnerAsync(db, row, stop))
                return Outcome.LastOwner;
            row.Role = None;
            await audit.AddAsync(db, actor, isOneself ? AuditAction.MemberLeft : AuditAction.MemberRemoved, project.Id, await EmailAsync(db, userId, stop), present.Name, stop);
            return Outcome.Done;
        }, cancellation);

    private static Task<ProjectMemberRow?> FindAsync(PaddockDb db, int project, int userId, CancellationToken cancellation) =>
        db.ProjectMembers.SingleOrDefaultAsync(row => row.ProjectId == project && row.UserId == userId, cancellation);

    private static async Task<bool> IsLastOwnerAsync(PaddockDb db, ProjectMemberRow row, CancellationToken cancellation) =>
        row.Role == Role.Owner.Name
        && !await db.ProjectMembers.AnyAsync(other => other.ProjectId == row.ProjectId && other.UserId != row.UserId && other.Role == Role.Owner.Name, cancellation);

    private static Task<string> EmailAsync(PaddockDb db, int userId, CancellationToken cancellation) =>
        db.Users.Where(row => row.Id == userId).Select(row => row.Email).SingleAsync(cancellation);
}
