using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>Who is signed in where. The token is in the browser alone; here is its hash.</summary>
internal sealed class Sessions(RelationalStore store, TimeProvider clock)
{
    /// <summary>After this a session ends however busy it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(14);

    // So that a busy screen does not write at every request.
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(5);

    private const int LongestUserAgent = 200;

    /// <summary>
    /// Starts a session within a transaction of the caller and ends the one this browser had. The token is always new, so nobody can
    /// plant one beforehand.
    /// </summary>
    /// <returns>The token for the cookie.</returns>
    public async Task<string> StartAsync(PaddockDb db, int userId, Browser browser, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var seenAfter = now - LongestIdle;
        var former = Secrets.Hash(browser.FormerSession ?? "");
        await db.Sessions
            .Where(row => row.TokenHash == former || row.ExpiresAt <= now || row.LastSeenAt <= seenAfter)
            .ExecuteDeleteAsync(cancellation);
        var token = Secrets.NewToken();
        db.Sessions.Add(new SessionRow
        {
            TokenHash = Secrets.Hash(token),
            UserId = userId,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + Longest,
            UserAgent = browser.UserAgent.Length <= LongestUserAgent ? browser.UserAgent : browser.UserAgent[..LongestUserAgent],
        });
        return token;
    }

    /// <summary>Signs a person out everywhere, within a transaction of the caller.</summary>
    /// <param name="but">The token of a session that goes on; null: none does.</param>
    /// <returns>How many there were.</returns>
    public static Task<int> EndAllAsync(PaddockDb db, int userId, CancellationToken cancellation, string? but = null)
    {
        var kept = Secrets.Hash(but ?? "");
        db.MarkChanged<SessionRow>();
        return db.Sessions.Where(row => row.UserId == userId && row.TokenHash != kept).ExecuteDeleteAsync(cancellation);
    }

    public Task EndAsync(string token, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(token);
        return store.WriteAsync(
            (db, stop) =>
            {
                db.MarkChanged<SessionRow>();
                return db.Sessions.Where(row => row.TokenHash == hash).ExecuteDeleteAsync(stop);
            },
            cancellation);
    }

    /// <summary>Those that go on, the last used first.</summary>
    public Task<List<SessionRow>> ListAsync(PaddockDb db, int userId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var seenAfter = now - LongestIdle;
        return db.Sessions.Where(row => row.UserId == userId && row.ExpiresAt > now && row.LastSeenAt > seenAfter).OrderByDescending(row => row.LastSeenAt).ToListAsync(cancellation);
    }

    /// <summary>A name for a session that opens nothing.</summary>
    public static string IdOf(SessionRow row) => Convert.ToHexStringLower(row.TokenHash.AsSpan(0, 8));

    public static bool IsOf(SessionRow row, string? token) => token is not null && Secrets.Hash(token).AsSpan().SequenceEqual(row.TokenHash);

    /// <returns>Null when the token is unknown or the session has ended.</returns>
    public async Task<Person?> FindAsync(string token, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var hash = Secrets.Hash(token);
        var found = await store.ReadAsync(
            (db, stop) => (
                from session in db.Sessions
                join user in db.Users on session.UserId equals user.Id
                where session.TokenHash == hash && !user.IsDisabled
                select new { session.LastSeenAt, session.ExpiresAt, User = user }).SingleOrDefaultAsync(stop),
            cancellation);
        if (found is null || now >= found.ExpiresAt || now >= found.LastSeenAt + LongestIdle)
            return null;
        if (now >= found.LastSeenAt + SeenPrecision)
            await MarkSeenAsync(hash, now, cancellation);
        return new Person(found.User.Id, found.User.Email, found.User.Name, found.User.IsAdministrator, CsrfToken(token));
    }

    /// <summary>Needs no storage: it follows from the session's secret, and ends with it.</summary>
    public static string CsrfToken(string sessionToken) => Secrets.Derive(sessionToken, "cross-site request forgery");

    private async Task MarkSeenAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync(
                (db, stop) => db.Sessions.Where(row => row.TokenHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), stop),
                cancellation);
        }
        catch (DbException)
        {
            // A full disk must not lock people out of the screen that tells them so.
        }
    }
}
