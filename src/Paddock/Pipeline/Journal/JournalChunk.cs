using System.Buffers;

namespace Paddock.Pipeline;

/// <summary>A stretch of the journal in pooled memory; the payloads of its entries live as long as it does.</summary>
internal sealed class JournalChunk(byte[] buffer, List<FramedEntry> entries, long next, long damaged) : IDisposable
{
    public IReadOnlyList<FramedEntry> Entries => entries;

    /// <summary>The address to read on from.</summary>
    public long Next => next;

    /// <summary>Bytes in this stretch that are no intact entry.</summary>
    public long Damaged => damaged;

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
