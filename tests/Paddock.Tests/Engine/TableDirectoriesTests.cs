using Microsoft.Extensions.Time.Testing;
using Paddock.Engine.Store;

namespace Paddock.Tests.Engine;

public sealed class TableDirectoriesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly string _store = Directory.CreateTempSubdirectory("paddock-").FullName;

    [Fact]
    public void A_directory_is_synced_when_a_part_arrived_in_it()
    {
        var tables = new TableDirectories(_store, new FakeTimeProvider(Now));
        Assert.Equal(0, tables.Sync());

        Table("aaa/aaa1", changed: Now.AddMinutes(-2));
        Table("bbb/bbb2", changed: Now.AddMinutes(-2));
        Assert.Equal(2, tables.Sync());
        Assert.Equal(0, tables.Sync());

        Table("aaa/aaa1", changed: Now.AddMinutes(-1));
        Assert.Equal(1, tables.Sync());
    }

    [Fact]
    public void A_change_of_this_very_moment_is_not_trusted_to_be_the_last()
    {
        var tables = new TableDirectories(_store, new FakeTimeProvider(Now));
        Table("aaa/aaa1", changed: Now.AddMilliseconds(-10));
        Assert.Equal(1, tables.Sync());
        Assert.Equal(1, tables.Sync());
    }

    private void Table(string name, DateTimeOffset changed)
    {
        var directory = Directory.CreateDirectory(Path.Combine(_store, "store", name));
        directory.LastWriteTimeUtc = changed.UtcDateTime;
    }

    public void Dispose() => Directory.Delete(_store, recursive: true);
}
