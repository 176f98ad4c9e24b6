using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Postgres;
using Paddock.Database.Rows;
using Paddock.Testing;

namespace Paddock.Tests.Database;

/// <summary>What several servers on one PostgreSQL must agree on.</summary>
public sealed class PostgresStoreTests : IAsyncLifetime
{
    private RelationalStore _one = null!, _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connection = PostgresConnections.Read(await (await PostgresServer.StartedAsync()).NewDatabaseAsync())!;
        var opened = await Task.WhenAll(OpenAsync(connection), OpenAsync(connection)); // both bring the tables up to date
        (_one, _other) = (opened[0], opened[1]);
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("postgres://ann:a%40b@db.example.org:5433/shop?SSL%20Mode=Require", "db.example.org:5433/shop")]
    [InlineData("postgresql://db", "db:5432/paddock")]
    [InlineData("postgres:///shop?host=/run/postgresql", "/run/postgresql:5432/shop")]
    [InlineData("postgres:///shop", null)]
    [InlineData("postgres://db/shop?no+such=1", null)]
    [InlineData("mysql://db/shop", null)]
    [InlineData("db", null)]
    public void An_address_is_read(string address, string? name) =>
        Assert.Equal(name, PostgresConnections.Read(address) is { } connection ? PostgresConnections.NameOf(connection) : null);

    [Fact]
    public async Task Who_does_not_answer_is_named_without_the_password()
    {
        var away = await Assert.ThrowsAsync<DatabaseAwayException>(() => OpenAsync(PostgresConnections.Read("postgres://ann:secret@127.0.0.1:1/shop")!));
        Assert.Contains("127.0.0.1:1/shop", away.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_take_turns_across_servers()
    {
        await _one.WriteAsync((db, _) => Task.FromResult(db.Settings.Add(new SettingRow { Name = "count", Value = "0" })), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? _one : _other).WriteAsync(async (db, cancellation) =>
        {
            var row = await db.Settings.SingleAsync(cancellation);
            row.Value = (int.Parse(row.Value, null) + 1).ToString(provider: null);
            return 0;
        }, Cancellation)));
        Assert.Equal("20", await _other.ReadAsync((db, cancellation) => db.Settings.Select(row => row.Value).SingleAsync(cancellation), Cancellation));
    }

    [Fact]
    public async Task A_commit_is_heard_by_the_others_and_once_by_its_own()
    {
        var own = new List<Type>();
        var elsewhere = new TaskCompletionSource();
        _one.CommittedElsewhere += changed => own.AddRange(changed.Count == 1 ? changed : []); // all at once: it has begun to listen
        _other.CommittedElsewhere += changed =>
        {
            if (changed.Count == 1 && changed.Contains(typeof(SettingRow))) elsewhere.TrySetResult();
        };
        await Eventually.TrueAsync(async () =>
        {
            await _one.WriteAsync((db, _) => Task.FromResult(db.Settings.Add(new SettingRow { Name = $"{Guid.NewGuid()}", Value = "" })), Cancellation);
            return elsewhere.Task.IsCompleted; // it listens from some moment on
        });
        Assert.Empty(own);
    }

    [Fact]
    public async Task Texts_that_it_refuses_are_kept_without_what_it_refuses()
    {
        var name = $"a{(char)0}b";
        await _one.WriteAsync((db, _) => Task.FromResult(db.Settings.Add(new SettingRow { Name = name, Value = "half \uD83D" })), Cancellation);
        var row = await _one.ReadAsync((db, cancellation) => db.Settings.SingleAsync(row => row.Name == name, cancellation), Cancellation);
        Assert.Equal(("a\uFFFDb", "half \uFFFD"), (row.Name, row.Value));
    }

    [Fact]
    public async Task A_job_is_done_by_one_and_handed_over_when_that_ends()
    {
        var (begun, ends) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = _one.RunAloneAsync("job", async cancel =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        }, stopping.Token);
        await begun.Task;
        var second = _other.RunAloneAsync("job", cancel =>
        {
            ends.SetResult();
            return Task.CompletedTask;
        }, Cancellation);
        await _other.RunAloneAsync("another job", static _ => Task.CompletedTask, Cancellation);
        Assert.False(ends.Task.IsCompleted);
        await stopping.CancelAsync();
        await first;
        await second;
        Assert.True(ends.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_job_of_one_that_is_gone_without_a_word_is_taken_over()
    {
        await _one.WriteAsync(static (db, cancellation) => db.Database.ExecuteSqlAsync($"INSERT INTO leases VALUES ('job', {Guid.NewGuid()}, now() + interval '2 s')", cancellation), Cancellation);
        await _other.RunAloneAsync("job", static _ => Task.CompletedTask, Cancellation);
    }

    private static Task<RelationalStore> OpenAsync(string connection) => PostgresStore.OpenAsync(connection, TimeProvider.System, Cancellation);
}
