using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

public sealed class JournalDamageTests
{
    private readonly SimulatedDisk disk = new();

    [Fact]
    public async Task A_tail_torn_at_any_byte_loses_only_the_entry_that_was_never_acknowledged()
    {
        var (whole, lastAt) = await WriteAsync("a", "b", "the last one");
        for (var length = lastAt; length < whole.Length; length++)
        {
            var torn = new SimulatedDisk();
            torn.Put(Segment.NameOf(0), whole[..length]);
            await AssertGoesOnAsync(torn, "a", "b");

            // The file was lengthened before its pages came: zeros, or what had stood there.
            torn = new SimulatedDisk();
            byte[] filled = [.. whole[..length], .. new byte[whole.Length - length]];
            torn.Put(Segment.NameOf(0), filled);
            // Where the last bytes are zeros anyway, nothing is missing.
            await AssertGoesOnAsync(torn, filled.SequenceEqual(whole) ? ["a", "b", "the last one"] : ["a", "b"]);
        }
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_costs_at_most_the_entry_it_is_in()
    {
        string[] all = ["first", "second", "third", "fourth"];
        var (whole, _) = await WriteAsync(all);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var damaged = new SimulatedDisk();
            damaged.Put(Segment.NameOf(0), flipped);
            using var journal = JournalHarness.Open(damaged);
            var names = journal.Names();
            Assert.True(names.Count >= 3, $"Bit {bit} cost {all.Length - names.Count} entries.");
            Assert.Equal(all.Intersect(names), names);
        }
    }

    [Fact]
    public async Task A_damaged_entry_in_the_middle_is_reported_with_its_bytes()
    {
        var (whole, lastAt) = await WriteAsync("a", "b");
        whole[lastAt - 1] ^= 0xff;
        disk.Put(Segment.NameOf(0), whole);
        using var journal = JournalHarness.Open(disk);
        var (names, damaged) = journal.ReadAll();
        Assert.Equal(["b"], names);
        Assert.Equal(whole.Length - lastAt, damaged);
    }

    [Fact]
    public async Task Bytes_of_another_place_in_the_same_file_never_pass_for_an_entry()
    {
        var (whole, lastAt) = await WriteAsync("a", "b");
        disk.Put(Segment.NameOf(0), [.. whole, .. whole[lastAt..]]);
        using var journal = JournalHarness.Open(disk);
        Assert.Equal(["a", "b"], journal.Names());
    }

    [Fact]
    public async Task A_missing_segment_is_reported_and_those_behind_it_are_read()
    {
        var limits = new JournalLimits { SegmentBytes = 1, MinFreeDiskBytes = 0 };
        using (var journal = JournalHarness.Open(disk, limits))
        {
            await journal.AppendAsync("a");
            await journal.AppendAsync("b");
            await journal.AppendAsync("c");
        }

        disk.Delete(disk.List().Order(StringComparer.Ordinal).ElementAt(1));
        using var next = JournalHarness.Open(disk, limits);
        var (names, damaged) = next.ReadAll();
        Assert.Equal(["a", "c"], names);
        Assert.True(damaged > 0);
    }

    [Fact]
    public async Task A_segment_whose_header_never_came_is_left_out()
    {
        var (whole, _) = await WriteAsync("a", "b");
        disk.Put(Segment.NameOf(0), whole);
        disk.Put(Segment.NameOf(1_000), new byte[10]);
        await AssertGoesOnAsync(disk, "a", "b");
    }

    private static async Task AssertGoesOnAsync(SimulatedDisk disk, params string[] expected)
    {
        using (var journal = JournalHarness.Open(disk))
        {
            Assert.Equal(expected, journal.Names());
            Assert.Equal(AppendResult.Durable, await journal.AppendAsync("new"));
            Assert.Equal([.. expected, "new"], journal.Names());
        }

        using var again = JournalHarness.Open(disk);
        Assert.Equal([.. expected, "new"], again.Names());
    }

    /// <summary>The file with one entry for each name, and where the last one begins.</summary>
    private static async Task<(byte[] File, int LastAt)> WriteAsync(params string[] names)
    {
        var disk = new SimulatedDisk();
        using var journal = JournalHarness.Open(disk);
        foreach (var name in names[..^1]) await journal.AppendAsync(name);
        var lastAt = disk.Contents(Segment.NameOf(0)).Length;
        await journal.AppendAsync(names[^1]);
        return (disk.Contents(Segment.NameOf(0)), lastAt);
    }
}
