using Microsoft.EntityFrameworkCore;
using Paddock.Database.Rows;
using Paddock.Signals.Errors;
using Paddock.Tests.Database;

namespace Paddock.Tests.Signals.Errors;

public sealed class IssueDirectoryTests : IAsyncLifetime
{
    private const int MostHashes = 500;

    private TemporaryStore _store = null!;
    private IssueDirectory _directory = null!;
    private int _project;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TemporaryStore.OpenAsync();
        _project = (await _store.AddProjectAsync("shop")).Id;
        _directory = new IssueDirectory(_store.Store);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return _store.DisposeAsync();
    }

    [Theory]
    [InlineData("ValueError", "no price", "", "ValueError", "no price")]
    [InlineData("", "stock of %s\nis negative", "stock of A\nis negative", "stock of %s", "")]
    [InlineData("", "", "nightly import\nfinished late", "nightly import", "")]
    [InlineData("", "no price", "", "no price", "")]
    public async Task An_issue_is_called_by_its_type_its_messages_template_or_its_message(string type, string value, string message, string title, string issueValue)
    {
        var changes = await AddAsync([Sighting([1]) with { Type = type, Value = value, Message = message }]);
        var issue = Assert.Single(changes.Issues);
        Assert.Equal((title, issueValue), (issue.Title, issue.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task An_issue_has_five_hundred_hashes_and_further_ones_of_its_events_are_left_out(int batches)
    {
        var sightings = Enumerable.Range(0, 600).Select(number => Sighting([1, 1000 + (UInt128)number])).ToList();
        foreach (var batch in sightings.Chunk(600 / batches)) await AddAsync(batch);
        var issue = _directory.Find(_project, [1])!.Value;
        Assert.Equal(MostHashes, _directory.HashesOf(_project, issue).Length);
        Assert.All(sightings, sighting => Assert.False(_directory.IsNews(_project, sighting.Time, sighting.Hashes)));
        await AssertSameAfterRestartAsync(issue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Who_finds_a_full_issue_by_a_further_hash_gets_an_own_one(int batches)
    {
        var sightings = Enumerable.Range(0, 600).Select(number => Sighting([1000 + (UInt128)number, 1])).ToList();
        foreach (var batch in sightings.Chunk(600 / batches)) await AddAsync(batch);
        var full = _directory.Find(_project, [1])!.Value;
        Assert.Equal(MostHashes, _directory.HashesOf(_project, full).Length);
        Assert.Equal(600 - (MostHashes - 1), sightings.Count(sighting => _directory.Find(_project, sighting.Hashes.AsSpan(0, 1)) != full));
        Assert.All(sightings, sighting => Assert.False(_directory.IsNews(_project, sighting.Time, sighting.Hashes)));
        await AssertSameAfterRestartAsync(full);
    }

    [Theory]
    [InlineData("resolved", 1, "unresolved")]
    [InlineData("resolved", 0, "resolved")]
    [InlineData("resolved", -1, "resolved")]
    [InlineData("archived", 1, "archived")]
    [InlineData("unresolved", 1, "unresolved")]
    public async Task What_was_resolved_is_open_again_when_it_happens_later(string status, int minutesAfter, string expected)
    {
        var issue = Assert.Single((await AddAsync([Sighting([1])])).Issues).Id;
        var at = DateTimeOffset.UnixEpoch.AddDays(1);
        await _directory.ChangeAsync(async (db, stop) =>
        {
            var row = await db.Issues.SingleAsync(row => row.Id == issue, stop);
            (row.Status, row.StatusChangedAt) = (status, at);
            return (true, new List<IssueRow> { row });
        }, Cancellation);
        var again = Sighting([1]) with { Time = at.AddMinutes(minutesAfter) };
        using var restarted = new IssueDirectory(_store.Store);
        await restarted.LoadAsync(Cancellation);
        Assert.Equal(expected != status, restarted.IsNews(_project, again.Time, again.Hashes));
        Assert.Equal(expected != status, _directory.IsNews(_project, again.Time, again.Hashes));
        await AddAsync([again, again]);
        Assert.False(_directory.IsNews(_project, again.Time, again.Hashes));
        var (found, activity) = await _store.Store.ReadAsync(async (db, stop) => (await db.Issues.SingleAsync(stop), await db.IssueActivity.ToListAsync(stop)), Cancellation);
        Assert.Equal(expected, found.Status);
        Assert.Equal(expected == status ? [] : [("regressed", again.Time)], activity.Select(static row => (row.Action, row.Time)));
        Assert.Equal(expected == status ? null : again.Time, found.RegressedAt);
    }

    [Theory]
    [InlineData("2.0", "resolved")] // the fix comes with what follows it
    [InlineData("1.9", "resolved")]
    [InlineData("2.1", "unresolved")]
    [InlineData("", "unresolved")] // of an environment that 2.1 has reached
    public async Task What_was_resolved_in_the_next_release_is_open_again_when_a_release_with_the_fix_has_it(string release, string expected)
    {
        var issue = Assert.Single((await AddAsync([Sighting([1])])).Issues).Id;
        await _directory.ChangeAsync(async (db, stop) =>
        {
            var row = await db.Issues.SingleAsync(row => row.Id == issue, stop);
            (row.Status, row.StatusChangedAt, row.FixIn, row.FixRelease) = ("resolved", DateTimeOffset.UnixEpoch, "next", "2.0");
            return (true, new List<IssueRow> { row });
        }, Cancellation);
        Assert.True(_directory.AsksReleases(_project, [1]));
        var lineage = new ReleaseLineage([new("1.9", "live", DateTimeOffset.UnixEpoch), new("2.0", "live", DateTimeOffset.UnixEpoch.AddHours(1)), new("2.1", "live", DateTimeOffset.UnixEpoch.AddHours(2))]);
        var again = Sighting([1]) with { Time = DateTimeOffset.UnixEpoch.AddHours(3), Release = release, Environment = "live" };
        await _directory.AddAsync([again], new Dictionary<int, ReleaseLineage> { [_project] = lineage }, Cancellation);
        Assert.Equal(expected, (await _store.Store.ReadAsync((db, stop) => db.Issues.SingleAsync(stop), Cancellation)).Status);
    }

    [Fact]
    public async Task What_is_removed_is_a_new_issue_when_it_happens_again()
    {
        var issue = Assert.Single((await AddAsync([Sighting([1, 2])])).Issues).Id;
        await _directory.RemoveAsync(_project, issue, Cancellation);
        Assert.Null(_directory.Find(_project, [1]));
        Assert.NotEqual(issue, Assert.Single((await AddAsync([Sighting([1])])).Issues).Id);
    }

    [Fact]
    public async Task What_is_discarded_is_known_by_its_hashes_also_after_a_restart()
    {
        var issue = Assert.Single((await AddAsync([Sighting([7])])).Issues).Id;
        byte[] hash = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
        Assert.False(_directory.IsDiscarded(_project, [hash]));
        await _directory.ChangeAsync(async (db, stop) =>
        {
            var row = await db.Issues.SingleAsync(row => row.Id == issue, stop);
            row.Status = "discarded";
            return (true, new List<IssueRow> { row });
        }, Cancellation);
        using var restarted = new IssueDirectory(_store.Store);
        await restarted.LoadAsync(Cancellation);
        Assert.True(_directory.IsDiscarded(_project, [hash]));
        Assert.True(restarted.IsDiscarded(_project, [hash]));
        Assert.False(restarted.IsDiscarded(_project + 1, [hash]));
    }

    [Fact]
    public async Task Merged_issues_are_one_here_on_other_servers_and_after_a_restart_and_apart_again()
    {
        var (first, second, third) = (await MadeAsync(1, 11), await MadeAsync(2, 12), await MadeAsync(3, 13));
        using var other = new IssueDirectory(_store.Store);
        await other.LoadAsync(Cancellation);
        var told = new List<HashHome>();
        _directory.Committed += changes => told.AddRange(changes.Hashes);

        await MergeAsync((second, first), (third, first));
        Assert.Equal([(2, first), (3, first), (12, first), (13, first)], told.Select(static home => ((int)home.Hash, home.Issue)).Order());
        await AddAsync([Sighting([2, 22]), Sighting([99, 3])]); // later ones of the same kind, and one that is found by a further hash
        await other.FollowAsync(Cancellation);
        using var restarted = new IssueDirectory(_store.Store);
        await restarted.LoadAsync(Cancellation);
        foreach (var directory in new[] { _directory, other, restarted })
        {
            Assert.All([1, 2, 3, 12, 22, 99], hash => Assert.Equal(first, directory.Find(_project, [(UInt128)hash])));
            Assert.Equal(8, directory.HashesOf(_project, first).Length);
            Assert.Equal(directory.HashesOf(_project, first), directory.HashesOf(_project, third)); // by an old link
            Assert.Equal([first, second, third], directory.PartsOf(first).Order());
            Assert.Empty(directory.HashesOf(_project + 1, third));
        }

        told.Clear();
        await MergeAsync((third, null));
        Assert.Equal([(3, third), (13, third)], told.Select(static home => ((int)home.Hash, home.Issue)).Order());
        await other.FollowAsync(Cancellation);
        foreach (var directory in new[] { _directory, other })
        {
            Assert.Equal((first, third, 2), (directory.Find(_project, [12]), directory.Find(_project, [13]), directory.HashesOf(_project, third).Length));
            Assert.Equal([first, second], directory.PartsOf(first));
        }

        await _directory.RemoveAsync(_project, first, Cancellation);
        Assert.Equal((null, null, third), (_directory.Find(_project, [1]), _directory.Find(_project, [12]), _directory.Find(_project, [3])));
        Assert.Equal([third], await _store.Store.ReadAsync((db, stop) => db.Issues.Select(static row => row.Id).ToListAsync(stop), Cancellation));
    }

    private async Task<int> MadeAsync(params UInt128[] hashes) => Assert.Single((await AddAsync([Sighting(hashes)])).Issues).Id;

    private Task<bool> MergeAsync(params (int Issue, int? Into)[] merged) => _directory.ChangeAsync(async (db, stop) =>
    {
        var rows = await db.Issues.Where(row => merged.Select(static each => each.Issue).Contains(row.Id)).ToListAsync(stop);
        foreach (var row in rows) row.MergedInto = merged.Single(each => each.Issue == row.Id).Into;
        return (true, rows);
    }, Cancellation);

    private Task<IssueChanges> AddAsync(IReadOnlyList<Sighting> sightings) => _directory.AddAsync(sightings, new Dictionary<int, ReleaseLineage>(), Cancellation);

    private async Task AssertSameAfterRestartAsync(int issue)
    {
        using var after = new IssueDirectory(_store.Store);
        await after.LoadAsync(Cancellation);
        Assert.Equal(_directory.HashesOf(_project, issue).Order(), after.HashesOf(_project, issue).Order());
    }

    private Sighting Sighting(UInt128[] hashes) =>
        new(_project, hashes, DateTimeOffset.UnixEpoch, "ValueError", "no price", "", "shop in checkout", "error", "python", "", 1);
}
