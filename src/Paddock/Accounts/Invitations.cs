using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>An invitation that can still be accepted.</summary>
/// <param name="Email">Whom alone it is for; null: whoever has the link.</param>
/// <param name="By">Who invited, by name or e-mail.</param>
internal sealed record OpenInvitation(int ProjectId, string Slug, string Project, Role Role, string? Email, string By);

/// <summary>
/// Links into a project. One works once, for a week, and only as long as who made it could still invite. Its token is shown once and kept as a hash; looking at the page uses nothing up.
/// </summary>
internal sealed class Invitations(RelationalStore store, Sessions sessions, PasswordWork passwordWork, AuditLog audit, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>What a person opens.</summary>
    public static Uri Address(Uri baseUrl, string token) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/invitation/{token}");

    /// <summary>Makes an invitation.</summary>
    /// <param name="email">Normalized, or null.</param>
    /// <returns>The token for <see cref="Address"/>, which nothing can show again.</returns>
    public Task<(string Token, InvitationRow Row)> MakeAsync(ProjectAccess project, Actor actor, Role role, string? email, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            var now = clock.GetUtcNow();
            var token = Secrets.NewToken();
            var row = new InvitationRow
            {
                ProjectId = project.Id,
                TokenHash = Secrets.Hash(token),
                Role = role.Name,
                Email = email,
                InvitedBy = project.Caller.Person!.Id,
                CreatedAt = now,
                ExpiresAt = now + Lifetime,
            };
            db.Invitations.Add(row);
            await audit.AddAsync(db, actor, AuditAction.Invited, project.Id, email ?? "whoever has the link", role.Name, stop);
            return (token, row);
        }, cancellation);

    public Task<OpenInvitation?> FindAsync(string token, CancellationToken cancellation) =>
        store.ReadAsync(async (db, stop) => (await FindRowAsync(db, token, stop))?.Open, cancellation);

    /// <summary>Gives the role to somebody who has an account; one who can do as much already keeps theirs.</summary>
    /// <returns>False: the link works no more, or is for somebody else.</returns>
    public Task<bool> AcceptAsync(string token, Person person, Actor actor, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            if (await FindRowAsync(db, token, stop) is not var (row, open) || !IsFor(open, person.Email))
                return false;
            await GiveAsync(db, row, open, person.Id, actor, stop);
            return true;
        }, cancellation);

    /// <summary>Makes an account with the role, and signs in.</summary>
    /// <param name="welcome">Checked by the caller.</param>
    /// <returns>Refused when the link works no more; <c>IsTaken</c> when the e-mail has an account, whose password nobody has shown.</returns>
    public async Task<(SignInResult Result, bool IsTaken)> AcceptAsNewAsync(string token, Welcome welcome, Browser browser, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is null)
            return (SignInResult.Refused, false);
        var hash = "";
        if (!await passwordWork.TryDoAsync(() => hash = Passwords.Hash(welcome.Password), cancellation))
            return (SignInResult.Busy, false);
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await FindRowAsync(db, token, stop) is not var (row, open) || !IsFor(open, welcome.Email))
                return (SignInResult.Refused, false);
            if (await db.Users.AnyAsync(user => user.Email == welcome.Email, stop))
                return (SignInResult.Refused, true);
            var now = clock.GetUtcNow();
            var user = new UserRow { Email = welcome.Email, Name = welcome.Name, PasswordHash = hash, CreatedAt = now, PasswordChangedAt = now };
            db.Users.Add(user);
            await db.SaveChangesAsync(stop);
            var actor = Actor.Of(user.Id, user.Email, browser.UserAgent);
            await audit.AddAsync(db, actor, AuditAction.AccountMade, null, user.Email, "by an invitation", stop);
            await GiveAsync(db, row, open, user.Id, actor, stop);
            return (SignInResult.SignedIn(await sessions.StartAsync(db, user.Id, browser, stop)), false);
        }, cancellation);
    }

    public static bool IsFor(OpenInvitation open, string email) => open.Email is null || open.Email == email;

    private async Task GiveAsync(PaddockDb db, InvitationRow row, OpenInvitation open, int userId, Actor actor, CancellationToken cancellation)
    {
        row.UsedAt = clock.GetUtcNow();
        var member = await db.ProjectMembers.SingleOrDefaultAsync(member => member.ProjectId == open.ProjectId && member.UserId == userId, cancellation);
        if (member is null)
            db.ProjectMembers.Add(member = new ProjectMemberRow { ProjectId = open.ProjectId, UserId = userId, Role = "", CreatedAt = clock.GetUtcNow() });
        // A link for less must not be a trap for who has more.
        var present = Role.Find(member.Role)?.Can ?? Capability.None;
        if (open.Role.Can != present && open.Role.Can.Includes(present))
            member.Role = open.Role.Name;
        await audit.AddAsync(db, actor, AuditAction.InvitationAccepted, open.ProjectId, actor.Name, $"{member.Role}, invited by {open.By}", cancellation);
    }

    private async Task<(InvitationRow Row, OpenInvitation Open)?> FindRowAsync(PaddockDb db, string token, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(token);
        var row = await db.Invitations.SingleOrDefaultAsync(invitation => invitation.TokenHash == hash, cancellation);
        if (row is null || row.UsedAt is not null || row.RevokedAt is not null || row.ExpiresAt <= clock.GetUtcNow() || Role.Find(row.Role) is not { } role)
            return null;
        var by = await db.Users.SingleAsync(user => user.Id == row.InvitedBy, cancellation);
        var (_, can) = await ProjectAccess.OfPersonAsync(db, row.ProjectId, by.Id, by.IsAdministrator, cancellation);
        if (by.IsDisabled || !can.Includes(role.ToGive))
            return null;
        var project = await db.Projects.SingleAsync(project => project.Id == row.ProjectId, cancellation);
        return (row, new OpenInvitation(project.Id, project.Slug, project.Name, role, row.Email, by.Name.Length > 0 ? by.Name : by.Email));
    }
}
