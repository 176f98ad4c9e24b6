using System.Diagnostics;
using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

/// <summary>The same journal on a real file system.</summary>
public sealed class PosixDiskTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("paddock-journal-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Entries_are_there_again_after_a_restart()
    {
        var limits = new JournalLimits { SegmentBytes = 500, MinFreeDiskBytes = 0 };
        var path = Path.Combine(directory.FullName, "journal");
        string[] names = [.. Enumerable.Range(0, 40).Select(number => $"{number}")];
        using (var journal = JournalHarness.Open(new PosixDisk(path), limits))
        {
            foreach (var name in names) Assert.Equal(AppendResult.Durable, await journal.AppendAsync(name));
            Assert.Equal(names, journal.Names());
        }

        using var next = JournalHarness.Open(new PosixDisk(path), limits);
        Assert.Equal(names, next.Names());
        next.TruncateUntil(next.End);
        Assert.Empty(Directory.EnumerateFiles(path));
        Assert.True(new PosixDisk(path).FreeBytes > 0);
    }

    [Fact]
    public async Task A_file_system_that_is_full_answers_full_and_takes_entries_again_when_there_is_space()
    {
        Assert.SkipUnless(TryMountSmall(), "only root may mount a small file system");
        try
        {
            var ballast = Path.Combine(directory.FullName, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[500_000], TestContext.Current.CancellationToken);
            using var journal = JournalHarness.Open(new PosixDisk(Path.Combine(directory.FullName, "journal")));
            var names = new List<string>();
            while (await journal.AppendAsync($"{names.Count} {new string('x', 50_000)}") == AppendResult.Durable) names.Add($"{names.Count} {new string('x', 50_000)}");
            Assert.InRange(names.Count, 5, 12);
            Assert.Equal(AppendResult.Full, await journal.AppendAsync(new string('x', 500_000)));
            File.Delete(ballast);
            Assert.Equal(AppendResult.Durable, await journal.AppendAsync("again"));
            Assert.Equal([.. names, "again"], journal.Names());
        }
        finally
        {
            Run("umount", directory.FullName);
        }
    }

    private bool TryMountSmall() => Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.FullName);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
