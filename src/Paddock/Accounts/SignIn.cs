using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>E-mail and password for a session.</summary>
internal sealed class SignIn(RelationalStore store, Sessions sessions, SignInAttempts attempts, PasswordWork passwordWork)
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
        if (!isRight || await StartAsync(user!, newHash, browser, cancellation) is not { } token)
            return SignInResult.Refused;
        attempts.Succeeded(email, browser.Address);
        return SignInResult.SignedIn(token);
    }

    // The password may have been changed since it was checked; then what was right is wrong.
    private Task<string?> StartAsync(UserRow verified, string? newHash, Browser browser, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            var user = await db.Users.SingleOrDefaultAsync(row => row.Id == verified.Id && row.PasswordHash == verified.PasswordHash, stop);
            if (user is null)
                return null;
            user.PasswordHash = newHash ?? user.PasswordHash;
            return await sessions.StartAsync(db, user.Id, browser, stop);
        }, cancellation);
}
