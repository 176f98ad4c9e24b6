using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>A bundle that should be put together of chunks.</summary>
/// <param name="Release">Null: that of its manifest, else none.</param>
internal sealed record BundleRequest(Sha1Name Checksum, IReadOnlyList<Sha1Name> Chunks, string? Release, string? Distribution);

/// <param name="Missing">Chunks that have to be sent first.</param>
/// <param name="Problem">Why it cannot be used; null when it is there, or when chunks are missing.</param>
internal sealed record BundleAnswer(IReadOnlyList<Sha1Name> Missing, string? Problem);

/// <summary>What was uploaded of a project's source maps.</summary>
internal sealed class SourceMapBundles(RelationalStore store, BundleFiles files, TimeProvider time) : IDisposable
{
    /// <summary>Of a chunk, unpacked.</summary>
    public const int ChunkBytes = 8 << 20;

    /// <summary>Of one bundle: 512 MB.</summary>
    public const int MostChunks = 64;

    public const int LongestRelease = 200;

    /// <summary>Of one project; who has more deletes, or waits for the retention.</summary>
    public const int MostBundles = 2_000;

    public static readonly TimeSpan Regret = TimeSpan.FromMinutes(10);

    // Two that put the same chunks together would take them from each other; and each holds a chunk in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<BundleAnswer> AssembleAsync(int project, BundleRequest request, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await InTurnAsync(project, request, cancel);
        }
        catch (IOException)
        {
            return Refused("The server's disk refused it. Upload again.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    public Task<List<SourceMapBundleRow>> ListAsync(int project, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.SourceMapBundles.Where(row => row.ProjectId == project && row.DeletedAt == null).OrderByDescending(static row => row.Id).ToListAsync(stop), cancel);

    /// <summary>Ends a bundle, or takes that back within <see cref="Regret"/>.</summary>
    /// <returns>False: there is no such bundle.</returns>
    public Task<bool> DeleteAsync(int project, int bundle, bool isDeleted, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var now = time.GetUtcNow();
        if (await db.SourceMapBundles.SingleOrDefaultAsync(row => row.ProjectId == project && row.Id == bundle, stop) is not { } row) return false;
        if (isDeleted ? row.DeletedAt is not null : row.DeletedAt is not { } at || at < now - Regret) return false;
        row.DeletedAt = isDeleted ? now : null;
        return true;
    }, cancel);

    private async Task<BundleAnswer> InTurnAsync(int project, BundleRequest request, CancellationToken cancel)
    {
        if (!files.HasBundle(project, request.Checksum))
        {
            var missing = request.Chunks.Where(chunk => !files.HasChunk(project, chunk)).Distinct().ToList();
            if (missing.Count > 0) return new BundleAnswer(missing, null);
            switch (files.Assemble(project, request.Checksum, request.Chunks))
            {
                case BundleFileResult.WrongName: return Refused("The chunks put together do not have the checksum that was announced. Upload again.");
                case BundleFileResult.Full: return Refused("The server's disk is nearly full: nothing more can be uploaded.");
                default: break;
            }
        }
        using var zip = files.OpenBundle(project, request.Checksum) is { } file ? BundleZip.Open(file) : null;
        if (zip is null) return Refused("The bundle is no zip, or has too many entries.");
        if (zip.ReadManifest() is not { } manifest) return Refused($"The bundle has no manifest.json that says what its files are, or names more than {BundleManifest.MostFiles:N0} files.");
        return await AddAsync(project, request, manifest, cancel) ? new BundleAnswer([], null) : Refused($"The project has {MostBundles:N0} uploads already. Delete some that are not needed any more under Settings, Source maps.");
    }

    private Task<bool> AddAsync(int project, BundleRequest request, BundleManifest manifest, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var (checksum, release, distribution) = (request.Checksum.Digits, Cut(request.Release ?? manifest.Release), Cut(request.Distribution ?? manifest.Distribution));
        var ofProject = db.SourceMapBundles.Where(row => row.ProjectId == project);
        if (await ofProject.SingleOrDefaultAsync(row => row.Release == release && row.Distribution == distribution && row.Checksum == checksum, stop) is { } known)
        {
            known.DeletedAt = null;
            known.UsedAt = time.GetUtcNow();
            return true;
        }
        if (await ofProject.CountAsync(stop) >= MostBundles) return false;
        var bundle = new SourceMapBundleRow
        {
            ProjectId = project,
            Checksum = checksum,
            Release = release,
            Distribution = distribution,
            Scripts = manifest.Scripts.Count(static script => script.Url.Length > 0),
            Maps = manifest.Scripts.Count(static script => script.Map.Length > 0),
            Bytes = files.BytesOf(project, request.Checksum),
            CreatedAt = time.GetUtcNow(),
            UsedAt = time.GetUtcNow(),
        };
        db.SourceMapBundles.Add(bundle);
        await db.SaveChangesAsync(stop);
        db.SourceMapFiles.AddRange(manifest.Scripts.Select(script => new SourceMapFileRow
        {
            BundleId = bundle.Id,
            ProjectId = project,
            DebugId = script.DebugId is { } id ? id.ToString("n") : "",
            Url = script.Url,
            Map = script.Map,
        }));
        return true;
    }, cancel);

    private static BundleAnswer Refused(string problem) => new([], problem);

    private static string Cut(string? name) => name is null ? "" : name.Length > LongestRelease ? name[..LongestRelease] : name;
}
