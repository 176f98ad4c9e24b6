using System.Globalization;
using Microsoft.Net.Http.Headers;
using Paddock.Pipeline.Blobs;

namespace Paddock.Signals.Errors;

/// <summary>
/// GET /blobs/{hash}: the bytes of a file that came with an event, as `attachments.blob` names it. They are whatever somebody attached, so a browser gets them
/// as a download of no type, never to look at under our address.
/// </summary>
internal static class BlobsApi
{
    /// <summary>The bytes of a file that came with an event.</summary>
    /// <param name="hash">As <c>attachments.blob</c> names it.</param>
    public static async Task<IResult> ReadAsync(int id, string hash, HttpContext context, ErrorsQueries queries, BlobFiles blobs, CancellationToken cancel)
    {
        // Only what a row of this project names: a hash alone opens nothing.
        if (BlobName.Parse(hash) is not { } name || await queries.AttachmentAsync(id, hash, cancel) is not { } row) return TypedResults.NotFound();
        var monday = DateOnly.ParseExact(row.Monday, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (blobs.Open(new BlobWeek(row.Retention, monday), name) is not { } file)
            return TypedResults.Problem("Its row is there, but the file is not: it was deleted, or lost with its disk.", statusCode: StatusCodes.Status404NotFound, title: "That file is missing");
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        return TypedResults.File(file, "application/octet-stream", row.Name.Length > 0 ? row.Name : hash, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }
}
