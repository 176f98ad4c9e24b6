using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Tests.Database;

namespace Paddock.Tests.Accounts;

public sealed class ProjectKeysTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_its_project()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        ProjectRow project = await temporary.AddProjectAsync("shop");
        var key = await temporary.AddKeyAsync(project, Key);
        using var keys = new ProjectKeys(temporary.Store);
        Assert.Equal(new IngestProject(project.Id, "shop", null, 90) { Key = key.Id }, await keys.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task A_wrong_key_opens_nothing()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        using var keys = new ProjectKeys(temporary.Store);
        Assert.Null(await keys.FindAsync(Key, Cancellation));
        Assert.Null(await keys.FindAsync("", Cancellation));
    }

    [Fact]
    public async Task A_key_works_as_soon_as_it_is_made()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        ProjectRow project = await temporary.AddProjectAsync("shop");
        using var keys = new ProjectKeys(temporary.Store);
        Assert.Null(await keys.FindAsync(Key, Cancellation));
        await temporary.AddKeyAsync(project, Key);
        Assert.NotNull(await keys.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await temporary.AddKeyAsync(await temporary.AddProjectAsync("shop"), Key);
        using var keys = new ProjectKeys(temporary.Store);
        Assert.NotNull(await keys.FindAsync(Key, Cancellation));
        await temporary.Store.WriteAsync(RevokeAsync, Cancellation);
        Assert.Null(await keys.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task A_lookup_never_returns_what_was_revoked_before_it_began()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await temporary.AddKeyAsync(await temporary.AddProjectAsync("shop"), Key);
        using var keys = new ProjectKeys(temporary.Store);
        for (int round = 0; round < 30; round++)
        {
            await temporary.Store.WriteAsync(RestoreAsync, Cancellation);
            Task<IngestProject?>[] during = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await keys.FindAsync(Key, Cancellation)))];
            await temporary.Store.WriteAsync(RevokeAsync, Cancellation);
            Assert.Null(await keys.FindAsync(Key, Cancellation));
            await Task.WhenAll(during);
            Assert.Null(await keys.FindAsync(Key, Cancellation));
        }
    }

    private static async Task<int> RevokeAsync(PaddockDb db, CancellationToken cancellation)
    {
        (await db.ProjectKeys.SingleAsync(cancellation)).RevokedAt = DateTimeOffset.UnixEpoch;
        return 1;
    }

    private static async Task<int> RestoreAsync(PaddockDb db, CancellationToken cancellation)
    {
        (await db.ProjectKeys.SingleAsync(cancellation)).RevokedAt = null;
        return 1;
    }
}
