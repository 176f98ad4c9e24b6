using System.Buffers;

namespace Paddock.Protocols.Compression;

public enum DecompressionStatus
{
    Ok,

    /// <summary>The limit was reached; reading stopped there (HTTP 413).</summary>
    TooLarge,

    /// <summary>The bytes are not what the header said, or end too early (HTTP 400).</summary>
    Malformed,

    /// <summary>The header names a coding that we do not know (HTTP 415).</summary>
    UnknownEncoding,

    /// <summary>The bodies of other requests, or of this client alone, take all the memory that there is for them (HTTP 429).</summary>
    Busy,

    /// <summary>The bytes come too slowly (HTTP 408).</summary>
    TooSlow,
}

/// <summary>A whole request body in a pooled buffer, and the share of memory that all of its request takes. <see cref="Bytes"/> must not be used after <see cref="Dispose"/>.</summary>
public sealed class DecompressedBody : IDisposable
{
    private readonly BodyShare _share;
    private byte[] _pooled = [];
    private int _length;
    private int _held;

    internal DecompressedBody(BodyShare share) => _share = share;

    private DecompressedBody(DecompressionStatus failure) => Status = failure;

    /// <summary>No body, for the reason given.</summary>
    public static DecompressedBody Failed(DecompressionStatus failure) => new(failure);

    public DecompressionStatus Status { get; }

    /// <summary>Empty unless <see cref="Status"/> is Ok.</summary>
    public ReadOnlyMemory<byte> Bytes => _pooled.AsMemory(0, _length);

    internal bool HasRoom => _length < _pooled.Length;

    internal Memory<byte> Room => _pooled.AsMemory(_length);

    public void Dispose()
    {
        var pooled = Interlocked.Exchange(ref _pooled, []);
        _length = 0;
        if (pooled.Length > 0)
            Release(pooled);
        if (Interlocked.Exchange(ref _held, 0) is > 0 and var held)
            _share.GiveBack(held);
    }

    /// <summary>
    /// Counts what was made of the body as well, until <see cref="Dispose"/>: a small body may become large rows, and they wait for the disk.
    /// False: there is no memory for it (HTTP 429).
    /// </summary>
    public bool TryHold(int bytes)
    {
        if (!_share.TryTake(bytes))
            return false;
        _held += bytes;
        return true;
    }

    internal void Advance(int read) => _length += read;

    /// <summary>Doubles the buffer; false when the share or the whole budget has no more.</summary>
    internal bool TryGrow(int first)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(first, _pooled.Length * 2));
        if (!_share.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        var full = _pooled;
        full.AsSpan(0, _length).CopyTo(larger);
        _pooled = larger;
        if (full.Length > 0)
            Release(full);
        return true;
    }

    private void Release(byte[] pooled)
    {
        _share.GiveBack(pooled.Length);
        ArrayPool<byte>.Shared.Return(pooled);
    }
}
