using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

public sealed class ManifestTests
{
    private const string Name = "manifest";
    private const uint Epoch = 7;
    private readonly SimulatedDisk disk = new();

    [Fact]
    public void A_plan_and_what_its_tries_taught_survive_a_power_cut()
    {
        Plan plan;
        using (var manifest = Open(disk))
        {
            manifest.Begin(plan = PlanOf(manifest, begin: 100));
            manifest.Add(new Split(0, 0, 8, manifest.NextBatch(2)));
            manifest.Add(new DeadRow(0, 3));
        }

        using var next = Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Equivalent(plan, next.Open!.Plan, strict: true);
        Assert.Equal([new Split(0, 0, 8, BatchNumber(1))], next.Open.Splits);
        Assert.Equal([new DeadRow(0, 3)], next.Open.Dead);
        Assert.Equal(BatchNumber(3), next.NextBatch());
        Assert.Equal(0, next.Position);
    }

    [Fact]
    public void A_completed_plan_moves_the_position_and_is_forgotten()
    {
        using (var manifest = Open(disk))
        {
            manifest.Begin(PlanOf(manifest, begin: 100));
            manifest.Complete();
        }

        using var next = Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Null(next.Open);
        Assert.Equal(200, next.Position);
        Assert.False(next.IsNew);
    }

    [Fact]
    public void A_new_manifest_has_batch_numbers_of_its_own()
    {
        using var one = Open(disk);
        using var other = Manifest.OpenOrCreate(new SimulatedDisk(), Epoch + 1);
        Assert.True(one.IsNew);
        Assert.Equal((ulong)Epoch << 32, one.NextBatch());
        Assert.Equal((ulong)(Epoch + 1) << 32, other.NextBatch());
    }

    [Fact]
    public void A_tail_torn_at_any_byte_leaves_the_plans_before_it()
    {
        byte[] before, whole;
        using (var manifest = Open(disk))
        {
            manifest.Begin(PlanOf(manifest, begin: 0));
            manifest.Complete();
            before = disk.Contents(Name);
            manifest.Begin(PlanOf(manifest, begin: 100));
            whole = disk.Contents(Name);
        }

        for (var length = before.Length; length < whole.Length; length++)
        {
            var torn = new SimulatedDisk();
            torn.Put(Name, whole[..length]);
            using var next = Open(torn);
            Assert.Null(next.Open);
            Assert.Equal(100, next.Position);
            next.Begin(PlanOf(next, begin: 100));
            using var again = Open(torn);
            Assert.NotNull(again.Open);
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_past_costs_neither_the_position_nor_the_open_plan()
    {
        var past = 0;
        using (var manifest = Open(disk))
        {
            for (var begin = 0; begin < 300; begin += 100)
            {
                manifest.Begin(PlanOf(manifest, begin));
                manifest.Complete();
            }

            past = disk.Contents(Name).Length;
            manifest.Begin(PlanOf(manifest, begin: 300));
        }

        var whole = disk.Contents(Name);
        for (var bit = 0; bit < past * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var damaged = new SimulatedDisk();
            damaged.Put(Name, flipped);
            using var next = Open(damaged);
            Assert.Equal(300, next.Open!.Plan.Begin);
            Assert.Equal(BatchNumber(4), next.NextBatch());
            // The record that moved the position last may itself be the damaged one; the open plan says the same.
            Assert.Contains(next.Position, new long[] { 200, 300 });
        }
    }

    [Fact]
    public void Whichever_operation_fails_the_change_may_be_tried_again_and_a_power_cut_finds_one_state_or_the_other()
    {
        for (var failing = 1; ; failing++)
        {
            var faulty = new SimulatedDisk();
            using var manifest = Open(faulty);
            manifest.Begin(PlanOf(manifest, begin: 0));
            var (countdown, failed) = (failing, false);
            faulty.Fault = (_, _) => failed || --countdown != 0 || !(failed = true) ? null : SimulatedDisk.Broken();
            TryTwice(manifest.Complete, faulty, position => position is 0 or 100);
            TryTwice(() => manifest.Begin(PlanOf(manifest, begin: 100)), faulty, position => position == 100);
            TryTwice(manifest.Complete, faulty, position => position is 100 or 200);
            Assert.Equal(200, manifest.Position);
            foreach (var cut in Enum.GetValues<PowerCut>())
            {
                using var next = Open(faulty.AfterPowerCut(cut, new Random(failing)));
                Assert.Equal(200, next.Position);
                Assert.Null(next.Open);
            }

            if (!failed) break;
        }
    }

    [Fact]
    public void Without_the_directory_fsync_a_power_cut_would_lose_it()
    {
        disk.IgnoresDirectorySync = true;
        using (var manifest = Open(disk)) manifest.Begin(PlanOf(manifest, begin: 0));
        using var next = Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.True(next.IsNew);
    }

    [Fact]
    public void It_opens_on_a_full_disk_and_writes_when_there_is_space()
    {
        disk.Capacity = 0;
        using var manifest = Open(disk);
        Assert.Throws<IOException>(() => manifest.Begin(PlanOf(manifest, begin: 0)));
        disk.Capacity = 10_000;
        manifest.Begin(PlanOf(manifest, begin: 0));
        using var next = Open(disk);
        Assert.NotNull(next.Open);
    }

    [Fact]
    public void It_stays_small()
    {
        using var manifest = Open(disk);
        var manyDuplicates = Enumerable.Range(0, 5_000).Select(index => new RowPlace(1_000_000, index)).ToArray();
        for (var begin = 0; begin < 10_000; begin += 100)
        {
            manifest.Begin(PlanOf(manifest, begin) with { Duplicates = manyDuplicates });
            manifest.Complete();
        }

        Assert.InRange(disk.Contents(Name).Length, 1, 300_000);
        using var next = Open(disk.AfterPowerCut(PowerCut.KeepsOnlyWhatWasSynced, new Random(1)));
        Assert.Equal((10_000, BatchNumber(100)), (next.Position, next.NextBatch()));
    }

    private static void TryTwice(Action change, SimulatedDisk disk, Predicate<long> isAllowed)
    {
        try
        {
            change();
        }
        catch (IOException)
        {
            foreach (var cut in Enum.GetValues<PowerCut>())
            {
                using var found = Open(disk.AfterPowerCut(cut, new Random(1)));
                Assert.True(isAllowed(found.Position), $"After {cut} the position is {found.Position}.");
            }

            change();
        }
    }

    private static Manifest Open(IDisk disk) => Manifest.OpenOrCreate(disk, Epoch);

    private static ulong BatchNumber(uint counter) => ((ulong)Epoch << 32) | counter;

    private static Plan PlanOf(Manifest manifest, long begin) => new(
        manifest.NextBatch(), begin, begin + 100, [new PlannedPart(200, 90, 20_780, 8), new PlannedPart(2, 30, 20_773, 1)], [new RowPlace(begin + 7, 2)]);
}
