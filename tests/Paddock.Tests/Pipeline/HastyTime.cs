using System.Diagnostics;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

/// <summary>The clock of a busy world: waits take a fraction of their time, and clocks agree.</summary>
internal sealed class HastyTime(int haste = 200) : TimeProvider
{
    private readonly long start = Stopwatch.GetTimestamp();

    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - start) * haste;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Things.Monday / 100) + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / haste : dueTime, period);
}
