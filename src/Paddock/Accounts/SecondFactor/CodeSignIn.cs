using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Audit;
using Paddock.Database;

namespace Paddock.Accounts.SecondFactor;

/// <summary>The second half of a sign-in: the code after the password.</summary>
internal sealed class CodeSignIn(
    RelationalStore store, PendingSignIns pending, SecondFactors factors, CodeAttempts codeAttempts, SignInAttempts signInAttempts, Sessions sessions, AuditLog audit)
{
    /// <param name="token">Of <see cref="PendingSignIns"/>.</param>
    /// <returns>Refused also when the sign-in has to begin anew.</returns>
    public async Task<SignInResult> TryAsync(string token, string code, Browser browser, CancellationToken cancellation)
    {
        if (pending.Find(token) is not { } begun)
            return SignInResult.Refused;
        if (codeAttempts.Begin(begun.UserId) is { } wait)
            return SignInResult.TooManyTries(wait);
        var (session, email) = await store.WriteAsync(
            async (db, stop) =>
            {
                var user = await db.Users.SingleOrDefaultAsync(row => row.Id == begun.UserId && row.PasswordHash == begun.PasswordHash && !row.IsDisabled, stop);
                if (user is null)
                    return (null, "");
                var isRight = await factors.TakeAsync(db, user.Id, code, stop);
                await audit.AddAsync(db, Actor.Of(user.Id, user.Email, browser.UserAgent), isRight ? AuditAction.SignedIn : AuditAction.CodeRefused, null, user.Email, "", stop);
                return (isRight ? await sessions.StartAsync(db, user.Id, browser, stop) : null, user.Email);
            },
            cancellation);
        if (session is null)
            return SignInResult.Refused;
        pending.Remove(token);
        codeAttempts.Succeeded(begun.UserId);
        signInAttempts.Succeeded(email, browser.Address);
        return SignInResult.SignedIn(session);
    }
}
