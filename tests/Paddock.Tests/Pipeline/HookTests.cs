using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

public sealed class HookTests
{
    private readonly List<string> told = [];

    [Fact]
    public async Task Hooks_are_called_before_rows_are_visible_and_after()
    {
        PipelineHarness? pipeline = null;
        var binding = new TableBinding(Things.Table)
        {
            BeforeInsert = (rows, _) =>
            {
                told.Add($"before {NamesOf(rows)}, visible {pipeline!.Store.Names.Count}");
                return ValueTask.CompletedTask;
            },
            AfterStored = stored => told.Add($"after {NamesOf(stored.Rows)}, visible {pipeline!.Store.Names.Count}"),
        };
        await using (pipeline = new PipelineHarness(null, binding))
        {
            await pipeline.AppendAsync("a", "b");
            await pipeline.StartAsync();
            await pipeline.SettleAsync();
            Assert.Equal(["before a b, visible 0", "after a b, visible 2"], told);
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(99, TableBinding.HookTries)]
    public async Task A_failing_hook_is_tried_again_but_keeps_no_row_for_ever(int failures, int calls)
    {
        var binding = new TableBinding(Things.Table)
        {
            BeforeInsert = (_, _) =>
            {
                told.Add("called");
                return told.Count <= failures ? throw new InvalidOperationException("not now") : ValueTask.CompletedTask;
            },
            AfterStored = static _ => throw new InvalidOperationException("nobody listens"),
        };
        await using var pipeline = new PipelineHarness(null, binding);
        await pipeline.AppendAsync("a");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a"], pipeline.Store.Names);
        Assert.Equal(calls, told.Count);
    }

    [Fact]
    public async Task A_hook_that_needs_the_store_waits_for_it_as_long_as_it_takes()
    {
        var binding = new TableBinding(Things.Table)
        {
            BeforeInsert = (_, _) =>
            {
                told.Add("called");
                return told.Count <= 30 ? throw MemoryStore.Away() : ValueTask.CompletedTask;
            },
        };
        await using var pipeline = new PipelineHarness(null, binding);
        await pipeline.AppendAsync("a");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(31, told.Count);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_row_that_was_refused()
    {
        var binding = new TableBinding(Things.Table) { AfterStored = stored => told.Add(NamesOf(stored.Rows)) };
        await using var pipeline = new PipelineHarness(null, binding);
        pipeline.Store.Refuses = static (_, rows) => rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Error(117) : null;
        await pipeline.AppendAsync("a", "poison", "b");
        await pipeline.StartAsync();
        await pipeline.SettleAsync();
        Assert.Equal(["a b"], told);
    }

    private static string NamesOf(IEnumerable<RowRef> rows) => string.Join(' ', rows.Select(row => Things.NameOf(row.Bytes.Span)));
}
