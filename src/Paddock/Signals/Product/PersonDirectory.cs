using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Product;

/// <summary>
/// Which ids are one person, held in memory as the relational side has it. Rows of events keep the id that they came with, so a link rewrites history
/// and taking it away undoes that. The first claim of a device wins; claims may be repeated, and in any number of lives of the program.
/// </summary>
internal sealed class PersonDirectory(RelationalStore store, PersonMirror mirror, TimeProvider time) : IDisposable
{
    // Of another server's clock.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<int, (PersonGraph Graph, LinkAllowance Allowance)> _projects = [];
    private long _refused;
    private DateTimeOffset _knownUntil = DateTimeOffset.UnixEpoch;

    private readonly record struct Change(int Project, string Id, string? Before, string LeadsTo, string Source);

    /// <summary>Claims that became no link for want of room, since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Everything, at start; the mirror gets it whole.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        var rows = await store.ReadAsync(static (db, stop) => db.PersonLinks.ToListAsync(stop), cancel);
        lock (_lock)
        {
            Know(rows);
            foreach (var row in rows) mirror.Add(row.ProjectId, row.DistinctId, Of(row.ProjectId).Graph.PersonOf(row.DistinctId));
        }
    }

    /// <summary>What other servers have linked meanwhile.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await store.ReadAsync(async (db, stop) =>
            {
                await CatchUpAsync(db, stop);
                return 0;
            }, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    public string PersonOf(int project, string id)
    {
        lock (_lock) return _projects.TryGetValue(project, out var known) ? known.Graph.PersonOf(id) : id;
    }

    /// <summary>All ids of the person that the id belongs to, who comes first.</summary>
    public IReadOnlyList<string> IdsOf(int project, string id)
    {
        lock (_lock) return _projects.TryGetValue(project, out var known) ? known.Graph.IdsOf(known.Graph.PersonOf(id)) : [id];
    }

    /// <summary>What a claim would do now.</summary>
    public ClaimVerdict Judge(in PersonClaim claim)
    {
        lock (_lock)
        {
            var (graph, allowance) = Of(claim.Project);
            var verdict = graph.Judge(claim.DistinctId, claim.LeadsTo, claim.Kind);
            return verdict == ClaimVerdict.Links && claim.Kind != ClaimKind.Merge && !allowance.HasAny ? ClaimVerdict.TooFast : verdict;
        }
    }

    /// <summary>Makes the links that the rules allow, in this order; durable when it returns.</summary>
    public Task AddAsync(IReadOnlyList<PersonClaim> claims, CancellationToken cancel) => ChangeAsync(changes =>
    {
        foreach (var claim in claims) Take(claim, changes);
    }, cancel);

    /// <summary>Makes two persons one, whatever they were: the person of <paramref name="id"/> leads to the other from now on.</summary>
    public async Task<ClaimVerdict> MergeAsync(int project, string id, string leadsTo, string source, CancellationToken cancel)
    {
        var verdict = ClaimVerdict.Known;
        await ChangeAsync(changes => verdict = Take(new PersonClaim(project, Of(project).Graph.PersonOf(id), leadsTo, ClaimKind.Merge, source), changes), cancel);
        return verdict;
    }

    /// <summary>Takes one link away: the id, with all that lead to it, is a person of its own again, and no claim of a client lets it lead anywhere any more. False: it had no link.</summary>
    public async Task<bool> UnmergeAsync(int project, string id, string source, CancellationToken cancel)
    {
        var separated = false;
        await ChangeAsync(changes =>
        {
            if (separated = Of(project).Graph.IsLinked(id)) Set(project, id, id, source, changes);
        }, cancel);
        return separated;
    }

    public void Dispose() => _writing.Dispose();

    private ClaimVerdict Take(in PersonClaim claim, List<Change> changes)
    {
        var (graph, allowance) = Of(claim.Project);
        var verdict = graph.Judge(claim.DistinctId, claim.LeadsTo, claim.Kind);
        if (verdict == ClaimVerdict.Links && claim.Kind != ClaimKind.Merge && !allowance.TryTake()) verdict = ClaimVerdict.TooFast;
        if (verdict == ClaimVerdict.Links) Set(claim.Project, claim.DistinctId, claim.LeadsTo, claim.Source, changes);
        if (verdict is ClaimVerdict.TooFast or ClaimVerdict.TooManyIds or ClaimVerdict.Full) Interlocked.Increment(ref _refused);
        return verdict;
    }

    private void Set(int project, string id, string leadsTo, string source, List<Change> changes) =>
        changes.Add(new Change(project, id, Of(project).Graph.Set(id, leadsTo), leadsTo, source));

    private (PersonGraph Graph, LinkAllowance Allowance) Of(int project)
    {
        if (!_projects.TryGetValue(project, out var known)) _projects[project] = known = (new PersonGraph(), new LinkAllowance(time));
        return known;
    }

    // Memory first, for each change depends on those before it; what could not be written down is taken back.
    private async Task ChangeAsync(Action<List<Change>> decide, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            var changes = new List<Change>();
            if (!store.IsShared)
            {
                lock (_lock) decide(changes);
                if (changes.Count == 0) return;
            }
            try
            {
                await store.WriteAsync(async (db, stop) =>
                {
                    if (store.IsShared)
                    {
                        await CatchUpAsync(db, stop);
                        lock (_lock) decide(changes);
                    }
                    return await SaveAsync(db, changes, stop);
                }, cancel);
            }
            catch
            {
                lock (_lock)
                    foreach (var change in Enumerable.Reverse(changes)) Of(change.Project).Graph.Set(change.Id, change.Before);
                throw;
            }
            Mirror(changes);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task CatchUpAsync(PaddockDb db, CancellationToken cancel)
    {
        var since = _knownUntil - Skew;
        var rows = await db.PersonLinks.AsNoTracking().Where(row => row.CreatedAt >= since).ToListAsync(cancel);
        lock (_lock) Know(rows);
    }

    private void Know(List<PersonLinkRow> rows)
    {
        foreach (var row in rows)
        {
            Of(row.ProjectId).Graph.Set(row.DistinctId, row.LeadsTo);
            if (row.CreatedAt > _knownUntil) _knownUntil = row.CreatedAt;
        }
    }

    private void Mirror(List<Change> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes)
            {
                var graph = Of(change.Project).Graph;
                var person = graph.PersonOf(change.Id);
                foreach (var id in graph.IdsOf(change.Id)) mirror.Add(change.Project, id, person);
            }
        }
    }

    private async Task<int> SaveAsync(PaddockDb db, List<Change> changes, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var change in changes)
        {
            var row = change.Before is null ? null : await db.PersonLinks.FindAsync([change.Project, change.Id], cancel);
            if (row is null) db.PersonLinks.Add(row = new PersonLinkRow { ProjectId = change.Project, DistinctId = change.Id, LeadsTo = "", Source = "", CreatedAt = now });
            (row.LeadsTo, row.Source, row.CreatedAt) = (change.LeadsTo, change.Source, now);
        }
        return changes.Count;
    }
}
