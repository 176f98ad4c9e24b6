using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Paddock.Database;

/// <summary>The only way to the relational data: any number of readers, one writer, also among several servers on one database.</summary>
/// <param name="open">Gives a context of its own to each call.</param>
/// <param name="close">Lets go of what the contexts shared, such as a pool of connections.</param>
/// <param name="alone">Runs what one server of several does (see <see cref="RunAloneAsync"/>); null: no other can have this database.</param>
internal sealed class RelationalStore(Func<PaddockDb> open, Action close, Func<string, Func<CancellationToken, Task>, CancellationToken, Task>? alone = null) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>
    /// Other servers may work on this database. What was read before a write may be old then: who decides by it reads it again within the write.
    /// </summary>
    public bool IsShared => alone is not null;

    /// <summary>
    /// Row types that a commit has changed. Raised before <see cref="WriteAsync{T}"/> returns, so a cache that drops its copy here
    /// never answers with the old state afterwards. Handlers neither block nor throw.
    /// </summary>
    public event Action<IReadOnlySet<Type>>? Committed;

    /// <summary>As <see cref="Committed"/>, for commits of other servers alone: within a second, and for all row types after a time in which there was no hearing.</summary>
    public event Action<IReadOnlySet<Type>>? CommittedElsewhere;

    /// <summary>Rows come untracked: changing them changes nothing.</summary>
    public async Task<T> ReadAsync<T>(Func<PaddockDb, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await using PaddockDb db = open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db, cancellation);
    }

    /// <summary>One transaction. It is saved and committed when <paramref name="write"/> returns, and undone when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<PaddockDb, CancellationToken, Task<T>> write, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using PaddockDb db = open();
            await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.TakeTurnAsync(cancellation);
            T result = await write(db, cancellation);
            await db.SaveChangesAsync(cancellation);
            if (db.ChangedRows.Count > 0)
                await db.TellOthersAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            if (db.ChangedRows.Count > 0)
                Committed?.Invoke(db.ChangedRows);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>
    /// A job of which one server at a time does the work: begins when this one may, is cancelled when it may not any more, and then begins again. Ends when the work does.
    /// </summary>
    public Task RunAloneAsync(string job, Func<CancellationToken, Task> work, CancellationToken stopping) => alone is null ? work(stopping) : alone(job, work, stopping);

    /// <summary>Another server has changed such rows.</summary>
    public void Hear(IReadOnlySet<Type> changed)
    {
        CommittedElsewhere?.Invoke(changed);
        Committed?.Invoke(changed);
    }

    public void Dispose()
    {
        _writer.Dispose();
        close();
    }
}
