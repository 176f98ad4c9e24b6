using System.Globalization;
using System.Text;
using Paddock.Pipeline.Blobs;

namespace Paddock.Tests.Pipeline;

public sealed class BlobStoreTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(static line => $"line {line}\n")));

    private static readonly BlobName Name = BlobName.Of(Content);

    private static readonly BlobWeek Week = new(90, new DateOnly(2026, 11, 23));

    [Fact]
    public void Whenever_the_power_goes_a_name_holds_all_its_bytes_and_what_was_promised_is_there()
    {
        foreach (var cut in Enum.GetValues<PowerCut>()) CutAtEveryOperation(cut);
    }

    [Fact]
    public void What_is_there_is_not_written_again_but_made_durable()
    {
        var disk = new SimulatedDisk();
        Assert.Equal(BlobResult.Durable, Store(disk).Put(Week, Name, Content));
        var operations = new List<DiskOperation>();
        disk.Fault = (operation, _) => { operations.Add(operation); return null; };
        Assert.Equal(BlobResult.Durable, Store(disk).Put(Week, Name, Content));
        Assert.Equal([DiskOperation.SyncDirectory], operations);
    }

    [Fact]
    public void A_disk_that_is_full_or_broken_promises_nothing_and_keeps_nothing()
    {
        var disk = new SimulatedDisk { ReportedFreeBytes = 1000 };
        Assert.Equal(BlobResult.Full, Store(disk).Put(Week, Name, Content));
        disk = new SimulatedDisk { Capacity = 500, ReportedFreeBytes = long.MaxValue };
        Assert.Equal(BlobResult.Failed, Store(disk).Put(Week, Name, Content));
        Assert.Empty(disk.List());
    }

    [Fact]
    public void On_a_real_disk_blobs_lie_by_retention_and_week()
    {
        var directory = Directory.CreateTempSubdirectory("paddock-blobs-");
        try
        {
            var path = Path.Combine(directory.FullName, "blobs");
            var blobs = BlobStore.Open(path, minFreeDiskBytes: 0);
            Parallel.For(0, 8, _ => Assert.Equal(BlobResult.Durable, blobs.Put(Week, Name, Content)));
            File.WriteAllText(Path.Combine(path, "9.tmp"), "half");
            Assert.Equal(BlobResult.Durable, BlobStore.Open(path, minFreeDiskBytes: 0).Put(Week, BlobName.Of([]), ReadOnlyMemory<byte>.Empty));
            Assert.Equal(
                [Name.Path(Week), "90/2026-11-23/e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
                Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file)).OrderBy(file => file != Name.Path(Week)));
            Assert.Equal(Content, File.ReadAllBytes(Path.Combine(path, Name.Path(Week))));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("2026-11-23T00:00:00Z", "90/2026-11-23")]
    [InlineData("2026-11-29T23:59:59Z", "90/2026-11-23")]
    [InlineData("2026-11-30T00:00:00Z", "90/2026-11-30")]
    [InlineData("2026-12-01T01:00:00+09:00", "90/2026-11-30")]
    public void A_week_is_that_of_its_Monday(string time, string folder) => Assert.Equal(folder, BlobWeek.Of(90, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).Folder);

    [Theory]
    [InlineData("")]
    [InlineData("../../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    public void A_name_is_64_lower_case_digits(string hash) => Assert.Null(BlobName.Parse(hash));

    private static void CutAtEveryOperation(PowerCut cut)
    {
        var random = new Random(7);
        for (var operations = 1; ; operations++)
        {
            var disk = new SimulatedDisk();
            var power = new PowerSwitch(operations);
            disk.Fault = (_, _) => power.Passes() ? null : SimulatedDisk.Broken();
            var result = Store(disk).Put(Week, Name, Content);
            var after = disk.AfterPowerCut(cut, random);
            if (after.List().Contains(Name.Path(Week))) Assert.Equal(Content, after.Contents(Name.Path(Week)));
            else Assert.Equal(BlobResult.Failed, result);

            // The client was told to try again, and the next start finds nothing in its way.
            var next = Store(after);
            next.DeleteLeftovers();
            Assert.Equal(BlobResult.Durable, next.Put(Week, Name, Content));
            Assert.Equal([Name.Path(Week)], after.List());
            Assert.Equal(Content, after.Contents(Name.Path(Week)));
            if (result == BlobResult.Durable) break;
        }
    }

    private static BlobStore Store(SimulatedDisk disk) => new(disk, _ => disk, minFreeDiskBytes: 1);
}
