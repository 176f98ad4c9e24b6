using System.Net;

namespace Paddock.ClickHouse;

/// <summary>A block as the body of a request, sent from the columns' own memory and with its length known.</summary>
internal sealed class BlockContent(BlockBuilder block, ulong batch) : HttpContent
{
    private readonly List<ReadOnlyMemory<byte>> pieces = block.Pieces(batch);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var piece in pieces)
            await stream.WriteAsync(piece, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = pieces.Sum(static piece => (long)piece.Length);
        return true;
    }
}
