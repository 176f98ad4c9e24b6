namespace Paddock.Accounts;

/// <summary>
/// One password at a time: each costs a core 0.1 s, and the receivers need the cores. A few callers wait; more than that are
/// turned away, so that a flood of sign-ins can neither fill the memory nor stop the work.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    private const int MostWaiting = 20;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _inside;

    /// <returns>False when too many are waiting: <paramref name="work"/> was not done.</returns>
    public async Task<bool> TryDoAsync(Action work, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > MostWaiting)
                return false;
            await _turn.WaitAsync(cancellation);
            try
            {
                work();
                return true;
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _turn.Dispose();
}
