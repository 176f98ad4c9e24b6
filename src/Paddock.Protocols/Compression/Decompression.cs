using System.IO.Compression;
using Snappier;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Paddock.Protocols.Compression;

/// <summary>
/// Reads a request body whole, decompressed, and never more than the caller's limit: what a bomb costs is the limit,
/// whatever its ratio, since memory follows what was really produced.
/// </summary>
public static class Decompression
{
    private const int FirstBufferBytes = 32 * 1024;

    // Three bytes of a block can say: the same 64 bytes again.
    private const int MostSnappyRatio = 22;

    // The greatest window a client may ask for: 8 MiB is what RFC 9659 allows the zstd content coding.
    private const int ZstandardWindowLog = 23;

    /// <param name="body">The raw body, left open.</param>
    /// <param name="contentEncoding">The header as it came, or null.</param>
    /// <param name="maximumBytes">Of the decompressed body.</param>
    /// <param name="share">The memory of the client that sends it.</param>
    public static async ValueTask<DecompressedBody> ReadAsync(
        Stream body,
        string? contentEncoding,
        int maximumBytes,
        BodyShare share,
        CancellationToken cancellationToken = default)
    {
        if (!ContentEncodings.TryParse(contentEncoding, out var encoding))
            return DecompressedBody.Failed(DecompressionStatus.UnknownEncoding);
        try
        {
            if (encoding == ContentEncoding.Identity)
                return await FillAsync(body, maximumBytes, share, cancellationToken);
            if (encoding == ContentEncoding.Snappy)
                return await UnpackSnappyAsync(body, maximumBytes, share, cancellationToken);
            await using var decoder = await OpenAsync(body, encoding, cancellationToken);
            return await FillAsync(decoder, maximumBytes, share, cancellationToken);
        }
        catch (Exception failure) when (IsMalformed(failure, encoding))
        {
            return DecompressedBody.Failed(DecompressionStatus.Malformed);
        }
    }

    private static bool IsMalformed(Exception failure, ContentEncoding encoding) =>
        failure is InvalidDataException or ZstdException or EndOfStreamException ||
        // A block that is longer than it said.
        (failure is ArgumentException && encoding == ContentEncoding.Snappy) ||
        // BrotliStream reports bad input as InvalidOperationException.
        (failure is InvalidOperationException && encoding == ContentEncoding.Brotli);

    // A block says first how long it will be: memory is taken for that, once it is known to be possible.
    private static async ValueTask<DecompressedBody> UnpackSnappyAsync(Stream body, int maximumBytes, BodyShare share, CancellationToken cancellationToken)
    {
        using var packed = await FillAsync(body, maximumBytes, share, cancellationToken);
        if (packed.Status != DecompressionStatus.Ok)
            return DecompressedBody.Failed(packed.Status);
        var length = Snappy.GetUncompressedLength(packed.Bytes.Span);
        if (length > maximumBytes)
            return DecompressedBody.Failed(DecompressionStatus.TooLarge);
        // Beyond 2 GB it comes as a negative number.
        if (length < 0 || length > (long)packed.Bytes.Length * MostSnappyRatio)
            return DecompressedBody.Failed(DecompressionStatus.Malformed);
        var whole = new DecompressedBody(share);
        if (!whole.TryGrow(Math.Max(length, 1)))
            return Fail(whole, DecompressionStatus.Busy);
        try
        {
            whole.Advance(Snappy.Decompress(packed.Bytes.Span, whole.Room.Span));
            return whole;
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> OpenAsync(Stream body, ContentEncoding encoding, CancellationToken cancellationToken) => encoding switch
    {
        ContentEncoding.Gzip => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        ContentEncoding.Brotli => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
        ContentEncoding.Zstandard => OpenZstandard(body),
        _ => await DeflateSniffing.OpenAsync(body, cancellationToken),
    };

    private static DecompressionStream OpenZstandard(Stream body)
    {
        var decoder = new Decompressor();
        decoder.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstandardWindowLog);
        return new DecompressionStream(body, decoder, checkEndOfStream: true, preserveDecompressor: false, leaveOpen: true);
    }

    private static async ValueTask<DecompressedBody> FillAsync(Stream source, int maximumBytes, BodyShare share, CancellationToken cancellationToken)
    {
        var body = new DecompressedBody(share);
        try
        {
            while (true)
            {
                if (!body.HasRoom && !body.TryGrow(FirstBufferBytes))
                    return Fail(body, DecompressionStatus.Busy);
                var read = await source.ReadAsync(body.Room, cancellationToken);
                if (read == 0)
                    return body;
                body.Advance(read);
                if (body.Bytes.Length > maximumBytes)
                    return Fail(body, DecompressionStatus.TooLarge);
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static DecompressedBody Fail(DecompressedBody body, DecompressionStatus status)
    {
        body.Dispose();
        return DecompressedBody.Failed(status);
    }
}
