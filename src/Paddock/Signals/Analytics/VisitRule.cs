namespace Paddock.Signals.Analytics;

/// <summary>When a visit ends. Another rule makes other visits, of the whole past too.</summary>
/// <param name="Pause">Without an event of the visitor for longer than this, the next one begins a new visit.</param>
internal readonly record struct VisitRule(TimeSpan Pause)
{
    /// <summary>Longer activity without a pause is cut every so often from its beginning.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static readonly VisitRule Usual = new(TimeSpan.FromMinutes(30));

    // To be raised when the same rule gives other visits than before, so that all are computed anew.
    private const ulong Edition = 1;

    public long PauseNanoseconds => (long)Pause.TotalNanoseconds;

    /// <summary>Written beside what was computed by it.</summary>
    public ulong Number => (Edition << 32) | (uint)Pause.TotalSeconds;
}
