namespace Paddock.Tests;

/// <summary>Waits for what another process or thread will do, looking again and again until a deadline. The wait ends as soon as it is so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task IsTrueAsync(string what, Func<CancellationToken, Task<bool>> condition, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (!await condition(deadline.Token))
                await timer.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"Not in time: {what}.");
        }
    }
}
