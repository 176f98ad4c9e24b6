namespace Paddock.Signals.Analytics;

/// <summary>
/// When <see cref="VisitsJob"/> runs next. Every run computes the day that is being written from its beginning, so the longer that takes, the longer it rests:
/// while events keep coming a run takes at most a twentieth of the time, and as soon as none came for a moment a fifth, so that what was written is soon seen whole.
/// </summary>
internal sealed class VisitsPace(TimeProvider time)
{
    private const int RestOfAnyRun = 4, RestWhileWritten = 19;

    /// <summary>Whatever a run takes, it rests at least so long.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>While events keep coming visits are not left alone for longer, unless a run takes more than a quarter of it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Without an event for so long, writing has paused.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long? _ended;
    private TimeSpan _cost;
    private long _heard = time.GetTimestamp();

    /// <summary>Events have become visible; called from any thread.</summary>
    public void Heard() => Volatile.Write(ref _heard, time.GetTimestamp());

    /// <summary>A run has ended.</summary>
    public void Ran(TimeSpan cost) => (_ended, _cost) = (time.GetTimestamp(), cost);

    /// <summary>How long to wait until the next run, if no event comes until then; none before the first one.</summary>
    public TimeSpan Rest()
    {
        if (_ended is not { } ended) return TimeSpan.Zero;
        var (passed, quiet) = (time.GetElapsedTime(ended), time.GetElapsedTime(Volatile.Read(ref _heard)));
        var least = Max(Shortest, RestOfAnyRun * _cost);
        var most = Max(least, Min(Longest, RestWhileWritten * _cost));
        return Max(TimeSpan.Zero, Min(most - passed, Max(least - passed, Pause - quiet)));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
