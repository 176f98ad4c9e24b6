namespace Paddock.Database;

/// <summary>Keeps a copy in memory near what other servers commit: it is read again soon after such rows have changed, at most once a second, and until that succeeds. Does nothing where there are no others.</summary>
internal sealed class Following : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RelationalStore _store;
    private readonly Type[] _rows;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly CancellationTokenSource _closed = new();

    /// <param name="store">whose commits</param>
    /// <param name="rows">of which types</param>
    /// <param name="readAgain">brings the copy up to date</param>
    /// <param name="time">for the pauses</param>
    public Following(RelationalStore store, Type[] rows, Func<CancellationToken, Task> readAgain, TimeProvider time)
    {
        (_store, _rows) = (store, rows);
        if (!store.IsShared) return;
        store.CommittedElsewhere += Hear;
        _ = FollowAsync(readAgain, time);
    }

    public void Dispose()
    {
        _store.CommittedElsewhere -= Hear;
        _closed.Cancel();
    }

    private void Hear(IReadOnlySet<Type> changed)
    {
        if (!_rows.Any(changed.Contains)) return;
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will be read anyway.
        }
    }

    private async Task FollowAsync(Func<CancellationToken, Task> readAgain, TimeProvider time)
    {
        while (true)
        {
            try
            {
                await _news.WaitAsync(_closed.Token);
                await readAgain(_closed.Token);
            }
            catch (OperationCanceledException) when (_closed.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                Hear(_rows.ToHashSet()); // the database is away; who asks it for more says so
            }
            await Task.Delay(Pause, time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
