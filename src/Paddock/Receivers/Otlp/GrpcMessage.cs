using System.Buffers.Binary;

namespace Paddock.Receivers.Otlp;

/// <summary>The one message of a unary call: the body behind its head. A body that has less, or another message behind it, ends in <see cref="InvalidDataException"/>.</summary>
internal sealed class GrpcMessage : Stream
{
    private const int HeadBytes = 5;

    private readonly Stream _body;
    private long _left;

    private GrpcMessage(Stream body, ReadOnlySpan<byte> head)
    {
        (_body, IsCompressed) = (body, head[0] != 0);
        _left = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
    }

    /// <summary>As grpc-encoding says.</summary>
    public bool IsCompressed { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Null: the body is none.</summary>
    public static async Task<GrpcMessage?> OpenAsync(Stream body, CancellationToken cancel)
    {
        var head = new byte[HeadBytes];
        return await body.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel) == HeadBytes && head[0] <= 1 ? new GrpcMessage(body, head) : null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        var read = await _body.ReadAsync(_left > 0 ? buffer[..(int)Math.Min(buffer.Length, _left)] : buffer[..1], cancellationToken);
        if (read == 0 != (_left == 0)) throw new InvalidDataException("The body is not one message of the length that it says.");
        _left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
