using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors.Releases;

/// <summary>What is told of a release; null: nothing new.</summary>
/// <param name="Commits">Newest first; all that it has.</param>
internal sealed record ReleaseNews(string? Url = null, DateTimeOffset? ReleasedAt = null, IReadOnlyList<ReleaseCommitRow>? Commits = null);

/// <summary>A release with what was told of it.</summary>
internal sealed record KnownRelease(ReleaseRow Row, int Commits, string? LastCommit);

/// <summary>What deployment scripts tell of releases: that there is one, what it brought, and where it went.</summary>
internal sealed class ReleaseBook(RelationalStore store, TimeProvider time)
{
    public const int LongestVersion = 200;
    public const int MostCommits = 500;

    /// <summary>Of a project; the oldest go.</summary>
    private const int MostReleases = 1_000;

    private const int MostDeploys = 1_000;
    private const int MostListed = 100;

    /// <summary>Whether a release may be called so: in addresses it is one part of a path.</summary>
    public static bool IsVersion(string? version) =>
        version is { Length: > 0 and <= LongestVersion } && !version.AsSpan().ContainsAny("/\\\r\n\t") && version.Trim() == version && version is not ("." or ".." or "latest");

    /// <summary>Makes it unless it is there, and writes down what is told.</summary>
    public Task<KnownRelease> TellAsync(int project, string version, ReleaseNews news, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var release = await db.Releases.SingleOrDefaultAsync(row => row.ProjectId == project && row.Version == version, stop) ?? await AddAsync(db, project, version, stop);
        release.Url = news.Url ?? release.Url;
        release.ReleasedAt = news.ReleasedAt ?? release.ReleasedAt;
        if (news.Commits is { } commits)
        {
            await db.ReleaseCommits.Where(row => row.ReleaseId == release.Id).ExecuteDeleteAsync(stop);
            db.ReleaseCommits.AddRange(commits.Select((commit, number) => new ReleaseCommitRow
            {
                ReleaseId = release.Id,
                Number = number,
                Sha = commit.Sha,
                Repository = commit.Repository,
                Author = commit.Author,
                Email = commit.Email,
                Message = commit.Message,
                Files = commit.Files,
                At = commit.At,
            }));
        }
        await db.SaveChangesAsync(stop);
        return await Known(db, db.Releases.Where(row => row.Id == release.Id)).SingleAsync(stop);
    }, cancel);

    /// <summary>Null: nobody told of it.</summary>
    public Task<KnownRelease?> FindAsync(int project, string version, CancellationToken cancel) =>
        store.ReadAsync((db, stop) => Known(db, db.Releases.Where(row => row.ProjectId == project && row.Version == version)).SingleOrDefaultAsync(stop), cancel);

    /// <summary>The latest, newest first.</summary>
    public Task<List<KnownRelease>> ListAsync(int project, CancellationToken cancel) =>
        store.ReadAsync((db, stop) => Known(db, db.Releases.Where(row => row.ProjectId == project).OrderByDescending(static row => row.Id).Take(MostListed)).ToListAsync(stop), cancel);

    /// <summary>The last one before it of which commits are known: from there on its own begin. Null: there is none.</summary>
    public Task<KnownRelease?> BeforeAsync(int project, string version, CancellationToken cancel) => store.ReadAsync(async (db, stop) =>
    {
        var own = await db.Releases.Where(row => row.ProjectId == project && row.Version == version).Select(static row => (int?)row.Id).SingleOrDefaultAsync(stop) ?? int.MaxValue;
        var before = db.Releases.Where(row => row.ProjectId == project && row.Id < own && db.ReleaseCommits.Any(commit => commit.ReleaseId == row.Id));
        return await Known(db, before.OrderByDescending(static row => row.Id).Take(1)).SingleOrDefaultAsync(stop);
    }, cancel);

    public Task<List<ReleaseCommitRow>> CommitsAsync(int release, CancellationToken cancel) =>
        store.ReadAsync((db, stop) => db.ReleaseCommits.Where(row => row.ReleaseId == release).OrderBy(static row => row.Number).ToListAsync(stop), cancel);

    public Task<List<DeployRow>> DeploysAsync(int release, CancellationToken cancel) =>
        store.ReadAsync((db, stop) => db.Deploys.Where(row => row.ReleaseId == release).OrderByDescending(static row => row.Id).Take(MostListed).ToListAsync(stop), cancel);

    /// <returns>Null: there is no such release, or too many were told of already.</returns>
    public Task<DeployRow?> DeployAsync(int project, string version, Func<int, DeployRow> deploy, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await db.Releases.SingleOrDefaultAsync(row => row.ProjectId == project && row.Version == version, stop) is not { } release) return null;
        if (await db.Deploys.CountAsync(row => row.ReleaseId == release.Id, stop) >= MostDeploys) return null;
        var row = deploy(release.Id);
        db.Deploys.Add(row);
        await db.SaveChangesAsync(stop);
        return row;
    }, cancel);

    /// <summary>With what was uploaded for it. Its events stay.</summary>
    /// <returns>False: there is none.</returns>
    public Task<bool> DeleteAsync(int project, string version, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var now = time.GetUtcNow();
        await db.SourceMapBundles.Where(row => row.ProjectId == project && row.Release == version && row.DeletedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeletedAt, now), stop);
        db.MarkChanged<SourceMapBundleRow>();
        return await db.Releases.Where(row => row.ProjectId == project && row.Version == version).ExecuteDeleteAsync(stop) > 0;
    }, cancel);

    private async Task<ReleaseRow> AddAsync(PaddockDb db, int project, string version, CancellationToken cancel)
    {
        var ofProject = db.Releases.Where(row => row.ProjectId == project);
        var kept = await ofProject.OrderByDescending(static row => row.Id).Select(static row => row.Id).Skip(MostReleases - 2).Take(1).ToListAsync(cancel);
        if (kept is [var oldest]) await ofProject.Where(row => row.Id < oldest).ExecuteDeleteAsync(cancel);
        var made = new ReleaseRow { ProjectId = project, Version = version, Url = "", CreatedAt = time.GetUtcNow() };
        db.Releases.Add(made);
        await db.SaveChangesAsync(cancel);
        return made;
    }

    private static IQueryable<KnownRelease> Known(PaddockDb db, IQueryable<ReleaseRow> releases) => releases.Select(release => new KnownRelease(
        release,
        db.ReleaseCommits.Count(commit => commit.ReleaseId == release.Id),
        db.ReleaseCommits.Where(commit => commit.ReleaseId == release.Id && commit.Number == 0).Select(static commit => commit.Sha).FirstOrDefault()));
}
