using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

/// <summary>One run of a pipeline with a book of what was sent and what was acknowledged.</summary>
internal sealed class PipelineRun : IAsyncDisposable
{
    private readonly HashSet<string> sent = [];
    private readonly HashSet<string> acknowledged = [];
    private int refusals, losses, names;

    public PipelineRun()
    {
        Pipeline.Store.Refuses = (_, rows) =>
            Interlocked.Decrement(ref refusals) >= 0 ? MemoryStore.Away() : rows.Any(BatchWriterTests.IsPoison) ? MemoryStore.Error(117) : null;
        Pipeline.Store.LosesAnswer = _ => Interlocked.Decrement(ref losses) >= 0 ? MemoryStore.Away() : null;
    }

    public PipelineHarness Pipeline { get; } = new();

    public string NewName() => $"thing {++names}";

    public async Task AppendAsync(IEnumerable<string> things, int weeks = 1)
    {
        using var entry = new EntryWriter(Things.Monday);
        var list = things.ToList();
        Ledger.Count(entry, Things.Key, Outcome.Received, "", (ulong)list.Count);
        for (var index = 0; index < list.Count; index++) Things.Add(entry, list[index], Things.Monday - (index % weeks * Things.Week));
        sent.UnionWith(list);
        if (await Pipeline.AppendAsync(entry) == AppendResult.Durable) acknowledged.UnionWith(list);
    }

    public Task FailAsync(int refusals, int losses)
    {
        Volatile.Write(ref this.refusals, refusals);
        Volatile.Write(ref this.losses, losses);
        return Task.CompletedTask;
    }

    /// <summary>Cuts the power now, and again after so many operations of the next life.</summary>
    public Task PowerCutAsync(PowerCut cut, int seed, int operationsUntilNext) =>
        Pipeline.PowerCutAsync(cut, seed, operationsUntilNext < 5 ? int.MaxValue : operationsUntilNext);

    public async Task AssertHoldsAsync()
    {
        await FailAsync(0, 0);
        await Pipeline.PowerCutAsync();
        await Pipeline.SettleAsync();
        var stored = Pipeline.Store.Names;
        var buried = Pipeline.Buried().Select(letter => letter.Name).ToHashSet();
        Assert.Equal(stored.Distinct(), stored);
        Assert.Subset(sent, stored.ToHashSet());
        Assert.DoesNotContain(stored, Things.IsPoison);

        foreach (var name in acknowledged)
        {
            if (Things.IsPoison(name)) Assert.Contains(name, buried);
            else if (Things.DedupKeyOf(name) is var key && key != default) Assert.Single(stored, other => Things.DedupKeyOf(other) == key);
            else Assert.Contains(name, stored);
        }

        var ends = Pipeline.Store.Counted("stored") + Pipeline.Store.Counted("duplicate") + Pipeline.Store.Counted("evicted");
        Assert.Equal(Pipeline.Store.Counted("received"), ends);
        Assert.Equal((ulong)stored.Count, Pipeline.Store.Counted("stored"));
    }

    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();
}
