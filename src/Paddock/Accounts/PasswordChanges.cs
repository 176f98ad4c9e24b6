using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Audit;
using Paddock.Database;

namespace Paddock.Accounts;

/// <summary>A new password for somebody who is signed in and knows the present one.</summary>
internal sealed class PasswordChanges(RelationalStore store, Sessions sessions, SignInAttempts attempts, PasswordWork passwordWork, AuditLog audit, TimeProvider clock)
{
    /// <summary>Ends all sessions of the person and starts a new one here.</summary>
    /// <param name="wanted">Has no <see cref="Passwords.Problem"/>.</param>
    public async Task<SignInResult> ChangeAsync(Person person, string present, string wanted, Browser browser, CancellationToken cancellation)
    {
        if (attempts.Begin(person.Email, browser.Address, hasOpenSession: true) is { } wait)
            return SignInResult.TooManyTries(wait);
        var stored = await store.ReadAsync(
            (db, stop) => db.Users.Where(row => row.Id == person.Id).Select(row => row.PasswordHash).SingleOrDefaultAsync(stop),
            cancellation);
        string? hash = null;
        if (!await passwordWork.TryDoAsync(() => hash = Passwords.Verify(present, stored) ? Passwords.Hash(wanted) : null, cancellation))
            return SignInResult.Busy;
        if (hash is null)
            return SignInResult.Refused;
        var token = await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Users.SingleOrDefaultAsync(row => row.Id == person.Id && row.PasswordHash == stored, stop) is not { } user)
                return null;
            user.PasswordHash = hash;
            user.PasswordChangedAt = clock.GetUtcNow();
            await audit.AddAsync(db, Actor.Of(user.Id, user.Email, browser.UserAgent), AuditAction.PasswordChanged, null, user.Email, "", stop);
            await Sessions.EndAllAsync(db, user.Id, stop);
            return await sessions.StartAsync(db, user.Id, browser, stop);
        }, cancellation);
        if (token is null)
            return SignInResult.Refused;
        attempts.Succeeded(person.Email, browser.Address);
        return SignInResult.SignedIn(token);
    }
}
