using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Paddock.Database;

/// <summary>The only way to the relational data: any number of readers, one writer.</summary>
/// <param name="open">Gives a context of its own to each call.</param>
/// <param name="close">Lets go of what the contexts shared, such as a pool of connections.</param>
internal sealed class RelationalStore(Func<PaddockDb> open, Action close) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>
    /// Row types that a commit has changed. Raised before <see cref="WriteAsync{T}"/> returns, so a cache that drops its copy here
    /// never answers with the old state afterwards. Handlers neither block nor throw.
    /// </summary>
    public event Action<IReadOnlySet<Type>>? Committed;

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
            T result = await write(db, cancellation);
            await db.SaveChangesAsync(cancellation);
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

    public void Dispose()
    {
        _writer.Dispose();
        close();
    }
}
