using Paddock.Accounts;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers;

/// <summary>Reads the bodies of all doors: whole and decompressed, in the memory that the client has for them, and in bounded time.</summary>
internal sealed class RequestBodies(BodyBudget budget, TimeProvider time)
{
    // Kestrel alone ends what is slower than 240 bytes/s, at which 2 MiB may take two hours. 200 MiB, the most that any door takes, have 54 minutes here.
    private const int SlowestBytesPerSecond = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="maximumBytes">Of the decompressed body.</param>
    /// <param name="encoding">Null: as Content-Encoding says.</param>
    public async ValueTask<DecompressedBody> ReadAsync(HttpContext context, int maximumBytes, string? encoding = null)
    {
        var request = context.Request;
        var announced = Math.Min(request.ContentLength ?? maximumBytes, maximumBytes);
        using var deadline = new CancellationTokenSource(Patience + TimeSpan.FromSeconds(announced / SlowestBytesPerSecond), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            var share = budget.ShareOf(ClientNetwork.Of(context.Connection.RemoteIpAddress));
            return await Decompression.ReadAsync(request.Body, encoding ?? request.Headers.ContentEncoding, maximumBytes, share, either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return DecompressedBody.Failed(DecompressionStatus.TooSlow);
        }
        catch (BadHttpRequestException refused)
        {
            // Kestrel's own limits, or a transfer that is broken or ends too early.
            return DecompressedBody.Failed(refused.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => DecompressionStatus.TooLarge,
                StatusCodes.Status408RequestTimeout => DecompressionStatus.TooSlow,
                _ => DecompressionStatus.Malformed,
            });
        }
    }
}
