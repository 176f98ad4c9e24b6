using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Paddock.Database;
using Paddock.Database.Postgres;
using Paddock.Database.Rows;
using Paddock.Database.Sqlite;

namespace Paddock.Tests.Database;

public sealed class RelationalStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrations_describe_the_whole_model()
    {
        await using var sqlite = new SqlitePaddockDb(SqliteConnections.Options("unused.sqlite3"));
        await using var postgres = new PostgresPaddockDb(PostgresConnections.Options("Host=unused"), Guid.Empty);
        Assert.Equal((false, false), (sqlite.Database.HasPendingModelChanges(), postgres.Database.HasPendingModelChanges()));
    }

    [Fact]
    public async Task The_compiled_model_is_the_one_described()
    {
        await using var db = new SqlitePaddockDb(SqliteConnections.Options("unused.sqlite3"));
        var described = db.GetService<IDesignTimeModel>().Model;
        // After a change of a row or of PaddockModel: dotnet ef dbcontext optimize (see docs/decisions/0008-relational.md).
        Assert.Equal(Columns(described), Columns(db.Model));
    }

    [Theory]
    [InlineData("SELECT journal_mode AS Value FROM pragma_journal_mode", "wal")]
    [InlineData("SELECT CAST(synchronous AS TEXT) AS Value FROM pragma_synchronous", "2")]
    [InlineData("SELECT CAST(foreign_keys AS TEXT) AS Value FROM pragma_foreign_keys", "1")]
    public async Task A_commit_is_durable_and_keys_hold(string pragma, string expected)
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        string value = await temporary.Store.ReadAsync(
            (db, cancellation) => db.Database.SqlQueryRaw<string>(pragma).SingleAsync(cancellation),
            Cancellation);
        Assert.Equal(expected, value);
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_and_frees_the_writer()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => temporary.Store.WriteAsync<int>(async (db, cancellation) =>
        {
            db.Settings.Add(new SettingRow { Name = "half", Value = "done" });
            await db.SaveChangesAsync(cancellation);
            throw new InvalidOperationException();
        }, Cancellation));
        await temporary.AddProjectAsync("shop");
        Assert.Equal(0, await temporary.Store.ReadAsync((db, cancellation) => db.Settings.CountAsync(cancellation), Cancellation));
    }

    [Fact]
    public async Task Writers_take_turns()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await temporary.Store.WriteAsync((db, _) => Task.FromResult(db.Settings.Add(new SettingRow { Name = "count", Value = "0" })), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => temporary.Store.WriteAsync(async (db, cancellation) =>
        {
            SettingRow row = await db.Settings.SingleAsync(cancellation);
            await Task.Yield();
            row.Value = (int.Parse(row.Value, null) + 1).ToString(provider: null);
            return row.Value;
        }, Cancellation))));
        Assert.Equal("20", await temporary.Store.ReadAsync((db, cancellation) => db.Settings.Select(row => row.Value).SingleAsync(cancellation), Cancellation));
    }

    [Fact]
    public async Task A_commit_names_the_rows_it_changed()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        var commits = new List<Type>();
        temporary.Store.Committed += commits.AddRange;
        ProjectRow project = await temporary.AddProjectAsync("shop");
        await temporary.Store.WriteAsync(async (db, cancellation) =>
        {
            db.MarkChanged<ProjectRow>();
            return await db.Projects.Where(row => row.Id == project.Id).ExecuteDeleteAsync(cancellation);
        }, Cancellation);
        Assert.Equal([typeof(ProjectRow), typeof(ProjectRow)], commits);
    }

    [Fact]
    public async Task The_id_of_a_deleted_project_is_never_given_again()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        ProjectRow first = await temporary.AddProjectAsync("first");
        await temporary.Store.WriteAsync((db, cancellation) => db.Projects.ExecuteDeleteAsync(cancellation), Cancellation);
        ProjectRow second = await temporary.AddProjectAsync("second");
        Assert.True(second.Id > first.Id);
    }

    [Fact]
    public async Task A_second_opening_finds_what_the_first_wrote()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await temporary.AddProjectAsync("shop");
        using RelationalStore again = await SqliteStore.OpenAsync(temporary.File, Cancellation);
        Assert.Equal("shop", await again.ReadAsync((db, cancellation) => db.Projects.Select(row => row.Slug).SingleAsync(cancellation), Cancellation));
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone()
    {
        var directory = Directory.CreateTempSubdirectory("paddock-test-");
        var file = Path.Combine(directory.FullName, "paddock.db");
        using (await SqliteStore.OpenAsync(file, Cancellation))
            Assert.All(directory.GetFiles(), part => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, part.UnixFileMode));
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using TemporaryStore temporary = await TemporaryStore.OpenAsync();
        await using (var connection = new SqliteConnection($"Data Source={temporary.File}"))
        {
            await connection.OpenAsync(Cancellation);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Teleport', '99.0.0')";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<NewerDatabaseException>(() => SqliteStore.OpenAsync(temporary.File, Cancellation));
        Assert.Contains("newer Paddock", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Columns(IModel model) =>
        from type in model.GetEntityTypes()
        from property in type.GetProperties()
        orderby type.Name, property.Name
        select $"{type.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} {property.ClrType.Name} {property.IsNullable} {property.IsPrimaryKey()} {property.ValueGenerated}"
            + string.Concat(property.GetContainingForeignKeys().Select(key => $" -> {key.PrincipalEntityType.GetTableName()} {key.DeleteBehavior}"))
            + string.Concat(property.GetContainingIndexes().Select(index => $" index {index.IsUnique}"));
}
