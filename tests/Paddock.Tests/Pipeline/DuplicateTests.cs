using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

public sealed class DuplicateTests
{
    [Fact]
    public async Task Only_the_first_of_one_key_is_stored_in_a_batch_and_across_batches()
    {
        await using var pipeline = new PipelineHarness();
        await pipeline.StartAsync();
        await pipeline.AppendAsync("key 1", "key 1 again", "key 2", "none", "none");
        await pipeline.SettleAsync();
        await pipeline.AppendAsync("key 2 later", "key 3");
        await pipeline.SettleAsync();
        Assert.Equal(["key 1", "key 2", "none", "none", "key 3"], pipeline.Store.Names);
        BatchWriterTests.AssertLedger(pipeline.Store, received: 7, stored: 5, duplicate: 2);
    }

    [Fact]
    public async Task Keys_are_known_again_after_a_restart()
    {
        await using var pipeline = new PipelineHarness();
        await pipeline.StartAsync();
        await pipeline.AppendAsync("key 1");
        await pipeline.SettleAsync();
        await pipeline.RestartAsync();
        await pipeline.AppendAsync("key 1 again");
        await pipeline.SettleAsync();
        Assert.Equal(["key 1"], pipeline.Store.Names);
    }

    [Fact]
    public void A_key_belongs_to_its_project_and_table()
    {
        var window = new DuplicateWindow();
        var other = new Table(201, "others", [.. Things.Table.Columns]);
        ulong[] hashes = [window.HashOf(Things.Table, 1, 5), window.HashOf(Things.Table, 2, 5), window.HashOf(other, 1, 5), window.HashOf(Things.Table, 1, (UInt128)5 << 64)];
        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(hashes[0], window.HashOf(Things.Table, 1, 5));
        Assert.NotEqual(hashes[0], new DuplicateWindow().HashOf(Things.Table, 1, 5));
    }

    [Fact]
    public void The_window_keeps_the_last_half_million_and_no_more_than_a_million()
    {
        var window = new DuplicateWindow();
        for (var key = 1UL; key <= 3 * DuplicateWindow.Capacity / 2; key++) window.Add(key);
        Assert.InRange(window.Count, DuplicateWindow.Capacity / 2, DuplicateWindow.Capacity);
        Assert.True(window.Contains(DuplicateWindow.Capacity + 1));
        Assert.False(window.Contains(1));
    }
}
