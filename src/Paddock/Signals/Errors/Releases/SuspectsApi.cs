using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors.Releases;

/// <summary>Which commits may have brought an issue. Shape: <see cref="SuspectList"/>.</summary>
internal static class SuspectsApi
{
    /// <param name="errors">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder errors) => errors.MapGet("/issues/{issue:int}/suspects", ListAsync).WithName("listSuspectCommits");

    /// <summary>Commits of the release in which the issue came up, or came back, that changed a file of its stack; the nearest to the error first.</summary>
    internal static async Task<Results<Ok<SuspectList>, NotFound>> ListAsync(
        int id, int issue, ErrorsQueries queries, IssueDirectory directory, RelationalStore store, ReleaseBook book, IssuePeople people, CancellationToken cancel)
    {
        issue = directory.RootOf(issue);
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0 || await store.ReadAsync((db, stop) => db.Issues.SingleOrDefaultAsync(row => row.ProjectId == id && row.Id == issue, stop), cancel) is not { } row || IssueStatus.IsGone(row.Status)) return TypedResults.NotFound();
        // What came back did so in another release than it was first seen in.
        var which = row.RegressedAt is null ? "oldest" : "latest";
        if (await queries.PlaceAsync(id, hashes, which, cancel) is not { } place || await queries.EventAsync(id, place.EventId, place.Time, cancel) is not { } stored) return TypedResults.NotFound();
        var release = row.RegressedAt is null && row.FirstRelease is { Length: > 0 } first ? first : stored.Release;
        var commits = release.Length > 0 && await book.FindAsync(id, release, cancel) is { } known ? await book.CommitsAsync(known.Row.Id, cancel) : [];
        var suspects = SuspectCommits.Of(stored.Stack, commits);
        var assignable = suspects.Count > 0 ? await people.AssignableAsync(id, cancel) : [];
        return TypedResults.Ok(new SuspectList(release.Length > 0 ? release : null, commits.Count, [.. suspects.Select(suspect => Document(suspect, assignable))]));
    }

    private static Suspect Document(SuspectCommit suspect, IReadOnlyList<Assignee> assignable)
    {
        var commit = suspect.Commit;
        return new Suspect(
            commit.Sha, commit.Author, commit.Email, commit.Message, commit.At is { } at ? Questions.Iso(at) : null, suspect.File, suspect.Function, suspect.Line, suspect.Frame, suspect.Frames,
            assignable.FirstOrDefault(person => person.Email.Equals(commit.Email, StringComparison.OrdinalIgnoreCase)));
    }
}

/// <param name="Release">In which the issue came up, or came back; null: its events name none.</param>
/// <param name="Commits">How many of its commits are known; 0: nobody told of them.</param>
internal sealed record SuspectList(string? Release, int Commits, Suspect[] Suspects);

/// <param name="At">Null: nobody said when.</param>
/// <param name="File">That it changed.</param>
/// <param name="Function">Of the frame in that file; empty: unknown.</param>
/// <param name="Line">Of the frame; 0: unknown.</param>
/// <param name="Frame">How near to the error the frame is among those of the own code, from 1.</param>
/// <param name="Frames">How many those are.</param>
/// <param name="Assignee">The author, when that is somebody who may be given the issue.</param>
internal sealed record Suspect(
    string Sha, [property: Personal] string Author, [property: Personal] string Email, string Message, string? At, string File, string Function, long Line, int Frame, int Frames, Assignee? Assignee);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SuspectList))]
internal sealed partial class SuspectsApiJson : JsonSerializerContext;
