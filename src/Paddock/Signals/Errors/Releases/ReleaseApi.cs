using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors.Releases;

/// <summary>What deployment scripts told of a release.</summary>
/// <param name="ReleasedAt">Null: nobody said that it is finished.</param>
/// <param name="Commits">Newest first.</param>
/// <param name="Deploys">Newest first.</param>
internal sealed record ToldRelease(string Release, string Url, string CreatedAt, string? ReleasedAt, ReleaseCommit[] Commits, ReleaseDeploy[] Deploys);

/// <param name="Files">Paths that it changed.</param>
/// <param name="At">Null: the script did not say.</param>
internal sealed record ReleaseCommit(string Sha, string Repository, string Author, string Email, string Message, string? At, string[] Files);

/// <param name="StartedAt">Null: the script did not say.</param>
internal sealed record ReleaseDeploy(string Environment, string Name, string Url, string? StartedAt, string FinishedAt);

/// <summary>Commits and deploys of a release, as sentry-cli told of them.</summary>
internal static class ReleaseApi
{
    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/releases/{release}", ReadAsync).WithName("getRelease");

    /// <summary>What was told of a release: its commits, and where it was deployed.</summary>
    /// <param name="release">Its name.</param>
    internal static async Task<Results<Ok<ToldRelease>, NotFound>> ReadAsync(int id, string release, ReleaseBook book, CancellationToken cancel)
    {
        if (await book.FindAsync(id, release, cancel) is not { } known) return TypedResults.NotFound();
        var (commits, deploys) = (await book.CommitsAsync(known.Row.Id, cancel), await book.DeploysAsync(known.Row.Id, cancel));
        return TypedResults.Ok(new ToldRelease(
            known.Row.Version, known.Row.Url, Questions.Iso(known.Row.CreatedAt), Time(known.Row.ReleasedAt),
            [.. commits.Select(static row => new ReleaseCommit(row.Sha, row.Repository, row.Author, row.Email, row.Message, Time(row.At), row.Files.Split('\n', StringSplitOptions.RemoveEmptyEntries)))],
            [.. deploys.Select(static row => new ReleaseDeploy(row.Environment, row.Name, row.Url, Time(row.StartedAt), Questions.Iso(row.FinishedAt)))]));
    }

    private static string? Time(DateTimeOffset? at) => at is { } known ? Questions.Iso(known) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ToldRelease))]
internal sealed partial class ReleaseApiJson : JsonSerializerContext;
