using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Database.Sqlite;

namespace Paddock.Tests.Database;

/// <summary>Relational data in a directory of its own, which goes away with the test.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");

    private TemporaryStore()
    {
    }

    public RelationalStore Store { get; private set; } = null!;

    public string File => Path.Combine(_directory.FullName, "paddock.sqlite3");

    // The migrations cost 0.5 s; they run once for all tests.
    private static readonly Lazy<Task<byte[]>> Empty = new(MigrateAsync);

    /// <summary>Puts a database without rows where the store will look for it.</summary>
    public static async Task PrepareAsync(string file) => await System.IO.File.WriteAllBytesAsync(file, await Empty.Value);

    public static async Task<TemporaryStore> OpenAsync()
    {
        var temporary = new TemporaryStore();
        await PrepareAsync(temporary.File);
        temporary.Store = await SqliteStore.OpenAsync(temporary.File, TestContext.Current.CancellationToken);
        return temporary;
    }

    public Task<ProjectRow> AddProjectAsync(string slug) => Store.WriteAsync(async (db, cancellation) =>
    {
        var project = new ProjectRow { Slug = slug, Name = slug, CreatedAt = DateTimeOffset.UnixEpoch };
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellation);
        return project;
    }, TestContext.Current.CancellationToken);

    public Task<ProjectKeyRow> AddKeyAsync(ProjectRow project, string publicKey) => Store.WriteAsync((db, _) =>
    {
        var key = new ProjectKeyRow { ProjectId = project.Id, PublicKey = publicKey, CreatedAt = DateTimeOffset.UnixEpoch };
        db.ProjectKeys.Add(key);
        return Task.FromResult(key);
    }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Store.Dispose();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> MigrateAsync()
    {
        var directory = Directory.CreateTempSubdirectory("paddock-test-");
        var file = Path.Combine(directory.FullName, "paddock.db");
        (await SqliteStore.OpenAsync(file, CancellationToken.None)).Dispose();
        var bytes = await System.IO.File.ReadAllBytesAsync(file);
        directory.Delete(recursive: true);
        return bytes;
    }
}
