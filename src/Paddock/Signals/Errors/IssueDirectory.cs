using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>
/// Which hash belongs to which issue, held in memory as the relational side has it. The first event of a hash makes its issue,
/// once: (project, hash) is a primary key there, and this is asked by the batch writer alone, before a row becomes visible. People change issues beside it.
/// </summary>
internal sealed class IssueDirectory(RelationalStore store) : IDisposable
{
    /// <summary>Of one issue; a query names them all.</summary>
    public const int MostHashes = 500;

    /// <summary>In the ledger, of events that nobody wants.</summary>
    public const string DiscardedReason = "discarded";

    private readonly ConcurrentDictionary<HashKey, int> _issues = new();
    private readonly ConcurrentDictionary<(int Project, int Issue), ImmutableArray<UInt128>> _hashes = new();
    private readonly MergedIssues _merged = new();
    private readonly ConcurrentDictionary<int, DateTimeOffset> _firstSeen = new();
    private readonly ConcurrentDictionary<int, Fix> _fixes = new();
    private readonly ConcurrentDictionary<int, bool> _discarded = new();

    // What is remembered here and mirrored elsewhere follows the order of the commits.
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Rows as a commit left them, in the order of the commits, before the call that made it returns. Handlers neither block nor throw.</summary>
    public event Action<MirroredIssues>? Committed;

    /// <summary>Everything, at start.</summary>
    public Task LoadAsync(CancellationToken cancel) => InOrderAsync(
        () => store.ReadAsync(static async (db, stop) => (true, await ReadAsync(db, stop)), cancel), cancel);

    /// <summary>What other servers have changed meanwhile; they have mirrored it.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        try
        {
            var read = await store.ReadAsync(ReadAsync, cancel);
            var there = read.Issues.Select(static issue => issue.Id).ToHashSet();
            foreach (var (project, issue) in _hashes.Keys.Where(known => !there.Contains(known.Issue)).ToList()) Forget(project, issue);
            Remember(read);
        }
        finally
        {
            _changing.Release();
        }
    }

    // The issue of each hash that was read is there.
    private static async Task<IssueChanges> ReadAsync(PaddockDb db, CancellationToken cancel)
    {
        var hashes = await db.IssueHashes.ToListAsync(cancel);
        return new IssueChanges(await db.Issues.ToListAsync(cancel), hashes);
    }

    public int? Find(int project, ReadOnlySpan<UInt128> hashes)
    {
        foreach (var hash in hashes)
            if (_issues.TryGetValue(new HashKey(project, hash), out var issue)) return RootOf(issue);
        return null;
    }

    /// <summary>Whether the events of the hash are to be counted and not stored.</summary>
    /// <param name="project">whose event it is</param>
    /// <param name="hashes">its grouping hashes, the most telling first</param>
    public bool IsDiscarded(int project, IReadOnlyList<byte[]> hashes) =>
        !_discarded.IsEmpty && hashes.Count > 0 && _issues.TryGetValue(new HashKey(project, BinaryPrimitives.ReadUInt128BigEndian(hashes[0])), out var issue) && _discarded.ContainsKey(RootOf(issue));

    /// <summary>Whether only releases can tell if what was resolved is not.</summary>
    public bool AsksReleases(int project, ReadOnlySpan<UInt128> hashes) => Find(project, hashes) is { } issue && _fixes.TryGetValue(issue, out var fix) && fix.In.Length > 0;

    /// <summary>Whether a sighting may say anything that the relational side does not know yet: a hash, an earlier first time, or that what was resolved is not.</summary>
    public bool IsNews(int project, DateTimeOffset time, ReadOnlySpan<UInt128> hashes)
    {
        foreach (var hash in hashes)
            if (!_issues.ContainsKey(new HashKey(project, hash)) && !IsSpare(project, hash, hashes)) return true;
        return Find(project, hashes) is { } issue && (time < _firstSeen[issue] || (_fixes.TryGetValue(issue, out var fix) && time > fix.At));
    }

    // Events are found by their first hash; further ones only help others to the same issue, so that an issue may have enough of them.
    private bool IsSpare(int project, UInt128 hash, ReadOnlySpan<UInt128> hashes) =>
        hash != hashes[0] && Find(project, hashes[..1]) is { } issue && SizeOf(project, issue) >= MostHashes;

    /// <summary>The issue that has the events of this one: itself, or what it was merged into.</summary>
    public int RootOf(int issue) => _merged.RootOf(issue);

    /// <summary>The issue's hashes in upper-case hex, as the queries take them, with those of all that were merged into it; empty where the project has no such issue.</summary>
    public string[] HashesOf(int project, int issue) => [.. _merged.PartsOf(RootOf(issue)).SelectMany(part => OwnHashesOf(project, part))];

    /// <summary>As <see cref="HashesOf"/>, of its own events alone.</summary>
    public IEnumerable<string> OwnHashesOf(int project, int issue) => _hashes.TryGetValue((project, issue), out var hashes) ? hashes.Select(static hash => hash.ToString("X32")) : [];

    /// <summary>The issue itself, then what was merged into it.</summary>
    public IReadOnlyList<int> PartsOf(int issue) => _merged.PartsOf(issue);

    /// <summary>
    /// Gives every sighting's hashes an issue, new where none of them has one, and returns what was added.
    /// A crash behind the commit is harmless: the same sightings then find their issues.
    /// </summary>
    /// <param name="sightings">as they came</param>
    /// <param name="releases">of each project in which something was resolved in a release</param>
    /// <param name="cancel">ends it</param>
    public Task<IssueChanges> AddAsync(IReadOnlyList<Sighting> sightings, IReadOnlyDictionary<int, ReleaseLineage> releases, CancellationToken cancel) => InOrderAsync(
        () => store.WriteAsync(async (db, stop) => await AddAsync(db, sightings, releases, stop) is var changes ? (changes, changes) : default, cancel), cancel);

    /// <summary>Gives issues hashes that no event has had yet, so that the events of new rules go on in them.</summary>
    public Task AdoptAsync(int project, IReadOnlyDictionary<UInt128, int> homes, CancellationToken cancel) => InOrderAsync(
        () => store.WriteAsync(async (db, stop) =>
        {
            var rows = new List<IssueHashRow>();
            foreach (var (hash, issue) in homes)
            {
                if (SizeOf(project, issue) >= MostHashes || await db.IssueHashes.FindAsync([project, Format(hash)], stop) is not null) continue;
                rows.Add(new IssueHashRow { ProjectId = project, Hash = Format(hash), IssueId = issue });
                db.IssueHashes.Add(rows[^1]);
            }
            return (true, new IssueChanges([], rows));
        }, cancel), cancel);

    /// <summary>Takes an issue away with all that is its own, and what was merged into it. Its next event makes a new one.</summary>
    public async Task RemoveAsync(int project, int issue, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        try
        {
            await store.WriteAsync((db, stop) =>
            {
                db.MarkChanged<IssueRow>();
                return db.Issues.Where(row => row.ProjectId == project && (row.Id == issue || row.MergedInto == issue)).ExecuteDeleteAsync(stop);
            }, cancel);
            foreach (var part in _merged.PartsOf(issue)) Forget(project, part);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>What people do: one transaction, which says what it gives its caller and which issues it changed.</summary>
    public Task<T> ChangeAsync<T>(Func<PaddockDb, CancellationToken, Task<(T Result, List<IssueRow> Changed)>> change, CancellationToken cancel) => InOrderAsync(
        () => store.WriteAsync(async (db, stop) => await change(db, stop) is var (result, changed) ? (result, new IssueChanges(changed, [])) : default, cancel), cancel);

    private async Task<T> InOrderAsync<T>(Func<Task<(T Result, IssueChanges Changes)>> commit, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        try
        {
            var (result, changes) = await commit();
            var mirrored = Remember(changes);
            Committed?.Invoke(mirrored);
            return result;
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Forget(int project, int issue)
    {
        if (_hashes.TryRemove((project, issue), out var hashes))
            foreach (var hash in hashes) _issues.TryRemove(new HashKey(project, hash), out _);
        _merged.Set(issue, null);
        _firstSeen.TryRemove(issue, out _);
        _fixes.TryRemove(issue, out _);
    }

    private MirroredIssues Remember(IssueChanges changes)
    {
        var moved = new List<(int Project, int Issue)>();
        foreach (var issue in changes.Issues)
        {
            _firstSeen[issue.Id] = issue.FirstSeen;
            if (issue is { Status: IssueStatus.Resolved, StatusChangedAt: { } at }) _fixes[issue.Id] = new Fix(at, issue.FixIn);
            else _fixes.TryRemove(issue.Id, out _);
            if (issue.Status == IssueStatus.Discarded) _discarded[issue.Id] = true;
            else _discarded.TryRemove(issue.Id, out _);
            if (_merged.Set(issue.Id, issue.MergedInto)) moved.Add((issue.ProjectId, issue.Id));
        }
        foreach (var row in changes.Hashes)
        {
            var hash = Parse(row.Hash);
            _issues[new HashKey(row.ProjectId, hash)] = row.IssueId;
            _hashes.AddOrUpdate((row.ProjectId, row.IssueId), _ => [hash], (_, known) => known.Contains(hash) ? known : known.Add(hash));
        }
        return new MirroredIssues(changes.Issues, [
            .. moved.SelectMany(of => _hashes.GetValueOrDefault(of, []).Select(hash => new HashHome(of.Project, hash, RootOf(of.Issue)))),
            .. changes.Hashes.Select(row => new HashHome(row.ProjectId, Parse(row.Hash), RootOf(row.IssueId))),
        ]);
    }

    private async Task<IssueChanges> AddAsync(PaddockDb db, IReadOnlyList<Sighting> sightings, IReadOnlyDictionary<int, ReleaseLineage> releases, CancellationToken cancel)
    {
        var changed = new HashSet<IssueRow>();
        var hashes = new Dictionary<HashKey, IssueRow>();
        var sizes = new Dictionary<IssueRow, int>();
        foreach (var sighting in sightings)
        {
            var issue = await ExistingAsync(db, sighting, hashes, sizes, cancel);
            if (issue is null)
            {
                issue = NewIssue(sighting);
                db.Issues.Add(issue);
                changed.Add(issue);
            }
            else if (sighting.Time < issue.FirstSeen)
            {
                issue.FirstSeen = sighting.Time;
                changed.Add(issue);
            }
            if (IsBroken(issue, sighting, releases))
            {
                Reopen(db, issue, sighting);
                changed.Add(issue);
            }
            foreach (var hash in sighting.Hashes)
            {
                var key = new HashKey(sighting.Project, hash);
                var size = SizeOf(issue, sizes);
                if (!_issues.ContainsKey(key) && size < MostHashes && hashes.TryAdd(key, issue)) sizes[issue] = size + 1;
            }
        }
        var made = changed.Where(issue => db.Entry(issue).State == EntityState.Added).ToList();
        await db.SaveChangesAsync(cancel); // the issues get their ids
        foreach (var issue in made) IssueNews.Tell(db, "issue.new", issue, issue.FirstSeen);
        var hashRows = new List<IssueHashRow>();
        foreach (var (key, issue) in hashes)
        {
            if (await db.IssueHashes.FindAsync([key.Project, Format(key.Hash)], cancel) is { } known)
            {
                hashRows.Add(known); // written by another server in the meantime
                continue;
            }
            var row = new IssueHashRow { ProjectId = key.Project, Hash = Format(key.Hash), IssueId = issue.Id };
            db.IssueHashes.Add(row);
            hashRows.Add(row);
        }
        return new IssueChanges([.. changed], hashRows);
    }

    /// <summary>It was resolved, and the sighting says that it is not.</summary>
    private static bool IsBroken(IssueRow issue, Sighting sighting, IReadOnlyDictionary<int, ReleaseLineage> releases) =>
        issue.Status == IssueStatus.Resolved && sighting.Time > issue.StatusChangedAt
        && (issue.FixIn.Length == 0 || releases.GetValueOrDefault(issue.ProjectId, ReleaseLineage.Empty).HasFix(
            issue.FixRelease, issue.FixIn == IssueFix.InRelease, new ReleaseSighting(sighting.Release, sighting.Environment, sighting.Time)));

    private static void Reopen(PaddockDb db, IssueRow issue, Sighting sighting)
    {
        var at = sighting.Time;
        (issue.Status, issue.StatusChangedAt, issue.RegressedAt, issue.FixIn, issue.FixRelease) = (IssueStatus.Unresolved, at, at, "", "");
        IssueNews.Record(db, issue, at, "regressed", sighting.Release);
        IssueNews.Tell(db, "issue.regressed", issue, at);
    }

    // By its first hash, or else by a further one: then the first has yet to find room there.
    private async Task<IssueRow?> ExistingAsync(PaddockDb db, Sighting sighting, Dictionary<HashKey, IssueRow> inThisBatch, Dictionary<IssueRow, int> sizes, CancellationToken cancel)
    {
        foreach (var hash in sighting.Hashes)
        {
            var key = new HashKey(sighting.Project, hash);
            var issue = inThisBatch.GetValueOrDefault(key) ?? (await IdOfAsync(db, key, cancel) is { } id ? await db.Issues.FindAsync([id], cancel) : null);
            if (issue?.MergedInto is { } root) issue = await db.Issues.FindAsync([root], cancel);
            if (issue is not null && (hash == sighting.Hashes[0] || SizeOf(issue, sizes) < MostHashes)) return issue;
        }
        return null;
    }

    private async Task<int?> IdOfAsync(PaddockDb db, HashKey key, CancellationToken cancel) =>
        _issues.TryGetValue(key, out var id) ? id : store.IsShared ? (await db.IssueHashes.FindAsync([key.Project, Format(key.Hash)], cancel))?.IssueId : null;

    private int SizeOf(IssueRow issue, Dictionary<IssueRow, int> inThisBatch) =>
        inThisBatch.TryGetValue(issue, out var size) ? size : SizeOf(issue.ProjectId, issue.Id);

    private int SizeOf(int project, int issue) => _merged.PartsOf(issue).Sum(part => _hashes.TryGetValue((project, part), out var known) ? known.Length : 0);

    private static IssueRow NewIssue(Sighting sighting) => new()
    {
        ProjectId = sighting.Project,
        Title = sighting.Type is "" ? FirstLine(sighting.Value is "" ? sighting.Message : sighting.Value) : sighting.Type,
        Type = sighting.Type,
        Value = sighting.Type is "" ? "" : FirstLine(sighting.Value),
        Culprit = sighting.Culprit,
        Level = sighting.Level,
        Platform = sighting.Platform,
        FirstSeen = sighting.Time,
        FirstRelease = sighting.Release is "" ? null : sighting.Release,
        Priority = IssuePriority.Of(sighting.Level, sighting.IsUnhandled),
        Frames = sighting.Frames,
        GroupingVersion = sighting.GroupingVersion,
        CreatedAt = sighting.Time,
    };

    public void Dispose() => _changing.Dispose();

    private static string FirstLine(string text) => text.AsSpan().TrimStart().IndexOfAny('\r', '\n') is var end and >= 0 ? text.TrimStart()[..end] : text;

    public static string Format(UInt128 hash) => hash.ToString("x32");

    private static UInt128 Parse(string hash) => UInt128.Parse(hash, NumberStyles.HexNumber);
}

/// <summary>Since when an issue is resolved, and whether a release says where.</summary>
internal readonly record struct Fix(DateTimeOffset At, string In);

/// <summary>Rows as they became on the relational side.</summary>
internal sealed record IssueChanges(IReadOnlyList<IssueRow> Issues, IReadOnlyList<IssueHashRow> Hashes);

/// <summary>The same as the engine is told of it, before the events are stored: of hashes, where their events are shown.</summary>
internal sealed record MirroredIssues(IReadOnlyList<IssueRow> Issues, IReadOnlyList<HashHome> Hashes);

/// <param name="Issue">Which has the events: merged into none.</param>
internal readonly record struct HashHome(int Project, UInt128 Hash, int Issue);
