using Microsoft.EntityFrameworkCore;
using Paddock.Database;

namespace Paddock.Accounts;

/// <summary>Asks somebody who is signed in for their password once more, before what a stolen session must not be able to do. Counts as a sign-in that is tried.</summary>
internal sealed class OwnPassword(RelationalStore store, SignInAttempts attempts, PasswordWork passwordWork)
{
    public async Task<(bool IsRight, TimeSpan? Wait)> CheckAsync(Person person, string given, Browser browser, CancellationToken cancellation)
    {
        if (attempts.Begin(person.Email, browser.Address, hasOpenSession: true) is { } wait)
            return (false, wait);
        var stored = await store.ReadAsync(
            (db, stop) => db.Users.Where(row => row.Id == person.Id).Select(row => row.PasswordHash).SingleOrDefaultAsync(stop),
            cancellation);
        var isRight = false;
        if (!await passwordWork.TryDoAsync(() => isRight = Passwords.Verify(given, stored), cancellation))
            return (false, SignInResult.Busy.Wait);
        if (isRight)
            attempts.Succeeded(person.Email, browser.Address);
        return (isRight, null);
    }
}
