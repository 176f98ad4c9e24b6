using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.SecondFactor;

/// <summary>Codes of an authenticator app besides the password. All methods work within a transaction of the caller.</summary>
internal sealed class SecondFactors(SecretBox box, AuditLog audit, TimeProvider clock)
{
    public static Task<bool> IsOnAsync(PaddockDb db, int userId, CancellationToken cancellation) =>
        db.SecondFactors.AnyAsync(row => row.UserId == userId && row.ConfirmedAt != null, cancellation);

    /// <summary>A new secret, which is asked for only once a code of it was shown. The one before that was never confirmed is forgotten.</summary>
    /// <returns>Null when it is on already.</returns>
    public async Task<byte[]?> BeginAsync(PaddockDb db, int userId, CancellationToken cancellation)
    {
        if (await IsOnAsync(db, userId, cancellation))
            return null;
        await db.SecondFactors.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation);
        var secret = Totp.NewSecret();
        db.SecondFactors.Add(new SecondFactorRow { UserId = userId, Secret = box.Seal(secret, userId), CreatedAt = clock.GetUtcNow() });
        return secret;
    }

    /// <summary>Switches it on.</summary>
    /// <returns>The recovery codes; null when the code is wrong, or there is nothing to confirm.</returns>
    public async Task<string[]?> ConfirmAsync(PaddockDb db, Person person, string code, Actor actor, CancellationToken cancellation)
    {
        if (await db.SecondFactors.SingleOrDefaultAsync(row => row.UserId == person.Id && row.ConfirmedAt == null, cancellation) is not { } row || !TakeCode(row, code))
            return null;
        row.ConfirmedAt = clock.GetUtcNow();
        await audit.AddAsync(db, actor, AuditAction.SecondFactorOn, null, person.Email, "", cancellation);
        return await RecoveryCodes.MakeAsync(db, person.Id, cancellation);
    }

    /// <summary>Takes a code of the app, or a recovery code in its place; each works once.</summary>
    public async Task<bool> TakeAsync(PaddockDb db, int userId, string code, CancellationToken cancellation) =>
        await db.SecondFactors.SingleOrDefaultAsync(row => row.UserId == userId && row.ConfirmedAt != null, cancellation) is { } row
        && (TakeCode(row, code) || await RecoveryCodes.TakeAsync(db, userId, code, clock.GetUtcNow(), cancellation));

    /// <returns>Whether it was on.</returns>
    public static async Task<bool> RemoveAsync(PaddockDb db, int userId, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation);
        return await db.SecondFactors.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation) > 0;
    }

    private bool TakeCode(SecondFactorRow row, string code)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (box.Open(row.Secret, row.UserId) is not { } secret || Totp.Verify(secret, digits, clock.GetUtcNow(), row.LastStep) is not { } step)
            return false;
        row.LastStep = step;
        return true;
    }
}
