using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.ProcessTests.Pipeline;

/// <summary>The windows between journal, plan, part and answer, forced one by one against the real engine.</summary>
public sealed class EnginePipelineTests
{
    private static readonly string[] Three = ["a", "b", "c"];

    [Theory]
    [InlineData("kill:before-insert:1")]
    [InlineData("kill:before-insert:2")]
    [InlineData("kill:before-insert:4")]
    [InlineData("kill:after-insert-before-reply:1")]
    [InlineData("kill:after-insert-before-reply:3")]
    [InlineData("kill:after-insert-before-reply:4")]
    [InlineData("fail:before-insert:2,fail:before-insert:3")]
    [InlineData("fail:after-insert-before-reply:1,fail:after-insert-before-reply:3,fail:after-insert-before-reply:4")]
    public async Task Whatever_befalls_an_insert_every_row_is_stored_once(string fault)
    {
        await using var pipeline = await EnginePipeline.StartAsync();
        Assert.Equal(AppendResult.Durable, await pipeline.AppendAsync(Three));
        pipeline.Set(fault);
        await pipeline.StoreAsync();
        await pipeline.SettleAsync();
        Assert.Equal(Three, await pipeline.NamesAsync());
        Assert.Equal("received=3 stored=3", await pipeline.LedgerAsync());
    }

    [Theory]
    [InlineData("hang:before-insert:2")]
    [InlineData("hang:after-insert-before-reply:2")]
    public async Task An_insert_without_an_answer_is_given_up_and_asked_for(string fault)
    {
        await using var pipeline = await EnginePipeline.StartAsync(answerTimeout: TimeSpan.FromSeconds(3));
        await pipeline.AppendAsync(Three);
        pipeline.Set(fault);
        await pipeline.StoreAsync();
        await pipeline.SettleAsync();
        Assert.Equal(Three, await pipeline.NamesAsync());
        Assert.Equal("received=3 stored=3", await pipeline.LedgerAsync());
    }

    [Theory]
    [InlineData("kill:before-insert:2")]
    [InlineData("hang:after-insert-before-reply:1")]
    [InlineData("hang:after-insert-before-reply:3")]
    [InlineData("hang:after-insert-before-reply:4")]
    public async Task A_pipeline_that_dies_in_the_middle_of_a_batch_ends_it_when_it_starts_again_whoever_came_in_between(string fault)
    {
        await using var pipeline = await EnginePipeline.StartAsync();
        await pipeline.AppendAsync(Three);
        pipeline.Set(fault);
        await pipeline.StoreAsync();
        await Eventually.TrueAsync(async () => pipeline.EngineStarts > 1 || (fault.StartsWith("hang", StringComparison.Ordinal) && await HasPartsAsync(pipeline, fault[^1] - '0')));
        await pipeline.AppendAsync("d", "e");
        await pipeline.DieAndStartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a", "b", "c", "d", "e"], await pipeline.NamesAsync());
        Assert.Equal("received=5 stored=5", await pipeline.LedgerAsync());
    }

    [Fact]
    public async Task An_engine_that_dies_between_writing_a_part_and_naming_it_stores_it_once_in_the_end()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed");
        // Every life of the engine ends at its second rename of a part; -D keeps the engine our own child.
        await using var pipeline = await EnginePipeline.StartAsync("strace -D -f -qq -e trace=rename -e inject=rename:error=EIO:signal=KILL:when=2 -o /dev/null");
        await pipeline.AppendAsync(Three);
        await pipeline.StoreAsync();
        await pipeline.SettleAsync();
        Assert.True(pipeline.EngineStarts > 2, $"The engine died {pipeline.EngineStarts - 1} times.");
        Assert.Equal(Three, await pipeline.NamesAsync());
        Assert.Equal("received=3 stored=3", await pipeline.LedgerAsync());
    }

    [Fact]
    public async Task Rows_the_engine_refuses_are_buried_and_their_neighbours_stored_also_when_it_dies_on_the_way()
    {
        await using var pipeline = await EnginePipeline.StartAsync();
        string[] names = [.. Enumerable.Range(0, 30).Select(number => number is 7 or 8 ? $"poison {number}" : $"{number:d2}")];
        await pipeline.AppendAsync(names);
        pipeline.Set("kill:before-insert:4,kill:after-insert-before-reply:9");
        await pipeline.StoreAsync();
        await Eventually.TrueAsync(() => Task.FromResult(pipeline.EngineStarts > 1));
        await pipeline.DieAndStartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(names.Where(name => name[0] != 'p'), await pipeline.NamesAsync());
        Assert.Equal("evicted=2 received=30 stored=28", await pipeline.LedgerAsync());
        Assert.Contains("edible", pipeline.DeadLetters(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_insert_under_way_the_store_says_at_once_what_it_has()
    {
        await using var pipeline = await EnginePipeline.StartAsync();
        await pipeline.AppendAsync("a");
        await pipeline.StoreAsync();
        await pipeline.SettleAsync();
        var store = new ClickHousePartStore(pipeline.Client, TimeProvider.System);
        var batch = ulong.Parse((await pipeline.BatchesAsync()).Single(), System.Globalization.CultureInfo.InvariantCulture);
        var week = new PartKey(Things.Table, 90, (ushort)(Things.Monday / 86_400_000_000_000));
        Assert.True(await store.ContainsAsync(week, batch, TestContext.Current.CancellationToken));
        Assert.False(await store.ContainsAsync(week with { RetentionDays = 30 }, batch, TestContext.Current.CancellationToken));
        Assert.False(await store.ContainsAsync(week with { Monday = (ushort)(week.Monday - 7) }, batch, TestContext.Current.CancellationToken));
        Assert.False(await store.ContainsAsync(week, batch + 1, TestContext.Current.CancellationToken));
    }

    private static async Task<bool> HasPartsAsync(EnginePipeline pipeline, int parts) => (await pipeline.PartsAsync()) >= parts;
}
