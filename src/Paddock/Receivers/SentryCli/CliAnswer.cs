using System.Text.Json.Serialization;

namespace Paddock.Receivers.SentryCli;

/// <summary>Answers as Sentry's API gives them, as far as its command line reads them.</summary>
internal static class CliAnswer
{
    public static IResult Problem(int status, string detail) => Results.Json(new CliProblem(detail), CliJson.Default.CliProblem, statusCode: status);
}

/// <param name="Detail">Printed by the command line.</param>
internal sealed record CliProblem(string Detail);

internal sealed record CliServer(string Version, CliAuth Auth, string? User);

internal sealed record CliAuth(string[] Scopes);

internal sealed record CliOrganization(string Id, string Slug, string Name, DateTimeOffset DateCreated, bool IsEarlyAdopter, bool RequireEmailVerification, string[] Features)
{
    [JsonPropertyName("require2FA")]
    public bool RequireSecondFactor { get; init; }
}

internal sealed record CliProjectAnswer(string Id, string Slug, string Name, DateTimeOffset DateCreated, string[] Features, string Status);

/// <param name="Url">Where chunks go; relative, since proxies may stand before us.</param>
/// <param name="ChunkSize">Unpacked.</param>
internal sealed record ChunkTerms(
    string Url, long ChunkSize, int ChunksPerRequest, long MaxFileSize, long MaxRequestSize, int Concurrency, string HashAlgorithm, string[] Compression, string[] Accept);

internal sealed record AssembleRequest(string? Checksum, string?[]? Chunks, string?[]? Projects, string? Version, string? Dist);

/// <param name="State"><c>ok</c>, <c>not_found</c> or <c>error</c>.</param>
internal sealed record AssembleAnswer(string State, string[] MissingChunks, string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(CliProblem))]
[JsonSerializable(typeof(CliServer))]
[JsonSerializable(typeof(CliOrganization))]
[JsonSerializable(typeof(CliOrganization[]))]
[JsonSerializable(typeof(CliProjectAnswer))]
[JsonSerializable(typeof(CliProjectAnswer[]))]
[JsonSerializable(typeof(ChunkTerms))]
[JsonSerializable(typeof(AssembleRequest))]
[JsonSerializable(typeof(AssembleAnswer))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(DeployRequest))]
[JsonSerializable(typeof(ReleaseAnswer))]
[JsonSerializable(typeof(ReleaseAnswer[]))]
[JsonSerializable(typeof(DeployAnswer))]
[JsonSerializable(typeof(DeployAnswer[]))]
[JsonSerializable(typeof(CliNothing))]
internal sealed partial class CliJson : JsonSerializerContext;
