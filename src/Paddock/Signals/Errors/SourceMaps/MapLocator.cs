using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>Where the map of a generated file is, or why there is none.</summary>
internal readonly record struct MapLocation(MapPlace Place, SourceMapProblem Problem);

/// <summary>
/// Finds the map of a file: by the debug id that the event names for it, else by the event's release and distribution and the file's address. Of several uploads the latest counts.
/// What was found is kept until any upload comes or goes.
/// </summary>
internal sealed class MapLocator : IDisposable
{
    private const int MostKept = 20_000;
    private const int MostBundlesOfRelease = 50;

    private readonly RelationalStore _store;
    private ConcurrentDictionary<Asked, MapLocation> _known = new();

    public MapLocator(RelationalStore store)
    {
        _store = store;
        store.Committed += Forget;
    }

    /// <summary>For each of the event's files.</summary>
    public async ValueTask<Dictionary<string, MapLocation>> FindAsync(int project, ScriptFiles scripts, CancellationToken cancel)
    {
        // What is found now belongs to the uploads of now: into a dictionary that a change has replaced meanwhile it does no harm.
        var known = Volatile.Read(ref _known);
        var asked = scripts.Files.ToDictionary(static file => file, file => new Asked(project, file, scripts.DebugIdOf(file)?.ToString("n") ?? "", scripts.Release ?? "", scripts.Distribution ?? ""));
        var found = new Dictionary<string, MapLocation>(asked.Count);
        var unknown = new List<Asked>();
        foreach (var (file, one) in asked)
        {
            if (known.TryGetValue(one, out var location)) found[file] = location;
            else unknown.Add(one);
        }
        if (unknown.Count == 0) return found;
        if (known.Count > MostKept) known.Clear();
        foreach (var (one, location) in await _store.ReadAsync((db, stop) => LookUpAsync(db, project, unknown, stop), cancel)) found[one.File] = known[one] = location;
        return found;
    }

    public void Dispose() => _store.Committed -= Forget;

    private void Forget(IReadOnlySet<Type> changed)
    {
        if (changed.Contains(typeof(SourceMapBundleRow))) Volatile.Write(ref _known, new());
    }

    // All are of one event: one release, one distribution.
    private static async Task<List<(Asked, MapLocation)>> LookUpAsync(PaddockDb db, int project, List<Asked> asked, CancellationToken cancel)
    {
        var (release, distribution) = (asked[0].Release, asked[0].Distribution);
        var bundles = db.SourceMapBundles.Where(row => row.ProjectId == project && row.DeletedAt == null);
        var ids = asked.Select(static one => one.DebugId).Where(static id => id.Length > 0).Distinct().ToList();
        var byId = ids.Count == 0 ? [] : await Stored(bundles, db.SourceMapFiles.Where(file => file.ProjectId == project && ids.Contains(file.DebugId))).ToListAsync(cancel);
        var ofRelease = release.Length == 0 ? [] : await bundles.Where(row => row.Release == release && row.Distribution == distribution)
            .OrderByDescending(static row => row.Id).Select(static row => row.Id).Take(MostBundlesOfRelease).ToListAsync(cancel);
        var names = asked.SelectMany(static one => ScriptUrls.NamesOf(one.File)).Distinct().ToList();
        var byUrl = ofRelease.Count == 0 ? [] : await Stored(bundles, db.SourceMapFiles.Where(file => ofRelease.Contains(file.BundleId) && names.Contains(file.Url))).ToListAsync(cancel);
        return asked.ConvertAll(one => (one, Choose(one, byId, byUrl, ofRelease.Count > 0)));
    }

    private static IQueryable<StoredFile> Stored(IQueryable<SourceMapBundleRow> bundles, IQueryable<SourceMapFileRow> files) =>
        from file in files
        join bundle in bundles on file.BundleId equals bundle.Id
        select new StoredFile(bundle.Id, bundle.Checksum, file.DebugId, file.Url, file.Map);

    private static MapLocation Choose(Asked asked, List<StoredFile> byId, List<StoredFile> byUrl, bool hasRelease)
    {
        var names = ScriptUrls.NamesOf(asked.File);
        var candidates = byId.Where(file => asked.DebugId.Length > 0 && file.DebugId == asked.DebugId).OrderByDescending(static file => file.Bundle)
            .Concat(byUrl.Where(file => names.Contains(file.Url)).OrderByDescending(static file => file.Bundle)).ToList();
        if (candidates.Find(static file => file.Map.Length > 0) is { } stored && Sha1Name.Parse(stored.Checksum) is { } checksum)
            return new MapLocation(new MapPlace(asked.Project, stored.Bundle, checksum, stored.Map), SourceMapProblem.None);
        return new MapLocation(default, (candidates.Count, asked.DebugId.Length, asked.Release.Length, hasRelease) switch
        {
            ( > 0, _, _, _) => SourceMapProblem.NoMap,
            (_, > 0, _, false) => SourceMapProblem.NoUpload,
            (_, _, 0, _) => SourceMapProblem.NoId,
            (_, _, _, false) => SourceMapProblem.NoReleaseUpload,
            _ => SourceMapProblem.NoFile,
        });
    }

    private readonly record struct Asked(int Project, string File, string DebugId, string Release, string Distribution);

    private sealed record StoredFile(int Bundle, string Checksum, string DebugId, string Url, string Map);
}
