using System.Diagnostics;
using Paddock.Pipeline;

namespace Paddock.Benchmarks;

/// <summary>Acknowledged entries a second, by how many requests wait at once: each waiter appends 600 bytes and waits until they are durable.</summary>
internal static class JournalCommits
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(string directory)
    {
        Console.WriteLine("waiters  commits/s  median ms  p99 ms  bytes allocated/commit");
        foreach (var waiters in new[] { 1, 8, 64, 256 })
        {
            var path = Path.Combine(directory, $"journal-{waiters}-{Guid.NewGuid():n}");
            using (var journal = Journal.Open(new PosixDisk(path), new JournalLimits(), TimeProvider.System, keepFrom: 0))
            {
                await AppendAsync(journal, waiters, TimeSpan.FromSeconds(1));
                var allocated = GC.GetTotalAllocatedBytes();
                var milliseconds = await AppendAsync(journal, waiters, Duration);
                allocated = GC.GetTotalAllocatedBytes() - allocated;
                milliseconds.Sort();
                Console.WriteLine(
                    $"{waiters,7}  {milliseconds.Count / Duration.TotalSeconds,9:n0}  {milliseconds[milliseconds.Count / 2],9:n3}  {milliseconds[milliseconds.Count * 99 / 100],6:n3}  {allocated / milliseconds.Count,8}");
            }

            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task<List<double>> AppendAsync(Journal journal, int waiters, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, waiters).Select(_ => Task.Run(() => AppendUntilAsync(journal, start, duration))));
        return [.. waits.SelectMany(wait => wait)];
    }

    private static async Task<List<double>> AppendUntilAsync(Journal journal, long start, TimeSpan duration)
    {
        var milliseconds = new List<double>();
        var text = new string('x', 120);
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var begin = Stopwatch.GetTimestamp();
            using var entry = new EntryWriter(0);
            for (var part = 0; part < 4; part++) Ledger.Count(entry, new LedgerKey(1, "bench", "bench"), Outcome.Received, text, 1);
            if (await journal.AppendAsync(entry, CancellationToken.None) != AppendResult.Durable) throw new InvalidOperationException("Not durable.");
            milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return milliseconds;
    }
}
