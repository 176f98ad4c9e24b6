using System.Text.Json.Serialization;

namespace Paddock.Receivers.SentryCli;

/// <param name="Version">Null: that of the address.</param>
/// <param name="Status"><c>archived</c> is refused: releases are not put away here.</param>
internal sealed record ReleaseRequest(string? Version, string?[]? Projects, string? Url, DateTimeOffset? DateReleased, CommitRequest?[]? Commits, string? Status);

/// <param name="Id">Its SHA.</param>
internal sealed record CommitRequest(
    string? Id, string? Repository, [property: JsonPropertyName("author_name")] string? AuthorName, [property: JsonPropertyName("author_email")] string? AuthorEmail, string? Message, DateTimeOffset? Timestamp,
    [property: JsonPropertyName("patch_set")] PatchRequest?[]? PatchSet);

internal sealed record PatchRequest(string? Path);

internal sealed record DeployRequest(string? Environment, string? Name, string? Url, DateTimeOffset? DateStarted, DateTimeOffset? DateFinished);

internal sealed record ReleaseAnswer(
    string Version, string ShortVersion, DateTimeOffset DateCreated, DateTimeOffset? DateReleased, string? Url, int CommitCount, CommitAnswer? LastCommit, int NewGroups, NamedProject[] Projects);

internal sealed record CommitAnswer(string Id);

internal sealed record NamedProject(string Slug, string Name);

internal sealed record DeployAnswer(string Id, string Environment, string? Name, string? Url, DateTimeOffset? DateStarted, DateTimeOffset DateFinished);

/// <summary>Nothing, as an object.</summary>
internal sealed record CliNothing;
