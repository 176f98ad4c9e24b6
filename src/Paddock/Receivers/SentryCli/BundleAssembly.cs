using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Receivers.SentryCli;

/// <summary>Asks what is still to be uploaded of a bundle, and has it put together when all of it is there.</summary>
internal sealed class BundleAssembly(SourceMapBundles bundles, CliBody body)
{
    public async Task<IResult> AnswerAsync(HttpContext context, CliProject project)
    {
        var (request, refusal) = await body.ReadAsync(context, CliJson.Default.AssembleRequest);
        if (request is null) return refusal!;
        if ((request.Projects ?? []).FirstOrDefault(name => !project.IsCalled(name)) is { } other) return SentryCliAccess.WrongProject(project, other);
        if (Sha1Name.Parse(request.Checksum) is not { } checksum) return Wrong("checksum: the SHA-1 of the bundle, in 40 lower-case hexadecimal digits.");
        var chunks = (request.Chunks ?? []).Select(Sha1Name.Parse).ToList();
        if (chunks.Count is 0 or > SourceMapBundles.MostChunks || chunks.Contains(null)) return Wrong($"chunks: 1 to {SourceMapBundles.MostChunks} SHA-1s, each in 40 lower-case hexadecimal digits.");
        if (request.Version?.Length > SourceMapBundles.LongestRelease || request.Dist?.Length > SourceMapBundles.LongestRelease) return Wrong($"version and dist have {SourceMapBundles.LongestRelease} characters at most.");
        var answer = await bundles.AssembleAsync(project.Id, new BundleRequest(checksum, [.. chunks.Select(static chunk => chunk!.Value)], Named(request.Version), Named(request.Dist)), context.RequestAborted);
        return Results.Json(Say(answer), CliJson.Default.AssembleAnswer);
    }

    private static AssembleAnswer Say(BundleAnswer answer) => answer switch
    {
        { Problem: { } problem } => new("error", [], problem),
        { Missing: { Count: > 0 } missing } => new("not_found", [.. missing.Select(static chunk => chunk.Digits)], null),
        _ => new("ok", [], null),
    };

    private static string? Named(string? name) => string.IsNullOrEmpty(name) ? null : name;

    private static IResult Wrong(string detail) => CliAnswer.Problem(StatusCodes.Status400BadRequest, detail);
}
