using System.Diagnostics;
using System.Net.Sockets;

namespace Paddock.Testing;

/// <summary>Waits for what another process will do; the deadline is for machines under load, not part of any claim.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? otherwise = null, TimeSpan? within = null)
    {
        var deadline = within ?? Deadline;
        var started = Stopwatch.StartNew();
        Exception? last = null;
        while (started.Elapsed < deadline)
        {
            try
            {
                if (await condition()) return;
                last = null;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or SocketException)
            {
                last = notYet; // the server is not listening yet, or is between two lives
            }
            await Task.Delay(Pause);
        }
        Assert.Fail($"{otherwise?.Invoke() ?? "it did not come true"} ({deadline.TotalSeconds} s) {last?.Message}");
    }

    public static Task EqualAsync<T>(T expected, Func<Task<T>> actual, TimeSpan? within = null)
    {
        var seen = default(T);
        return TrueAsync(async () => Equals(expected, seen = await actual()), () => $"expected {expected}, saw {seen}", within);
    }
}
