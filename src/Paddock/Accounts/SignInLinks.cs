using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Audit;
using Paddock.Accounts.SecondFactor;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>Links that work once: for the first administrator, and for who lost the password.</summary>
internal sealed class SignInLinks(RelationalStore store, Sessions sessions, PasswordWork passwordWork, PendingSignIns pending, AuditLog audit, TimeProvider clock)
{
    private const string FirstAdministrator = "first-administrator";
    private const string SetPassword = "set-password";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>What a person opens.</summary>
    public static Uri Address(Uri baseUrl, string token) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/welcome/{token}");

    /// <summary>Makes a link within a transaction of the caller.</summary>
    /// <param name="userId">Null: for the first administrator.</param>
    /// <returns>The token for <c>/welcome/{token}</c>.</returns>
    public async Task<string> MakeAsync(PaddockDb db, int? userId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.SignInLinks.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
        var token = Secrets.NewToken();
        db.SignInLinks.Add(new SignInLinkRow
        {
            TokenHash = Secrets.Hash(token),
            Purpose = userId is null ? FirstAdministrator : SetPassword,
            UserId = userId,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        return token;
    }

    /// <summary>While nobody has an account, a link is the only way in.</summary>
    public Task<bool> AreNeededAsync(CancellationToken cancellation) =>
        store.ReadAsync(async (db, stop) => !await db.Users.AnyAsync(stop), cancellation);

    /// <summary>Looking uses nothing up: mail programs and chats open links, too.</summary>
    /// <returns>Null when the link is unknown, used, too old, or comes too late to be the first.</returns>
    public Task<OpenLink?> FindAsync(string token, CancellationToken cancellation) =>
        store.ReadAsync(async (db, stop) => (await FindRowAsync(db, token, stop))?.Open, cancellation);

    /// <summary>Uses the link: makes the administrator or sets the password, ends the person's other sessions and signs in.</summary>
    /// <param name="welcome">Checked by the caller.</param>
    public async Task<SignInResult> UseAsync(string token, Welcome welcome, Browser browser, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is null)
            return SignInResult.Refused;
        var hash = "";
        if (!await passwordWork.TryDoAsync(() => hash = Passwords.Hash(welcome.Password), cancellation))
            return SignInResult.Busy;
        return await store.WriteAsync(async (db, stop) =>
        {
            if (await FindRowAsync(db, token, stop) is not { Row: var link })
                return SignInResult.Refused;
            link.UsedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(stop);
            var userId = link.UserId is { } known
                ? await SetPasswordAsync(db, known, hash, stop)
                : await AddAdministratorAsync(db, welcome, hash, stop);
            var email = await db.Users.Where(row => row.Id == userId).Select(row => row.Email).SingleAsync(stop);
            await audit.AddAsync(db, Actor.Of(userId, email, browser.UserAgent), link.UserId is null ? AuditAction.AccountMade : AuditAction.PasswordChanged, null, email, "by a one-time link", stop);
            // The link stands for the password alone.
            return await SecondFactors.IsOnAsync(db, userId, stop)
                ? SignInResult.CodeWanted(pending.Add(userId, hash))
                : SignInResult.SignedIn(await sessions.StartAsync(db, userId, browser, stop));
        }, cancellation);
    }

    private async Task<(SignInLinkRow Row, OpenLink Open)?> FindRowAsync(PaddockDb db, string token, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(token);
        var row = await db.SignInLinks.SingleOrDefaultAsync(link => link.TokenHash == hash, cancellation);
        if (row is null || row.UsedAt is not null || row.ExpiresAt <= clock.GetUtcNow())
            return null;
        if (row.UserId is { } userId)
            return (row, new OpenLink(await db.Users.Where(user => user.Id == userId).Select(user => user.Email).SingleAsync(cancellation)));
        return await db.Users.AnyAsync(cancellation) ? null : (row, new OpenLink(null));
    }

    private async Task<int> AddAdministratorAsync(PaddockDb db, Welcome welcome, string hash, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var user = new UserRow
        {
            Email = welcome.Email,
            Name = welcome.Name,
            PasswordHash = hash,
            IsAdministrator = true,
            CreatedAt = now,
            PasswordChangedAt = now,
        };
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellation);
        return user.Id;
    }

    private async Task<int> SetPasswordAsync(PaddockDb db, int userId, string hash, CancellationToken cancellation)
    {
        var user = await db.Users.SingleAsync(row => row.Id == userId, cancellation);
        user.PasswordHash = hash;
        user.PasswordChangedAt = clock.GetUtcNow();
        await Sessions.EndAllAsync(db, userId, cancellation);
        await db.SignInLinks.Where(row => row.UserId == userId && row.UsedAt == null).ExecuteDeleteAsync(cancellation);
        return userId;
    }
}
