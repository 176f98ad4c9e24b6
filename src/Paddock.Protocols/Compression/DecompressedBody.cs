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
}

/// <summary>A whole request body in a pooled buffer. <see cref="Bytes"/> must not be used after <see cref="Dispose"/>.</summary>
public sealed class DecompressedBody : IDisposable
{
    private byte[]? _pooled;

    internal DecompressedBody(byte[] pooled, int length)
    {
        _pooled = pooled;
        Bytes = pooled.AsMemory(0, length);
    }

    internal DecompressedBody(DecompressionStatus failure) => Status = failure;

    public DecompressionStatus Status { get; }

    /// <summary>Empty unless <see cref="Status"/> is Ok.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pooled, null) is { } pooled)
        {
            Bytes = default;
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }
}
