using System.Globalization;
using Paddock.ClickHouse;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Signals.Errors.Grouping;

/// <summary>Groups stored events by rules that are not in force yet, and says which issues would get them.</summary>
internal sealed class GroupingTrial(ClickHouseClient clickHouse, IssueDirectory directory, TimeProvider time)
{
    /// <summary>How far back is looked.</summary>
    public const int Days = 14;

    /// <summary>Of each kind of event (first hash) the newest so many, and so many in all: each is read whole, some 33 kB.</summary>
    public const int MostOfKind = 20, MostEvents = 2_000;

    /// <summary>Where the newest events of each kind would land.</summary>
    public async Task<GroupingOutcome> TryAsync(int project, GroupingRules? rules, CancellationToken cancel)
    {
        var since = time.GetUtcNow().AddDays(-Days);
        var events = await clickHouse.QueryAsync($$"""
            SELECT {{StoredGrouping.Columns}} FROM paddock.errors AS stored
            WHERE project = {project:UInt32} AND time >= {since:DateTime64(3, 'UTC')} AND (stored.time, stored.event_id) IN
                (SELECT time, event_id FROM paddock.errors WHERE project = {project:UInt32} AND time >= {since:DateTime64(3, 'UTC')} ORDER BY time DESC LIMIT {{MostOfKind}} BY hashes[1] LIMIT {{MostEvents}})
            """, RegroupedEventJson.Default.RegroupedEvent, new QueryOptions { Parameters = new() { { "project", project }, { "since", since } } }, cancel);
        var landings = new List<Landing>();
        foreach (var stored in events)
        {
            if (directory.Find(project, [.. stored.Hashes.Select(Parse)]) is not { } issue) continue;
            using var read = StoredGrouping.Read(stored, rules);
            var hashes = read.Hashes.Select(static hash => Parse(Convert.ToHexString(hash))).ToArray();
            landings.Add(new Landing(issue, hashes, directory.Find(project, hashes), read.FingerprintRule ?? "", stored.EventId));
        }
        return new GroupingOutcome(landings, Homes(landings));
    }

    /// <summary>
    /// Which issue a group that is new takes over, so that nobody's work is lost: the one that most of its events come from, unless a larger group has taken that one.
    /// </summary>
    private static Dictionary<UInt128, int> Homes(List<Landing> landings)
    {
        var homes = new Dictionary<UInt128, int>();
        // An issue whose events go on finding it by a hash that it has keeps itself.
        var taken = landings.Where(static landing => landing.Known == landing.From).Select(static landing => landing.From).ToHashSet();
        foreach (var group in landings.Where(static landing => landing.Known is null).GroupBy(static landing => landing.Hashes[0]).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key))
        {
            var home = group.GroupBy(static landing => landing.From).OrderByDescending(static from => from.Count()).ThenBy(static from => from.Key).Select(static from => from.Key).FirstOrDefault(from => !taken.Contains(from));
            if (home == 0) continue;
            taken.Add(home);
            homes[group.Key] = home;
        }
        return homes;
    }

    private static UInt128 Parse(string hash) => UInt128.Parse(hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>Where one event is and would be.</summary>
/// <param name="From">Its issue.</param>
/// <param name="Known">The issue that its new hashes are of already; null: of none.</param>
/// <param name="Rule">Whose fingerprint it would get; empty: none's.</param>
internal sealed record Landing(int From, UInt128[] Hashes, int? Known, string Rule, string EventId)
{
    /// <summary>The issue that it would be in; null: in a new one.</summary>
    public int? To(GroupingOutcome outcome) => Known ?? (outcome.Homes.TryGetValue(Hashes[0], out var home) ? home : null);
}

/// <param name="Homes">Of hashes that are new, the issue that takes them over.</param>
internal sealed record GroupingOutcome(IReadOnlyList<Landing> Landings, IReadOnlyDictionary<UInt128, int> Homes);
