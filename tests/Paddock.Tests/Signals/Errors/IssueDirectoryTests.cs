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
        var changes = await _directory.AddAsync([Sighting([1]) with { Type = type, Value = value, Message = message }], Cancellation);
        var issue = Assert.Single(changes.Issues);
        Assert.Equal((title, issueValue), (issue.Title, issue.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task An_issue_has_five_hundred_hashes_and_further_ones_of_its_events_are_left_out(int batches)
    {
        var sightings = Enumerable.Range(0, 600).Select(number => Sighting([1, 1000 + (UInt128)number])).ToList();
        foreach (var batch in sightings.Chunk(600 / batches)) await _directory.AddAsync(batch, Cancellation);
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
        foreach (var batch in sightings.Chunk(600 / batches)) await _directory.AddAsync(batch, Cancellation);
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
        var issue = Assert.Single((await _directory.AddAsync([Sighting([1])], Cancellation)).Issues).Id;
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
        await _directory.AddAsync([again, again], Cancellation);
        Assert.False(_directory.IsNews(_project, again.Time, again.Hashes));
        var (found, activity) = await _store.Store.ReadAsync(async (db, stop) => (await db.Issues.SingleAsync(stop), await db.IssueActivity.ToListAsync(stop)), Cancellation);
        Assert.Equal(expected, found.Status);
        Assert.Equal(expected == status ? [] : [("regressed", again.Time)], activity.Select(static row => (row.Action, row.Time)));
        Assert.Equal(expected == status ? null : again.Time, found.RegressedAt);
    }

    private async Task AssertSameAfterRestartAsync(int issue)
    {
        using var after = new IssueDirectory(_store.Store);
        await after.LoadAsync(Cancellation);
        Assert.Equal(_directory.HashesOf(_project, issue).Order(), after.HashesOf(_project, issue).Order());
    }

    private Sighting Sighting(UInt128[] hashes) =>
        new(_project, hashes, DateTimeOffset.UnixEpoch, "ValueError", "no price", "", "shop in checkout", "error", "python", "", 1);
}
