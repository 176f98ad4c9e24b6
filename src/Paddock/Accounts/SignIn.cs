using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Audit;
using Paddock.Accounts.SecondFactor;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>E-mail and password for a session.</summary>
internal sealed class SignIn(RelationalStore store, Sessions sessions, SignInAttempts attempts, PasswordWork passwordWork, PendingSignIns pending, AuditLog audit)
{
    /// <summary>An unknown e-mail looks like a wrong password, also in time.</summary>
    /// <param name="email">Normalized.</param>
    public async Task<SignInResult> TryAsync(string email, string password, Browser browser, CancellationToken cancellation)
    {
        var hasOpenSession = browser.FormerSession is { } session && (await sessions.FindAsync(session, cancellation))?.Email == email;
        if (attempts.Begin(email, browser.Address, hasOpenSession) is { } wait)
            return SignInResult.TooManyTries(wait);
        var user = await store.ReadAsync((db, stop) => db.Users.SingleOrDefaultAsync(row => row.Email == email, stop), cancellation);
        var isRight = false;
        string? newHash = null;
        var done = await passwordWork.TryDoAsync(() =>
        {
            isRight = Passwords.Verify(password, user?.PasswordHash);
            if (isRight && Passwords.IsOutdated(user!.PasswordHash))
                newHash = Passwords.Hash(password);
        }, cancellation);
        if (!done)
            return SignInResult.Busy;
        var result = isRight ? await StartAsync(user!, newHash, browser, cancellation) : SignInResult.Refused;
        if (result.Token is not null)
            attempts.Succeeded(email, browser.Address);
        return result;
    }

    // The password may have been changed since it was checked; then what was right is wrong.
    private Task<SignInResult> StartAsync(UserRow verified, string? newHash, Browser browser, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            var user = await db.Users.SingleOrDefaultAsync(row => row.Id == verified.Id && row.PasswordHash == verified.PasswordHash && !row.IsDisabled, stop);
            if (user is null)
                return SignInResult.Refused;
            user.PasswordHash = newHash ?? user.PasswordHash;
            if (await SecondFactors.IsOnAsync(db, user.Id, stop))
                return SignInResult.CodeWanted(pending.Add(user.Id, user.PasswordHash));
            await audit.AddAsync(db, Actor.Of(user.Id, user.Email, browser.UserAgent), AuditAction.SignedIn, null, user.Email, "", stop);
            return SignInResult.SignedIn(await sessions.StartAsync(db, user.Id, browser, stop));
        }, cancellation);
}
