using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.WebUtilities;
using Paddock.Protocols.Compression;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Receivers.SentryCli;

/// <summary>
/// Chunks of files that are to be uploaded, some in a request: a form whose files are called by the SHA-1 of their content, packed with gzip (<c>file_gzip</c>) or not (<c>file</c>).
/// </summary>
internal sealed class ChunkUpload(BundleFiles files, RequestBodies bodies)
{
    private const int MostChunks = 64;
    private const int MostRequestBytes = 32 << 20;

    // The chunks, and what a form has around them.
    private const int MostBodyBytes = MostRequestBytes + MostChunks * 1_024;

    // What cannot be packed grows a little by it.
    private const int MostPackedBytes = SourceMapBundles.ChunkBytes + 64 * 1_024;

    // Packed, unpacked, and while they grow.
    private const int MemoryOfChunk = 4 * SourceMapBundles.ChunkBytes;

    public static ChunkTerms Terms(string organization) => new(
        $"/api/0/organizations/{Uri.EscapeDataString(organization)}/chunk-upload/", SourceMapBundles.ChunkBytes, MostChunks, (long)SourceMapBundles.MostChunks * SourceMapBundles.ChunkBytes, MostRequestBytes,
        Concurrency: 2, "sha1", ["gzip"], ["sources", "artifact_bundles", "artifact_bundles_v2"]);

    public async Task<IResult> ReceiveAsync(HttpContext context, CliProject project)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType is not "multipart/form-data"
            || type.Parameters.FirstOrDefault(static parameter => parameter.Name == "boundary")?.Value?.Trim('"') is not { Length: > 0 and <= 200 } boundary)
            return CliAnswer.Problem(StatusCodes.Status400BadRequest, "Send chunks as multipart/form-data.");
        using var body = await bodies.ReadAsync(context, MostBodyBytes);
        if (body.Status != DecompressionStatus.Ok) return CliBody.Refused(body.Status);
        if (!body.TryHold(MemoryOfChunk)) return CliBody.Refused(DecompressionStatus.Busy);
        try
        {
            MemoryMarshal.TryGetArray(body.Bytes, out var bytes);
            var form = new MultipartReader(boundary, new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count)) { BodyLengthLimit = MostPackedBytes };
            return await KeepAsync(form, project, context.RequestAborted) ?? Results.Json([], CliJson.Default.StringArray);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException)
        {
            return CliAnswer.Problem(StatusCodes.Status400BadRequest, "A chunk is not what its form or its packing says.");
        }
        catch (IOException)
        {
            return CliAnswer.Problem(StatusCodes.Status503ServiceUnavailable, "The server's disk refused to keep it. Try again.");
        }
    }

    private async Task<IResult?> KeepAsync(MultipartReader form, CliProject project, CancellationToken cancel)
    {
        for (var count = 0; await form.ReadNextSectionAsync(cancel) is { } section; count++)
        {
            if (count == MostChunks) return CliAnswer.Problem(StatusCodes.Status400BadRequest, $"A request may bring {MostChunks} chunks.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            var field = disposition.Name?.Trim('"');
            if (field is not ("file" or "file_gzip")) continue;
            if (Sha1Name.Parse(disposition.FileName?.Trim('"')) is not { } name)
                return CliAnswer.Problem(StatusCodes.Status400BadRequest, "A chunk is called by the SHA-1 of its content, in 40 lower-case hexadecimal digits.");
            var packed = new MemoryStream();
            await section.Body.CopyToAsync(packed, cancel);
            var content = field is "file" ? packed.GetBuffer().AsMemory(0, (int)packed.Length) : Datagrams.Unpack(packed.GetBuffer().AsMemory(0, (int)packed.Length), SourceMapBundles.ChunkBytes);
            if (content is not { Length: <= SourceMapBundles.ChunkBytes } bytes)
                return CliAnswer.Problem(StatusCodes.Status400BadRequest, $"A chunk has {SourceMapBundles.ChunkBytes:N0} bytes at most, and is packed by gzip.");
            switch (files.PutChunk(project.Id, name, bytes.Span))
            {
                case BundleFileResult.WrongName: return CliAnswer.Problem(StatusCodes.Status400BadRequest, "The content of a chunk is not what its name says.");
                case BundleFileResult.Full: return CliAnswer.Problem(StatusCodes.Status507InsufficientStorage, "The server's disk is nearly full: nothing more can be uploaded.");
                default: break;
            }
        }
        return null;
    }
}
