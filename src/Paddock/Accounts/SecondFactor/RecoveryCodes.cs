using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.SecondFactor;

/// <summary>Ten codes that work once each, for the day the phone is lost. Shown once, kept as hashes.</summary>
internal static class RecoveryCodes
{
    private const int Count = 10;

    // 16 of 31 letters are 79 bits: nothing to guess, also with the hashes at hand. No l, o, 0 or 1.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 16;

    /// <summary>In place of all that the person had.</summary>
    public static async Task<string[]> MakeAsync(PaddockDb db, int userId, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation);
        string[] codes = [.. Enumerable.Range(0, Count).Select(static _ => RandomNumberGenerator.GetString(Alphabet, Length))];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCodeRow { Hash = Secrets.Hash(code), UserId = userId }));
        return [.. codes.Select(static code => string.Join('-', code.Chunk(4).Select(static part => new string(part))))];
    }

    /// <summary>Uses the code up, within a transaction of the caller.</summary>
    /// <param name="typed">With or without hyphens, in any case.</param>
    public static async Task<bool> TakeAsync(PaddockDb db, int userId, string typed, DateTimeOffset now, CancellationToken cancellation)
    {
        var code = new string([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        if (code.Length != Length)
            return false;
        var hash = Secrets.Hash(code);
        if (await db.RecoveryCodes.SingleOrDefaultAsync(row => row.Hash == hash && row.UserId == userId && row.UsedAt == null, cancellation) is not { } row)
            return false;
        row.UsedAt = now;
        return true;
    }
}
