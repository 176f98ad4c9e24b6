using Microsoft.Extensions.Time.Testing;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

internal static class JournalHarness
{
    public static Journal Open(IDisk disk, JournalLimits? limits = null, long keepFrom = 0, TimeProvider? time = null) =>
        Journal.Open(disk, limits ?? new JournalLimits { MinFreeDiskBytes = 0 }, time ?? new FakeTimeProvider(), keepFrom);

    public static async Task<AppendResult> AppendAsync(this Journal journal, params string[] names)
    {
        using var entry = Things.Entry(names);
        return await journal.AppendAsync(entry, CancellationToken.None);
    }

    /// <summary>Every row's name from an address to the end, and the bytes that were damage.</summary>
    public static (List<string> Names, long Damaged) ReadAll(this Journal journal, long from = 0)
    {
        var (names, damaged) = (new List<string>(), 0L);
        while (journal.Read(from, long.MaxValue) is { } chunk)
        {
            using (chunk)
            {
                names.AddRange(chunk.Entries.SelectMany(entry => Things.NamesIn(entry.Payload)));
                damaged += chunk.Damaged;
                Assert.True(chunk.Next > from, "Reading must get on.");
                from = chunk.Next;
            }
        }

        return (names, damaged);
    }

    public static IReadOnlyList<string> Names(this Journal journal) => journal.ReadAll().Names;
}
