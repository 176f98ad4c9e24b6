using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

public sealed class RefusalTests
{
    private const int IncorrectData = 117, NoSuchColumn = 16, MemoryLimit = 241;

    [Fact]
    public async Task A_refused_block_is_halved_until_the_bad_rows_are_alone_and_all_others_are_stored()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Store.Refuses = static (_, rows) => rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Error(IncorrectData) : null;
        var names = Enumerable.Range(0, 200).Select(number => number is 17 or 18 or 150 ? $"poison {number}" : $"{number}").ToArray();
        await pipeline.AppendAsync(names);
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(names.Where(name => name[0] != 'p'), pipeline.Store.Names.OrderBy(int.Parse));
        Assert.Equal(["poison 17", "poison 18", "poison 150"], pipeline.Buried().Select(letter => letter.Name).OrderBy(name => int.Parse(name[7..])));
        BatchWriterTests.AssertLedger(pipeline.Store, received: 200, stored: 197, evicted: 3);
        Assert.InRange(pipeline.Store.Inserts, 10, 50);
        Assert.Equal(3, pipeline.Writer.Status.DeadLetters);
        var batches = pipeline.Store.Parts.Select(part => part.Batch).ToList();
        Assert.Equal(batches.Distinct(), batches);
    }

    [Fact]
    public async Task A_store_that_is_wrongly_set_up_refuses_all_rows_alike_and_costs_none()
    {
        await using var pipeline = new PipelineHarness();
        var isWrong = true;
        pipeline.Store.Refuses = (_, _) => isWrong ? MemoryStore.Error(NoSuchColumn) : null;
        var names = Enumerable.Range(0, 1_000).Select(number => $"{number:d3}").ToArray();
        await pipeline.AppendAsync(names);
        await pipeline.StartAsync();
        await PipelineHarness.UntilAsync("it was tried again and again", () => pipeline.Store.Inserts > 400);
        Assert.Empty(pipeline.Buried());
        isWrong = false;
        await pipeline.SettleAsync();
        Assert.Equal(names, pipeline.Store.Names.Order());
        Assert.InRange(pipeline.Store.Parts.Count, 1, 70);
        BatchWriterTests.AssertLedger(pipeline.Store, received: 1_000, stored: 1_000);
    }

    [Fact]
    public async Task A_row_refused_for_an_unclear_reason_is_buried_once_its_neighbours_pass()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Store.Refuses = static (_, rows) => rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Error(NoSuchColumn) : null;
        await pipeline.AppendAsync("a", "poison", "b");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a", "b"], pipeline.Store.Names.Order());
        Assert.Equal([("poison", "Refused with 16")], pipeline.Buried());
    }

    [Fact]
    public async Task A_row_without_neighbours_is_buried_after_ten_minutes()
    {
        await using var pipeline = new PipelineHarness { Time = new HastyTime(5_000) };
        await pipeline.RestartAsync();
        var since = pipeline.Time.GetTimestamp();
        pipeline.Store.Refuses = static (_, rows) => rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Error(NoSuchColumn) : null;
        await pipeline.AppendAsync("poison");
        await pipeline.SettleAsync();
        Assert.Equal(["poison"], pipeline.Buried().Select(letter => letter.Name));
        Assert.True(pipeline.Time.GetElapsedTime(since) >= TimeSpan.FromMinutes(10));
        await pipeline.AppendAsync("next");
        await pipeline.SettleAsync();
        Assert.Equal(["next"], pipeline.Store.Names);
    }

    [Fact]
    public async Task A_block_too_large_for_the_stores_memory_goes_in_by_pieces()
    {
        await using var pipeline = new PipelineHarness();
        pipeline.Store.Refuses = static (_, rows) => rows.Count > 10 ? MemoryStore.Error(MemoryLimit) : null;
        await pipeline.AppendAsync([.. Enumerable.Range(0, 64).Select(number => $"{number}")]);
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(64, pipeline.Store.Names.Distinct().Count());
        Assert.Empty(pipeline.Buried());
        BatchWriterTests.AssertLedger(pipeline.Store, received: 64, stored: 64);
    }

    [Fact]
    public async Task A_row_that_kills_the_store_is_found_and_buried()
    {
        await using var pipeline = new PipelineHarness { Time = new HastyTime(5_000) };
        await pipeline.RestartAsync();
        pipeline.Store.Refuses = static (_, rows) => rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Away() : null;
        await pipeline.AppendAsync("a", "b", "poison", "c", "d");
        await pipeline.SettleAsync();
        Assert.Equal(["a", "b", "c", "d"], pipeline.Store.Names.Order());
        Assert.Equal(["poison"], pipeline.Buried().Select(letter => letter.Name));
    }

    [Fact]
    public async Task Rows_of_a_table_nobody_knows_are_buried_and_counted()
    {
        var forgotten = new Table(201, "forgotten", [.. Things.Table.Columns]);
        await using var pipeline = new PipelineHarness();
        using var entry = new EntryWriter(Things.Monday);
        Ledger.Count(entry, Things.Key, Outcome.Received, "", 1);
        var row = entry.BeginRow(forgotten, Things.Key);
        row.UInt32(1);
        row.DateTime64(Things.Monday);
        row.UInt16(90);
        row.String("lost");
        entry.EndRow();
        await pipeline.AppendAsync(entry);
        await pipeline.AppendAsync("a");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a"], pipeline.Store.Names);
        Assert.Equal(["lost"], pipeline.Buried().Select(letter => letter.Name));
        BatchWriterTests.AssertLedger(pipeline.Store, received: 2, stored: 1, evicted: 1);
    }

    [Fact]
    public async Task An_entry_of_a_newer_version_is_buried_whole_and_its_neighbours_are_stored()
    {
        await using var pipeline = new PipelineHarness();
        using var entry = Things.Entry("newer");
        entry.FrameBytes.Span[Frame.HeaderLength] = EntryWriter.Version + 1;
        await pipeline.AppendAsync(entry);
        await pipeline.AppendAsync("a");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a"], pipeline.Store.Names);
        Assert.Equal(1, pipeline.Writer.Status.DeadLetters);
    }
}
