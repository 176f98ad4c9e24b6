using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.ProcessTests.Pipeline;

/// <summary>The pipeline's objects between a start and a death.</summary>
internal sealed class PipelineLife : IAsyncDisposable
{
    private readonly Manifest manifest;
    private readonly DeadLetters deadLetters;
    private readonly MortalStore store;

    public PipelineLife(string directory, ClickHouseClient client)
    {
        var disk = new PosixDisk(Path.Combine(directory, "journal"));
        manifest = Manifest.OpenOrCreate(disk, (uint)Random.Shared.Next());
        Journal = Journal.Open(disk, new JournalLimits { MinFreeDiskBytes = 0 }, TimeProvider.System, manifest.Position);
        deadLetters = new DeadLetters(new PosixDisk(Path.Combine(directory, "dead-letters")), TimeProvider.System);
        store = new MortalStore(new ClickHousePartStore(client, TimeProvider.System));
        Writer = new BatchWriter(Journal, manifest, store, deadLetters, [new TableBinding(Things.Table)], TimeProvider.System, NullLogger<BatchWriter>.Instance);
    }

    public Journal Journal { get; }

    public BatchWriter Writer { get; }

    /// <summary>Death: nothing is tidied up that a crash would not.</summary>
    public async ValueTask DisposeAsync()
    {
        store.Die();
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        Journal.Dispose();
        manifest.Dispose();
        deadLetters.Dispose();
    }

    /// <summary>After a death nothing gets out any more, and no answer comes in.</summary>
    private sealed class MortalStore(IPartStore store) : IPartStore
    {
        private readonly TaskCompletionSource death = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Die() => death.TrySetResult();

        public Task InsertAsync(PartKey part, ulong batch, List<RowRef> rows, CancellationToken cancellationToken) =>
            AliveAsync(() => store.InsertAsync(part, batch, rows, cancellationToken));

        public async Task<bool> ContainsAsync(PartKey part, ulong batch, CancellationToken cancellationToken)
        {
            var contains = false;
            await AliveAsync(async () => contains = await store.ContainsAsync(part, batch, cancellationToken));
            return contains;
        }

        public IAsyncEnumerable<(int Project, UInt128 Key)> RecentKeysAsync(string sql, CancellationToken cancellationToken) => store.RecentKeysAsync(sql, cancellationToken);

        private async Task AliveAsync(Func<Task> act)
        {
            if (death.Task.IsCompleted) throw new IOException("dead");
            if (await Task.WhenAny(act(), death.Task) is var first && first == death.Task) throw new IOException("died");
            await first;
        }
    }
}
