using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Database.Postgres;
using Paddock.Database.Sqlite;
using Paddock.Testing;

namespace Paddock.Tests.Database;

/// <summary>
/// Relational data in a directory of its own, which goes away with the test. With PADDOCK_TEST_DATABASE=postgres in a database of its own on a PostgreSQL: bin/test runs the broad tests
/// a second time so.
/// </summary>
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

    private static readonly Lazy<Task<string>> EmptyOnPostgres = new(MigrateOnPostgresAsync);

    private static bool IsOnPostgres => Environment.GetEnvironmentVariable("PADDOCK_TEST_DATABASE") == "postgres";

    /// <summary>Puts a database without rows where the store will look for it.</summary>
    /// <returns>The value of Database__Url; empty: the file.</returns>
    public static async Task<string> PrepareAsync(string file)
    {
        if (IsOnPostgres) return await (await PostgresServer.StartedAsync()).NewDatabaseAsync(PostgresServer.DatabaseOf(await EmptyOnPostgres.Value));
        await System.IO.File.WriteAllBytesAsync(file, await Empty.Value);
        return "";
    }

    public static async Task<TemporaryStore> OpenAsync()
    {
        var temporary = new TemporaryStore();
        var url = await PrepareAsync(temporary.File);
        var cancellation = TestContext.Current.CancellationToken;
        temporary.Store = url.Length > 0 ? await PostgresStore.OpenAsync(PostgresConnections.Read(url)!, TimeProvider.System, cancellation) : await SqliteStore.OpenAsync(temporary.File, cancellation);
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

    private static async Task<string> MigrateOnPostgresAsync()
    {
        var url = await (await PostgresServer.StartedAsync()).NewDatabaseAsync();
        (await PostgresStore.OpenAsync(PostgresConnections.Read($"{url}&Pooling=false")!, TimeProvider.System, CancellationToken.None)).Dispose();
        return url;
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
