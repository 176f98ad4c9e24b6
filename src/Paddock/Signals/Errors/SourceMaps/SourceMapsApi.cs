using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>One upload of generated files and their source maps.</summary>
/// <param name="Release">Empty: found by debug ids alone.</param>
/// <param name="Scripts">Generated files in it.</param>
/// <param name="Maps">How many of them have a map.</param>
/// <param name="Bytes">On the server's disk.</param>
/// <param name="UsedAt">When an event last needed it, to the hour; its end is counted from there.</param>
internal sealed record SourceMapUpload(int Id, string Checksum, string Release, string Distribution, int Scripts, int Maps, long Bytes, string CreatedAt, string UsedAt);

/// <param name="Uploads">The latest first.</param>
internal sealed record SourceMapUploads(SourceMapUpload[] Uploads);

/// <summary>What was uploaded of the project's source maps. It comes by <c>sentry-cli</c>; here it is looked through and deleted.</summary>
internal static class SourceMapsApi
{
    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/source-maps", ListAsync).WithName("listSourceMaps").AnswersWithoutPersonalData();
        project.MapDelete("/source-maps/{upload:int}", DeleteAsync).WithName("deleteSourceMaps").AnswersWithoutPersonalData();
        project.MapPost("/source-maps/{upload:int}/restore", RestoreAsync).WithName("restoreSourceMaps").AnswersWithoutPersonalData();
    }

    /// <summary>The uploads of source maps.</summary>
    internal static async Task<Ok<SourceMapUploads>> ListAsync(int id, SourceMapBundles bundles, CancellationToken cancel) =>
        TypedResults.Ok(new SourceMapUploads([.. (await bundles.ListAsync(id, cancel)).Select(Answer)]));

    /// <summary>Deletes an upload; events that come from now on are not shown by its maps.</summary>
    /// <param name="upload">The number of the upload.</param>
    internal static async Task<Results<NoContent, NotFound>> DeleteAsync(int id, int upload, SourceMapBundles bundles, CancellationToken cancel) =>
        await bundles.DeleteAsync(id, upload, isDeleted: true, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Takes a deletion back, within ten minutes.</summary>
    /// <param name="upload">The number of the upload.</param>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(int id, int upload, SourceMapBundles bundles, CancellationToken cancel) =>
        await bundles.DeleteAsync(id, upload, isDeleted: false, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static SourceMapUpload Answer(SourceMapBundleRow row) =>
        new(row.Id, row.Checksum, row.Release, row.Distribution, row.Scripts, row.Maps, row.Bytes, Questions.Iso(row.CreatedAt), Questions.Iso(row.UsedAt));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SourceMapUploads))]
internal sealed partial class SourceMapsApiJson : JsonSerializerContext;
