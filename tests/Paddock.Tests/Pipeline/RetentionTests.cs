using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Hosting;
using Paddock.Pipeline;
using Paddock.Pipeline.Blobs;
using Paddock.Signals.Errors;
using Paddock.Signals.Logs;
using Paddock.Tests.ClickHouse;

namespace Paddock.Tests.Pipeline;

/// <summary>What is dropped when, and what outlives its time because an open issue is tied to it.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly EngineFixture engine = new();
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("paddock-blobs-");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private ClickHouseClient client = null!;

    public async ValueTask InitializeAsync()
    {
        client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrator.ApplyAsync(client, Schema.Migrations, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_week_goes_when_its_last_day_is_past_its_retention()
    {
        // Monday 2 November and 7 + 14 days make the 23rd.
        await ExecuteAsync("INSERT INTO paddock.logs (project, time, retention, message) VALUES (1, '2026-11-08 23:59:59', 14, 'due'), (1, '2026-11-09 00:00:00', 14, 'not yet'), (1, '2026-11-02 00:00:00', 90, 'kept longer')");
        Assert.Equal(1, await DropAsync());
        Assert.Equal(["kept longer", "not yet"], await ColumnAsync("SELECT message FROM paddock.logs ORDER BY message"));
        Assert.Equal(0, await DropAsync());
    }

    [Fact]
    public async Task What_belongs_to_an_open_issue_stays_however_often_the_job_is_interrupted()
    {
        await ExecuteAsync("INSERT INTO paddock.issues (project, issue, status) VALUES (1, 1, 'unresolved'), (1, 2, 'resolved')");
        await ExecuteAsync("INSERT INTO paddock.issue_hashes (project, hash, issue) VALUES (1, 'aaaaaaaaaaaaaaaa', 1), (1, 'bbbbbbbbbbbbbbbb', 2)");
        await ExecuteAsync("SYSTEM RELOAD DICTIONARY paddock.issue_of_hash");
        await ExecuteAsync("""
            INSERT INTO paddock.errors (project, time, retention, event_id, hashes, trace_id, value, batch)
            SELECT 1, toDateTime64('2026-08-03 00:00:00', 9, 'UTC') + number, 30, MD5(toString(number)), [if(number % 2 = 0, 'aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb')], MD5(concat('trace', toString(number))), toString(number), 1
            FROM numbers(10)
            """);
        await ExecuteAsync("""
            INSERT INTO paddock.logs (project, time, retention, trace_id, message, batch)
            SELECT 1, toDateTime64('2026-08-03 00:00:00', 9, 'UTC') + number, 30, MD5(concat('trace', toString(number % 10))), toString(number), 2 FROM numbers(20)
            """);
        await ExecuteAsync($"INSERT INTO paddock.errors SELECT * REPLACE (65535 AS retention) FROM paddock.errors WHERE {ErrorsTable.KeepSql}"); // a job that was killed before its drop

        Assert.Equal(2, await DropAsync());
        Assert.Equal(["4", "6", "8"], await ColumnAsync("SELECT value FROM paddock.errors ORDER BY value"));
        Assert.Equal(["4", "6", "8", "14", "16", "18"], await ColumnAsync("SELECT message FROM paddock.logs ORDER BY toUInt32(message)"));
        time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(0, await DropAsync());
    }

    [Fact]
    public async Task Blobs_go_with_the_last_row_that_names_them()
    {
        await ExecuteAsync("INSERT INTO paddock.issues (project, issue, status) VALUES (1, 1, 'unresolved')");
        await ExecuteAsync("INSERT INTO paddock.issue_hashes (project, hash, issue) VALUES (1, 'aaaaaaaaaaaaaaaa', 1)");
        await ExecuteAsync("SYSTEM RELOAD DICTIONARY paddock.issue_of_hash");
        await ExecuteAsync("INSERT INTO paddock.errors (project, time, retention, event_id, hashes, batch) VALUES (1, '2026-11-04 10:00:00', 14, 'an open error 01', ['aaaaaaaaaaaaaaaa'], 1)");
        var (due, later) = (new BlobWeek(14, new DateOnly(2026, 11, 2)), new BlobWeek(14, new DateOnly(2026, 11, 9)));
        var store = BlobStore.Open(directory.FullName, minFreeDiskBytes: 0);
        string[] contents = ["of an open issue", "of another", "of both weeks"];
        var names = contents.ToDictionary(static content => content, static content => BlobName.Of(Encoding.UTF8.GetBytes(content)));
        foreach (var (content, name) in names)
        {
            Assert.Equal(BlobResult.Durable, store.Put(due, name, Encoding.UTF8.GetBytes(content)));
            var eventId = content == "of an open issue" ? "an open error 01" : "another error 02";
            await ExecuteAsync($"INSERT INTO paddock.attachments (project, time, retention, event_id, blob, batch) VALUES (1, '2026-11-04 10:00:00', 14, '{eventId}', '{name.Hash}', 2)");
        }
        Assert.Equal(BlobResult.Durable, store.Put(later, names["of both weeks"], "of both weeks"u8.ToArray()));
        var files = new BlobFiles(directory.FullName);
        Directory.CreateDirectory(Path.Combine(directory.FullName, "notes", "of an administrator"));

        for (var time = 0; time < 2; time++) await DropAsync();
        Assert.Equal([], files.Due(this.time.GetUtcNow()));
        Assert.All(names.Values, name => Assert.Null(files.Open(due, name)));
        using (var kept = files.Open(due with { RetentionDays = Retention.ForGood }, names["of an open issue"]))
            Assert.Equal("of an open issue", await new StreamReader(kept!).ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Null(files.Open(due with { RetentionDays = Retention.ForGood }, names["of another"]));
        Assert.Equal([names["of an open issue"].Hash], await ColumnAsync("SELECT blob FROM paddock.attachments"));
        files.Open(later, names["of both weeks"])!.Dispose();
        time.Advance(TimeSpan.FromDays(7));
        await DropAsync();
        Assert.Null(files.Open(later, names["of both weeks"]));
    }

    private async Task<int> DropAsync()
    {
        TableBinding[] bindings = [new(ErrorsTable.Table) { KeepSql = ErrorsTable.KeepSql }, new(LogsTable.Table) { KeepSql = Retention.TracesOfErrors },
            new(FeedbackTable.Attachments) { KeepSql = FeedbackTable.KeepAttachmentsSql, BlobColumn = "blob" }];
        using var unused = new RelationalStore(static () => throw new NotSupportedException(), static () => { });
        using var retention = new Retention(client, unused, bindings, new BlobFiles(directory.FullName), time, NullLogger<Retention>.Instance);
        var dropped = await retention.DropDueAsync(TestContext.Current.CancellationToken);
        await retention.DropBlobsAsync(TestContext.Current.CancellationToken);
        return dropped;
    }

    private Task ExecuteAsync(string sql) => client.ExecuteAsync(sql, cancellation: TestContext.Current.CancellationToken);

    private async Task<string[]> ColumnAsync(string sql)
    {
        using var answer = await client.StreamAsync(sql + " FORMAT TSV", cancellation: TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
