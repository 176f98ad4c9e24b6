using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

public sealed class BatchWriterTests
{
    private static readonly string[] ThreeWeeks = ["this week", "last week", "week before"];

    [Fact]
    public async Task Rows_are_stored_by_partition_under_the_number_of_their_batch_and_the_ledger_adds_up()
    {
        await using var pipeline = new PipelineHarness();
        Assert.Equal(AppendResult.Durable, await pipeline.AppendAsync(EntryOfThreeWeeks()));
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(ThreeWeeks, pipeline.Store.Names);
        Assert.Equal(4, pipeline.Store.Parts.Count);
        Assert.Single(pipeline.Store.Parts.Select(part => part.Batch).Distinct());
        AssertLedger(pipeline.Store, received: 3, stored: 3);
    }

    [Fact]
    public async Task Counts_of_the_door_come_into_the_ledger_without_rows()
    {
        await using var pipeline = new PipelineHarness();
        using var entry = new EntryWriter(Things.Monday);
        Ledger.Count(entry, Things.Key, Outcome.Received, "", 5);
        Ledger.Count(entry, Things.Key, Outcome.Filtered, "robot", 2);
        Ledger.Count(entry, Things.Key, Outcome.Invalid, "json", 3);
        await pipeline.AppendAsync(entry);
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal((5UL, 2UL, 3UL), (pipeline.Store.Counted("received"), pipeline.Store.Counted("filtered"), pipeline.Store.Counted("invalid")));
    }

    [Fact]
    public async Task While_the_store_is_away_entries_are_durable_and_come_in_later_in_one_block()
    {
        await using var pipeline = new PipelineHarness();
        var isAway = true;
        pipeline.Store.Refuses = (_, _) => isAway ? MemoryStore.Away() : null;
        await pipeline.StartAsync();
        for (var number = 0; number < 50; number++) Assert.Equal(AppendResult.Durable, await pipeline.AppendAsync($"{number}"));
        await PipelineHarness.UntilAsync("an error shows", () => pipeline.Writer.Status.LastError is not null);
        Assert.True(pipeline.Writer.Status.JournalBytes > 0);
        isAway = false;
        await pipeline.SettleAsync();
        // Blocks of different batches may come in in any order.
        Assert.Equal(Enumerable.Range(0, 50), pipeline.Store.Names.Select(int.Parse).Order());
        Assert.InRange(pipeline.Store.Parts.Count(part => part.Part.Table == Things.Table), 1, 4);
        Assert.Null(pipeline.Writer.Status.LastError);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_not_repeated()
    {
        await using var pipeline = new PipelineHarness();
        var losses = 3;
        pipeline.Store.LosesAnswer = _ => losses-- > 0 ? MemoryStore.Away() : null;
        await pipeline.AppendAsync(EntryOfThreeWeeks());
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(ThreeWeeks, pipeline.Store.Names);
        AssertLedger(pipeline.Store, received: 3, stored: 3);
    }

    [Fact]
    public async Task Of_a_batch_stored_in_part_only_the_rest_is_stored_after_a_restart()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Store.Refuses = (part, _) => pipeline.Store.Parts.Count == 1 ? MemoryStore.Away() : null;
        await pipeline.AppendAsync(EntryOfThreeWeeks());
        await pipeline.StartAsync();
        await PipelineHarness.UntilAsync("the second part fails", () => pipeline.Store.Inserts > 1);
        pipeline.Store.Refuses = static (_, _) => null;
        await pipeline.AppendAsync("a neighbour the plan does not know");
        await pipeline.PowerCutAsync();
        await pipeline.SettleAsync();
        Assert.Equal([.. ThreeWeeks, "a neighbour the plan does not know"], pipeline.Store.Names);
        AssertLedger(pipeline.Store, received: 4, stored: 4);
    }

    [Theory]
    [InlineData(PowerCut.KeepsOnlyWhatWasSynced)]
    [InlineData(PowerCut.KeepsEverything)]
    [InlineData(PowerCut.KeepsSome)]
    public async Task Wherever_the_power_goes_everything_acknowledged_is_stored_once(object cut)
    {
        for (var operations = 1; ; operations++)
        {
            await using var pipeline = new PipelineHarness();
            await pipeline.PowerCutAsync(operationsUntilNext: operations);
            pipeline.Store.Refuses = static (_, rows) => rows.Any(IsPoison) ? MemoryStore.Error(117) : null;
            var results = new List<AppendResult> { await pipeline.AppendAsync(EntryOfThreeWeeks()), await pipeline.AppendAsync("a", "poison", "b", "key 1", "key 1 again") };
            await pipeline.SettleAsync();
            results.Add(await pipeline.AppendAsync("c", "key 1 once more"));
            await pipeline.SettleAsync();
            var wasCut = pipeline.Power.IsOff;
            await pipeline.PowerCutAsync((PowerCut)cut, seed: operations);
            await pipeline.SettleAsync();

            var names = pipeline.Store.Names;
            Assert.Equal(names.Distinct(), names);
            string[][] sent = [ThreeWeeks, ["a", "b", "key 1"], ["c"]];
            foreach (var (result, expected) in results.Zip(sent))
                Assert.True(result != AppendResult.Durable || expected.All(names.Contains), $"Lost with the power going at operation {operations}.");
            Assert.Equal(names.Contains("a") ? [("poison", "Refused with 117")] : [], pipeline.Buried().Distinct());
            var withKey = (names.Contains("a") ? 2UL : 0) + (names.Contains("c") ? 1UL : 0);
            AssertLedger(pipeline.Store, stored: (ulong)names.Count, duplicate: withKey == 0 ? 0 : withKey - 1, evicted: names.Contains("a") ? 1UL : 0);
            if (!wasCut) break;
        }
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_written_holds_everything_back_and_loses_nothing()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Disk.Fault = static (_, name) => name.StartsWith("manifest", StringComparison.Ordinal) ? SimulatedDisk.NoSpace() : null;
        await pipeline.StartAsync();
        Assert.Equal(AppendResult.Durable, await pipeline.AppendAsync("key 1"));
        await PipelineHarness.UntilAsync("the error shows", () => pipeline.Writer.Status.LastError?.Contains("space", StringComparison.Ordinal) == true);
        Assert.Empty(pipeline.Store.Parts);
        pipeline.Disk.Fault = static (_, _) => null;
        await pipeline.SettleAsync();
        Assert.Equal(["key 1"], pipeline.Store.Names);
        AssertLedger(pipeline.Store, received: 1, stored: 1);
    }

    [Fact]
    public async Task Stopping_stores_what_is_left()
    {
        await using var pipeline = new PipelineHarness();
        await pipeline.StartAsync();
        await pipeline.AppendAsync("a");
        await pipeline.Writer.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a"], pipeline.Store.Names);
    }

    [Fact]
    public async Task Stopping_without_a_store_leaves_it_to_the_next_start()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Store.Refuses = static (_, _) => MemoryStore.Away();
        await pipeline.StartAsync();
        await pipeline.AppendAsync("a");
        await pipeline.Writer.StopAsync(TestContext.Current.CancellationToken);
        pipeline.Store.Refuses = static (_, _) => null;
        await pipeline.RestartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a"], pipeline.Store.Names);
    }

    [Fact]
    public async Task The_status_tells_what_waits_how_long_and_what_was_stored()
    {
        await using var pipeline = new PipelineHarness();
        await pipeline.AppendAsync("a", "b");
        await pipeline.RestartAsync();
        await pipeline.SettleAsync();
        var status = pipeline.Writer.Status;
        Assert.Equal((false, 0, TimeSpan.Zero, null), (status.IsReplaying, status.JournalBytes, status.OldestUnflushed, status.LastError));
        Assert.Equal((2, 1, 0), (status.StoredRows, status.Batches, status.DeadLetters));
        pipeline.Store.Refuses = static (_, _) => MemoryStore.Away();
        await pipeline.AppendAsync("c");
        await PipelineHarness.UntilAsync("its age shows", () => pipeline.Writer.Status.OldestUnflushed > TimeSpan.FromSeconds(1));
    }

    internal static bool IsPoison(RowRef row) => row.Table == Things.Table && Things.IsPoison(Things.NameOf(row.Bytes.Span));

    internal static void AssertLedger(MemoryStore store, ulong stored, ulong? received = null, ulong duplicate = 0, ulong evicted = 0)
    {
        Assert.Equal((stored, duplicate, evicted), (store.Counted("stored"), store.Counted("duplicate"), store.Counted("evicted")));
        Assert.Equal(received ?? stored + duplicate + evicted, store.Counted("received"));
    }

    private static EntryWriter EntryOfThreeWeeks()
    {
        var entry = new EntryWriter(Things.Monday);
        Ledger.Count(entry, Things.Key, Outcome.Received, "", 3);
        for (var week = 0; week < 3; week++) Things.Add(entry, ThreeWeeks[week], Things.Monday - (week * Things.Week));
        return entry;
    }
}
