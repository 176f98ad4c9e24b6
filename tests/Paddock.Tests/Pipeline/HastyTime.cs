using System.Diagnostics;

namespace Paddock.Tests.Pipeline;

/// <summary>The clock of a busy world: waits take a two-hundredth of their time, and clocks agree.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Haste = 200;
    private readonly long start = Stopwatch.GetTimestamp();

    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - start) * Haste;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Things.Monday / 100) + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Haste : dueTime, period);
}
