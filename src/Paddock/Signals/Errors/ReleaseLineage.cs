namespace Paddock.Signals.Errors;

/// <summary>A release in an environment, and when it was first seen there.</summary>
internal readonly record struct ReleaseSighting(string Release, string Environment, DateTimeOffset FirstSeen);

/// <summary>
/// Which release came after which, and where. Versions of one package are compared as versions. Of all others, one is newer than another where, in some environment in which both
/// ran, it was first seen later: a release that never met the other one has its own line, of which nothing is known.
/// </summary>
internal sealed class ReleaseLineage(IEnumerable<ReleaseSighting> sightings)
{
    private readonly Dictionary<string, Dictionary<string, DateTimeOffset>> _environments = sightings.GroupBy(static each => each.Release).ToDictionary(
        static release => release.Key, static release => release.GroupBy(static each => each.Environment).ToDictionary(static each => each.Key, static each => each.Min(one => one.FirstSeen)));

    public static ReleaseLineage Empty { get; } = new([]);

    public bool Knows(string release, string environment) => _environments.TryGetValue(release, out var seen) && seen.ContainsKey(environment);

    /// <summary>The release that was first seen last; of versions, the newest of its package, since a fix of an old one may come after it. Null: there is none.</summary>
    public string? Newest()
    {
        if (_environments.Count == 0) return null;
        var last = _environments.MaxBy(static release => (release.Value.Values.Min(), release.Key)).Key;
        return _environments.Keys.Aggregate(last, static (newest, release) =>
            ReleaseVersion.TryParse(newest, out var known) && ReleaseVersion.TryParse(release, out var other) && other.CompareTo(known) > 0 ? release : newest);
    }

    /// <summary>Whether an event says that the fix does not hold: its release has the fix, or, where it names none, a release that has it had reached its environment.</summary>
    /// <param name="fix">the release that has the fix</param>
    /// <param name="isIncluded">whether that one has it itself, or only what came after</param>
    /// <param name="happened">the event's release and environment, empty where it names none, and its time</param>
    public bool HasFix(string fix, bool isIncluded, ReleaseSighting happened) => happened.Release.Length > 0
        ? Has(happened.Release, fix, isIncluded, happened)
        : _environments.Any(release => release.Value.TryGetValue(happened.Environment, out var at) && at <= happened.FirstSeen && Has(release.Key, fix, isIncluded, happened));

    private bool Has(string release, string fix, bool isIncluded, ReleaseSighting happened)
    {
        if (release == fix) return isIncluded;
        if (ReleaseVersion.TryParse(release, out var one) && ReleaseVersion.TryParse(fix, out var other) && one.CompareTo(other) is { } difference && difference != 0) return difference > 0;
        if (!_environments.TryGetValue(fix, out var fixedAt)) return false;
        // The event's own is perhaps the first of its release there.
        DateTimeOffset? At(string environment) =>
            _environments.TryGetValue(release, out var seen) && seen.TryGetValue(environment, out var at) ? at
            : release == happened.Release && environment == happened.Environment ? happened.FirstSeen : null;
        return fixedAt.Any(each => At(each.Key) > each.Value);
    }
}
