using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

public sealed class JournalFailureTests
{
    [Theory]
    [InlineData(true, AppendResult.Full)]
    [InlineData(false, AppendResult.Failed)]
    public async Task Whichever_operation_fails_the_refused_entry_is_never_read_and_the_next_is_kept(bool noSpace, object expected)
    {
        var limits = new JournalLimits { SegmentBytes = 100, MinFreeDiskBytes = 0 };
        for (var failing = 1; ; failing++)
        {
            var disk = new SimulatedDisk();
            using var journal = JournalHarness.Open(disk, limits);
            var (countdown, failed) = (failing, false);
            disk.Fault = (_, _) =>
            {
                if (--countdown != 0) return null;
                failed = true;
                return noSpace ? SimulatedDisk.NoSpace() : SimulatedDisk.Broken();
            };
            var kept = new List<string>();
            for (var number = 0; number < 6; number++)
            {
                var result = await journal.AppendAsync($"entry {number}");
                if (result == AppendResult.Durable) kept.Add($"entry {number}");
                else Assert.Equal(expected, result);
            }

            Assert.Equal(failed ? 5 : 6, kept.Count);
            Assert.Equal(kept, journal.Names());
            foreach (var cut in Enum.GetValues<PowerCut>())
            {
                using var next = JournalHarness.Open(disk.AfterPowerCut(cut, new Random(failing)), limits);
                Assert.Equal(kept, next.Names());
            }

            if (!failed) break;
        }
    }

    [Fact]
    public async Task A_disk_that_refuses_everything_refuses_every_entry_until_it_is_mended()
    {
        var disk = new SimulatedDisk();
        using var journal = JournalHarness.Open(disk);
        await journal.AppendAsync("before");
        disk.Fault = static (_, _) => SimulatedDisk.Broken();
        for (var number = 0; number < 5; number++) Assert.Equal(AppendResult.Failed, await journal.AppendAsync("lost"));
        Assert.Equal("Input/output error", journal.LastError);
        disk.Fault = static (_, _) => null;
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("after"));
        Assert.Null(journal.LastError);
        Assert.Equal(["before", "after"], journal.Names());
    }

    [Fact]
    public async Task A_disk_that_is_full_takes_entries_again_when_there_is_space()
    {
        var disk = new SimulatedDisk { Capacity = 5_000 };
        using var journal = JournalHarness.Open(disk);
        var kept = 0;
        while (await journal.AppendAsync(new string('x', 700)) == AppendResult.Durable) kept++;
        Assert.Equal(AppendResult.Full, await journal.AppendAsync(new string('x', 700)));
        disk.Capacity = 50_000;
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("y"));
        Assert.Equal(kept + 1, journal.Names().Count);
    }

    [Fact]
    public async Task After_a_failed_fsync_nothing_more_is_trusted_to_that_file()
    {
        var disk = new SimulatedDisk();
        using var journal = JournalHarness.Open(disk);
        await journal.AppendAsync("a");
        var failures = 1;
        disk.Fault = (operation, _) => operation == DiskOperation.Sync && failures-- > 0 ? SimulatedDisk.Broken() : null;
        Assert.Equal(AppendResult.Failed, await journal.AppendAsync("b"));
        Assert.Equal(AppendResult.Durable, await journal.AppendAsync("c"));
        using var next = JournalHarness.Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Equal(["a", "c"], next.Names());
    }
}
