using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Intake;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Accounts;

/// <summary>
/// Ingest key → project. All living keys are in memory (about 200 bytes each), so neither a good nor a wrong key touches the
/// database; any change of a key or project drops the copy before the change is reported as done.
/// </summary>
internal sealed class ProjectKeys : IDisposable
{
    private readonly RelationalStore _store;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _publish = new();
    private FrozenDictionary<string, IngestProject>? _projects;
    private FrozenDictionary<string, IngestProject>? _ofDomains;
    private FrozenSet<int>? _known;
    private int _generation;

    public ProjectKeys(RelationalStore store)
    {
        _store = store;
        store.Committed += DropAfterChange;
    }

    /// <returns>Null for a key that does not exist or was revoked.</returns>
    public ValueTask<IngestProject?> FindAsync(ReadOnlySpan<char> key, CancellationToken cancellation) =>
        Volatile.Read(ref _projects) is { } projects
            ? ValueTask.FromResult(Find(projects, key))
            : LoadAndFindAsync(key.ToString(), cancellation);

    /// <summary>The project of a site, for clients that know no key.</summary>
    /// <param name="domain">With www. or without.</param>
    /// <returns>Null also where several projects have this domain.</returns>
    public async ValueTask<IngestProject?> FindByDomainAsync(string domain, CancellationToken cancellation)
    {
        while (true)
        {
            if (Volatile.Read(ref _ofDomains) is { } domains) return domains.GetValueOrDefault(Plain(domain));
            await LoadAndFindAsync("", cancellation);
        }
    }

    /// <summary>Whether a living key opens the project.</summary>
    public async ValueTask<bool> KnowsAsync(int project, CancellationToken cancellation)
    {
        while (true)
        {
            if (Volatile.Read(ref _known) is { } known) return known.Contains(project);
            await LoadAndFindAsync("", cancellation);
        }
    }

    public void Dispose()
    {
        _store.Committed -= DropAfterChange;
        _loading.Dispose();
    }

    private static IngestProject? Find(FrozenDictionary<string, IngestProject> projects, ReadOnlySpan<char> key) =>
        projects.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out IngestProject? project) ? project : null;

    private async ValueTask<IngestProject?> LoadAndFindAsync(string key, CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            FrozenDictionary<string, IngestProject>? projects = Volatile.Read(ref _projects);
            while (projects is null)
                projects = await LoadAsync(cancellation);
            return Find(projects, key);
        }
        finally
        {
            _loading.Release();
        }
    }

    // A change during the reading makes the copy worthless: then null is returned and it is read again.
    private async Task<FrozenDictionary<string, IngestProject>?> LoadAsync(CancellationToken cancellation)
    {
        int generation = Volatile.Read(ref _generation);
        FrozenDictionary<string, IngestProject> loaded = await _store.ReadAsync(ReadLivingKeysAsync, cancellation);
        lock (_publish)
        {
            if (generation != _generation)
                return null;
            Volatile.Write(ref _ofDomains, OfDomains(loaded.Values));
            Volatile.Write(ref _known, loaded.Values.Select(static project => project.Id).ToFrozenSet());
            Volatile.Write(ref _projects, loaded);
            return loaded;
        }
    }

    private static async Task<FrozenDictionary<string, IngestProject>> ReadLivingKeysAsync(PaddockDb db, CancellationToken cancellation)
    {
        var rows = await (
            from key in db.ProjectKeys
            join project in db.Projects on key.ProjectId equals project.Id
            where key.RevokedAt == null
            select new { Key = key.Id, key.PublicKey, project.Id, project.Slug, project.Domain, project.RetentionDays }).ToListAsync(cancellation);
        var rules = (await db.Intake.ToListAsync(cancellation)).ToDictionary(static row => row.ProjectId, static row => new IntakeRules(row));
        var grouping = (await db.GroupingRules.ToListAsync(cancellation)).ToDictionary(static row => row.ProjectId, static row => GroupingRules.Parse(row.Fingerprints, row.Stacks, out _));
        return rows.ToFrozenDictionary(
            row => row.PublicKey,
            row => rules.GetValueOrDefault(row.Id, IntakeRules.Usual).Apply(new IngestProject(row.Id, row.Slug, row.Domain, (ushort)row.RetentionDays) { Key = row.Key, Grouping = grouping.GetValueOrDefault(row.Id) }),
            StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, IngestProject> OfDomains(IEnumerable<IngestProject> projects) => projects
        .Where(static project => project.Domain is { Length: > 0 })
        .DistinctBy(static project => project.Id)
        .GroupBy(static project => Plain(project.Domain!), StringComparer.OrdinalIgnoreCase)
        .Where(static group => group.Count() == 1)
        .ToFrozenDictionary(static group => group.Key, static group => WithoutKey(group.First()), StringComparer.OrdinalIgnoreCase);

    private static IngestProject WithoutKey(IngestProject project) => project with { Key = 0, Limits = [.. project.Limits.Where(static limit => !limit.IsOfKey)] };

    private static string Plain(string domain) => domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? domain["www.".Length..] : domain;

    private void DropAfterChange(IReadOnlySet<Type> changed)
    {
        if (!changed.Contains(typeof(ProjectKeyRow)) && !changed.Contains(typeof(ProjectRow)) && !changed.Contains(typeof(IntakeRow)) && !changed.Contains(typeof(GroupingRulesRow)))
            return;
        lock (_publish)
        {
            _generation++;
            Volatile.Write(ref _projects, null);
            Volatile.Write(ref _ofDomains, null);
            Volatile.Write(ref _known, null);
        }
    }
}
