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

    public static async Task<TemporaryStore> OpenAsync()
    {
        var temporary = new TemporaryStore();
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
}
