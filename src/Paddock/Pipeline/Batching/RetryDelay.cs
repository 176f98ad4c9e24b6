namespace Paddock.Pipeline;

/// <summary>Waits 50 ms after the first failure, twice as long after each more, at most 5 s. A failure while stopping is the last.</summary>
internal sealed class RetryDelay(TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task WaitAsync(int failures, CancellationToken cancellationToken)
    {
        stopping.ThrowIfCancellationRequested();
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 10));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await Task.Delay(wait < Longest ? wait : Longest, time, either.Token);
    }
}
