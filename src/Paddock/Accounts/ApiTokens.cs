using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>Secrets for programs that work on one project: shown once, kept as a hash.</summary>
internal sealed class ApiTokens(RelationalStore store, TimeProvider clock)
{
    // "pdk_" and four characters: enough to tell tokens apart, 24 of 190 bits given away.
    private const int PrefixLength = 8;

    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(5);

    /// <summary>Makes a token within a transaction of the caller.</summary>
    /// <returns>The secret, which nothing can show again.</returns>
    public (string Secret, ApiTokenRow Row) Add(PaddockDb db, int projectId, int? userId, string name, IEnumerable<string> scopes)
    {
        var secret = Secrets.NewApiToken();
        var row = new ApiTokenRow
        {
            ProjectId = projectId,
            UserId = userId,
            Name = name,
            Scopes = string.Join(',', scopes),
            Hash = Secrets.Hash(secret),
            Prefix = secret[..PrefixLength],
            CreatedAt = clock.GetUtcNow(),
        };
        db.ApiTokens.Add(row);
        return (secret, row);
    }

    /// <returns>Null when the token is unknown or revoked.</returns>
    public async Task<ApiProgram?> FindAsync(string secret, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(secret);
        var row = await store.ReadAsync(
            (db, stop) => db.ApiTokens.SingleOrDefaultAsync(token => token.Hash == hash && token.RevokedAt == null, stop),
            cancellation);
        if (row is null)
            return null;
        var now = clock.GetUtcNow();
        if (row.LastUsedAt is not { } last || now >= last + UsePrecision)
            await MarkUsedAsync(row.Id, now, cancellation);
        return new ApiProgram(row.Id, row.Name, row.ProjectId, row.UserId, TokenScope.Of(row.Scopes));
    }

    private async Task MarkUsedAsync(int id, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync(
                (db, stop) => db.ApiTokens.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), stop),
                cancellation);
        }
        catch (DbException)
        {
            // When the disk is full the data can still be read.
        }
    }
}
