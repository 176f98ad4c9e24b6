using Microsoft.Extensions.Time.Testing;
using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

public sealed class JournalTests
{
    private readonly SimulatedDisk disk = new();

    [Fact]
    public async Task Entries_are_read_back_in_order_with_all_their_rows()
    {
        using var journal = JournalHarness.Open(disk);
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("a", "b"));
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("c"));
        Assert.Equal(["a", "b", "c"], journal.Names());
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_power_cut()
    {
        using (var journal = JournalHarness.Open(disk)) Assert.Equal(AppendResult.Durable, await journal.AppendAsync("a"));
        using var next = JournalHarness.Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Equal(["a"], next.Names());
    }

    [Fact]
    public async Task Without_the_directory_fsync_a_power_cut_would_lose_it()
    {
        disk.IgnoresDirectorySync = true;
        using (var journal = JournalHarness.Open(disk)) await journal.AppendAsync("a");
        using var next = JournalHarness.Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Empty(next.Names());
    }

    [Fact]
    public async Task Many_waiters_share_one_fsync()
    {
        using var journal = JournalHarness.Open(disk);
        await journal.AppendAsync("first");
        using var open = new ManualResetEventSlim();
        disk.Fault = (operation, _) =>
        {
            if (operation == DiskOperation.Sync) open.Wait(TestContext.Current.CancellationToken);
            return null;
        };
        var before = disk.Syncs;
        var appends = Enumerable.Range(0, 100).Select(number => journal.AppendAsync($"{number}")).ToArray();
        open.Set();
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(AppendResult.Durable, result));
        Assert.InRange(disk.Syncs - before, 1, 3);
        Assert.Equal(101, journal.Names().Count);
    }

    [Fact]
    public async Task A_container_of_12_MiB_is_one_entry_and_more_than_16_is_refused()
    {
        using var journal = JournalHarness.Open(disk);
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("a", new string('x', 12 << 20), "b"));
        Assert.Equal(AppendResult.TooLarge, await journal.AppendAsync(new string('x', 16 << 20)));
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("c"));
        Assert.Equal([1, 12 << 20, 1, 1], journal.Names().Select(name => name.Length));
    }

    [Fact]
    public async Task A_full_journal_takes_entries_again_after_it_was_cut()
    {
        using var journal = JournalHarness.Open(disk, new JournalLimits { MaxBytes = 10_000, SegmentBytes = 2_000, MinFreeDiskBytes = 0 });
        var kept = 0;
        while (await journal.AppendAsync(new string('x', 500)) == AppendResult.Durable) kept++;
        Assert.InRange(kept, 15, 20);
        Assert.Equal(kept, journal.Names().Count);
        journal.TruncateUntil(journal.End / 2);
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync(new string('x', 500)));
        Assert.InRange(journal.Begin, 1, journal.End / 2);
    }

    [Fact]
    public async Task A_disk_near_its_end_answers_full_until_there_is_space()
    {
        var time = new FakeTimeProvider();
        disk.ReportedFreeBytes = 999;
        using var journal = JournalHarness.Open(disk, new JournalLimits { MinFreeDiskBytes = 1_000 }, time: time);
        Assert.Equal(AppendResult.Full, await journal.AppendAsync("a"));
        disk.ReportedFreeBytes = 1_000;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("a"));
    }

    [Fact]
    public async Task Cutting_deletes_whole_segments_and_a_restart_does_not_bring_them_back()
    {
        var limits = new JournalLimits { SegmentBytes = 1, MinFreeDiskBytes = 0 };
        var journal = JournalHarness.Open(disk, limits);
        await journal.AppendAsync("a");
        var afterA = journal.End;
        await journal.AppendAsync("b");
        journal.TruncateUntil(afterA);
        Assert.Equal(["b"], journal.Names());
        journal.Dispose();
        using var next = JournalHarness.Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)), limits, afterA);
        Assert.Equal(["b"], next.Names());
    }

    [Fact]
    public async Task Addresses_never_fall_behind_what_the_manifest_calls_done()
    {
        using var journal = JournalHarness.Open(disk, keepFrom: 1_000_000);
        Assert.Equal((1_000_000, 1_000_000), (journal.Begin, journal.End));
        await journal.AppendAsync("a");
        Assert.Equal(["a"], journal.ReadAll(1_000_000).Names);
    }

    /// <summary>Else the plan's end would count them as stored.</summary>
    [Fact]
    public async Task Where_damage_took_a_part_of_an_open_plan_new_entries_go_behind_it()
    {
        long planned;
        using (var journal = JournalHarness.Open(disk))
        {
            await journal.AppendAsync("a", "b");
            planned = journal.End;
        }
        foreach (var name in disk.List()) disk.Delete(name);
        using var damaged = Journal.Open(disk, new JournalLimits(), TimeProvider.System, keepFrom: 0, beginAt: planned);
        await damaged.AppendAsync("c");
        Assert.True(damaged.Begin >= planned);
        Assert.Equal(["c"], damaged.Names());
    }

    [Fact]
    public async Task A_day_old_segment_is_left_so_that_stored_records_leave_the_disk()
    {
        var time = new FakeTimeProvider();
        using var journal = JournalHarness.Open(disk, time: time);
        await journal.AppendAsync("old");
        time.Advance(TimeSpan.FromDays(1));
        await journal.AppendAsync("new");
        Assert.Equal(2, disk.List().Count);
        journal.TruncateUntil(journal.End);
        Assert.Single(disk.List());
    }

    [Fact]
    public async Task A_reader_waits_for_the_next_entry()
    {
        using var journal = JournalHarness.Open(disk);
        var waiting = journal.WaitBeyondAsync(0, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        await journal.AppendAsync("a");
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stopped_journal_keeps_what_it_took_and_takes_nothing_more()
    {
        // Often enough to meet the moment in which its thread has not yet seen the one before the other.
        for (var round = 0; round < 100; round++)
        {
            var journal = JournalHarness.Open(disk);
            var last = journal.AppendAsync("a");
            journal.Dispose();
            Assert.Equal(AppendResult.Durable, await last);
            Assert.Equal(AppendResult.Failed, await journal.AppendAsync("b"));
        }
    }
}
