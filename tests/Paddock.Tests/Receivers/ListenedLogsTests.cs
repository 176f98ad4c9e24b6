using System.Text;
using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Gelf;
using Paddock.Receivers.Intake;
using Paddock.Receivers.Listeners;
using Paddock.Receivers.Records;
using Paddock.Signals.Monitoring;
using Paddock.Tests.Database;
using Paddock.Tests.Pipeline;

namespace Paddock.Tests.Receivers;

public sealed class ListenedLogsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_could_not_be_kept_is_tried_again_without_what_was(bool canWait)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var temporary = await TemporaryStore.OpenAsync();
        string[] keys = [new('a', 32), new('b', 32)];
        foreach (var key in keys) await temporary.AddKeyAsync(await temporary.AddProjectAsync(key[..3]), key);
        using var projects = new ProjectKeys(temporary.Store);
        var (disk, clock, writes) = (new SimulatedDisk(), new FakeTimeProvider(), 0);
        // The head of the journal, the first project, and the second one at its first try.
        disk.Fault = (operation, _) => operation == DiskOperation.Write && ++writes == 3 ? SimulatedDisk.Broken() : null;
        using var journal = JournalHarness.Open(disk, time: clock);
        using var refusals = new Refusals(journal, clock);
        var logs = new ListenedLogs(projects, new RecordIntake(journal, new AttributeCatalog(), new SeriesDirectory(), new RateLimits(clock), clock), refusals, clock);
        var messages = keys.Select(key => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$"""{"short_message":"m","_paddock_key":"{{key}}"}""")).ToArray();

        var keeping = logs.KeepAsync("gelf", messages, "", canWait, GelfReader.KeyOf, GelfReader.Read, cancel);
        while (!keeping.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await keeping;

        Assert.Equal(canWait ? [1, 2] : [1], RowsOf(journal).Select(static row => row.Key.Project));
    }

    private static List<EntryRecord> RowsOf(Journal journal)
    {
        var rows = new List<EntryRecord>();
        for (var from = 0L; journal.Read(from, long.MaxValue) is { } chunk; from = chunk.Next)
        {
            using (chunk)
            {
                foreach (var entry in chunk.Entries)
                {
                    var reader = new EntryReader(entry.Payload);
                    while (reader.TryRead(out var record))
                        if (record.TableId != 0) rows.Add(record);
                }
            }
        }
        return rows;
    }
}
