using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Audit;

/// <summary>The book of who did what. An entry is written in the transaction of what it tells of: neither is there without the other.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    // Long enough for last year's questions; what tells of people is not kept for good.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <param name="action">One of <see cref="AuditAction"/>.</param>
    /// <param name="project">Null: of an account or the whole server.</param>
    /// <param name="subject">To whom or what, in words.</param>
    /// <param name="detail">From what to what, in words.</param>
    public async Task AddAsync(PaddockDb db, Actor actor, string action, int? project, string subject, string detail, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var tooOld = now - Kept;
        await db.Audit.Where(row => row.Time < tooOld).ExecuteDeleteAsync(cancellation);
        db.Audit.Add(new AuditRow
        {
            Time = now,
            ProjectId = project,
            UserId = actor.UserId,
            Actor = actor.Name,
            Action = action,
            Subject = subject,
            Detail = detail,
            UserAgent = actor.UserAgent,
        });
    }
}

/// <summary>What is written into the book.</summary>
internal static class AuditAction
{
    public const string ProjectCreated = "project.created", ProjectChanged = "project.changed";
    public const string FiltersChanged = "filters.changed", LimitsChanged = "limits.changed", GroupingChanged = "grouping.changed";
    public const string KeyMade = "key.made", KeyRevoked = "key.revoked", KeyRestored = "key.restored";
    public const string TokenMade = "token.made", TokenRevoked = "token.revoked", TokenRestored = "token.restored";
    public const string Invited = "invitation.made", InvitationRevoked = "invitation.revoked", InvitationRestored = "invitation.restored", InvitationAccepted = "invitation.accepted";
    public const string AlertMade = "alert.made", AlertChanged = "alert.changed", AlertDeleted = "alert.deleted", AlertRestored = "alert.restored", AlertSnoozed = "alert.snoozed", AlertWoken = "alert.woken";
    public const string TrackerMade = "tracker.made", TrackerChanged = "tracker.changed", TrackerDeleted = "tracker.deleted", TrackerRestored = "tracker.restored";
    public const string RoleChanged = "member.role", MemberRemoved = "member.removed", MemberLeft = "member.left";
    public const string AccountMade = "account.made", SignedIn = "account.signed-in", CodeRefused = "account.code-refused", SessionEnded = "account.session-ended", PasswordChanged = "account.password";
    public const string SecondFactorOn = "account.second-factor-on", SecondFactorOff = "account.second-factor-off", RecoveryCodesMade = "account.recovery-codes";
    public const string AdministratorMade = "account.administrator-made", AdministratorUnmade = "account.administrator-unmade", Disabled = "account.disabled", Enabled = "account.enabled", LinkMade = "account.link-made";
}
