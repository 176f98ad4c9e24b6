using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Paddock.ClickHouse;
using Paddock.Hosting;
using Paddock.Pipeline;
using Paddock.Signals.Product;
using Paddock.Testing;
using Paddock.Tests.ClickHouse;
using Paddock.Tests.Database;

namespace Paddock.Tests.Signals.Product;

/// <summary>Links as they are written down, found again after a restart, and known to the engine.</summary>
public sealed class PersonDirectoryTests(EngineFixture engine) : IAsyncLifetime
{
    private static readonly SemaphoreSlim Migrating = new(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStore _store = null!;
    private int _project;

    public async ValueTask InitializeAsync()
    {
        _store = await TemporaryStore.OpenAsync();
        _project = (await _store.AddProjectAsync("shop")).Id;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_restart_knows_whom_the_life_before_knew(int seed)
    {
        var random = new Random(seed);
        using var directory = NewDirectory();
        for (var step = 0; step < 40; step++)
        {
            if (random.Next(5) == 0) await directory.UnmergeAsync(_project, RandomId(), "people", Cancellation);
            else if (random.Next(5) == 0) await directory.MergeAsync(_project, RandomId(), RandomId(), "people", Cancellation);
            else await directory.AddAsync([.. Enumerable.Range(0, 5).Select(_ => Claim(RandomId(), RandomId(), (ClaimKind)random.Next(2)))], Cancellation);
        }
        using var after = NewDirectory();
        await after.LoadAsync(Cancellation);
        Assert.All(Ids(), id => Assert.Equal(directory.PersonOf(_project, id), after.PersonOf(_project, id)));
        Assert.Equal(directory.IdsOf(_project, "u1").Order(), after.IdsOf(_project, "u1").Order());

        string RandomId() => Ids().ElementAt(random.Next(12));
    }

    [Fact]
    public async Task What_could_not_be_written_down_is_not_known()
    {
        using var directory = NewDirectory();
        var strangers = new PersonClaim(_project + 1, "d2", "u2", ClaimKind.Identify, "test"); // a project that is not there: its key is refused
        await Assert.ThrowsAsync<DbUpdateException>(() => directory.AddAsync([Claim("d1", "u1"), strangers], Cancellation));
        Assert.Equal("d1", directory.PersonOf(_project, "d1"));
        await directory.AddAsync([Claim("d1", "u1")], Cancellation);
        Assert.Equal("u1", directory.PersonOf(_project, "d1"));
    }

    [Fact]
    public async Task A_storm_of_ids_is_limited_and_goes_on_when_it_is_over()
    {
        using var directory = NewDirectory();
        await directory.AddAsync([.. Enumerable.Range(0, LinkAllowance.AtOnce + 7).Select(number => Claim($"d{number}", $"u{number}"))], Cancellation);
        Assert.Equal(7, directory.Refused);
        var late = Claim("d", "u");
        Assert.Equal(ClaimVerdict.TooFast, directory.Judge(late));
        Assert.Equal(ClaimVerdict.Known, directory.Judge(Claim("d3", "u3")));
        Assert.Equal(ClaimVerdict.Links, await directory.MergeAsync(_project, "d", "u", "people", Cancellation));
        _time.Advance(TimeSpan.FromMinutes(1));
        await directory.AddAsync([Claim("late", "u")], Cancellation);
        Assert.Equal("u", directory.PersonOf(_project, "late"));
    }

    [Fact]
    public async Task The_engine_resolves_persons_as_the_directory_does()
    {
        var client = await engine.ClientAsync(ClickHouseClient.DefaultDatabase);
        await Migrating.WaitAsync(Cancellation);
        await Migrator.ApplyAsync(client, Schema.Migrations, Cancellation);
        Migrating.Release();
        using var mirror = new PersonMirror(client, _time, NullLogger<PersonMirror>.Instance);
        using var directory = new PersonDirectory(_store.Store, mirror, _time);
        using var digest = new PeopleDigest(directory, mirror, _store.Store, _time);
        await digest.PrepareAsync(Cancellation);

        await directory.AddAsync([Claim("d1", "u1"), Claim("d2", "u1"), Claim("u1", "u2", ClaimKind.Alias)], Cancellation);
        await mirror.FlushAsync(Cancellation);
        Assert.Equal("u2 u2 u2 u2 d3", await ResolveAsync(client, "d1", "d2", "u1", "u2", "d3"));

        await directory.UnmergeAsync(_project, "u1", "people", Cancellation);
        await directory.UnmergeAsync(_project, "d2", "people", Cancellation);
        await mirror.FlushAsync(Cancellation);
        Assert.Equal("u1 d2 u1 u2", await ResolveAsync(client, "d1", "d2", "u1", "u2"));

        using var laterMirror = new PersonMirror(client, _time, NullLogger<PersonMirror>.Instance); // the same clock: what it writes counts all the same
        using var later = new PersonDirectory(_store.Store, laterMirror, _time);
        using var laterDigest = new PeopleDigest(later, laterMirror, _store.Store, _time);
        await laterDigest.PrepareAsync(Cancellation);
        await later.MergeAsync(_project, "d2", "u2", "people", Cancellation);
        await laterMirror.FlushAsync(Cancellation);
        Assert.Equal("u1 u2 u1 u2", await ResolveAsync(client, "d1", "d2", "u1", "u2"));
    }

    [Fact]
    public async Task An_entry_gets_a_row_for_what_links_and_a_count_for_what_may_not()
    {
        using var directory = NewDirectory();
        await directory.AddAsync([Claim("d1", "u1")], Cancellation);
        using var entry = new EntryWriter(0);
        foreach (var claim in (PersonClaim[])[Claim("d1", "u1"), Claim("d1", "u2"), Claim("d2", "u1"), Claim("d3", "undefined")])
            PersonClaimsRow.Write(entry, directory, claim, new ClaimTimes(Things.Monday, Things.Monday, 90));
        var reader = new EntryReader(entry.FrameBytes[Frame.HeaderLength..]);
        var records = new List<string>();
        while (reader.TryRead(out var record))
        {
            records.Add(record.TableId == 0
                ? $"{record.Outcome} {record.Reason}"
                : PersonClaimsTable.Read(new RowReader(PersonClaimsTable.Table, record.Row.Span, record.ColumnCount)).ToString());
        }
        Assert.Equal([Claim("d2", "u1").ToString(), "Received ", "Filtered illegal_id"], records);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Ids() => Enumerable.Range(0, 6).SelectMany(static number => new[] { $"d{number}", $"u{number}" });

    private PersonClaim Claim(string id, string leadsTo, ClaimKind kind = ClaimKind.Identify) => new(_project, id, leadsTo, kind, "test");

    /// <summary>With a mirror that is never written.</summary>
    private PersonDirectory NewDirectory() =>
        new(_store.Store, new PersonMirror(new ClickHouseClient(new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") }), _time, NullLogger<PersonMirror>.Instance), _time);

    private async Task<string> ResolveAsync(ClickHouseClient client, params string[] ids)
    {
        var parameters = new QueryParameters { { "project", _project }, { "ids", ids } };
        var sql = "SELECT arrayStringConcat(arrayMap(id -> dictGetOrDefault('paddock.person_of', 'person', ({project:UInt32}, id), id), {ids:Array(String)}), ' ') FORMAT TSVRaw";
        using var answer = await client.StreamAsync(sql, new QueryOptions { Parameters = parameters }, Cancellation);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancellation)).Trim();
    }
}
