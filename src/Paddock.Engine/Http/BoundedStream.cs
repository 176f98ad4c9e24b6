using Paddock.Engine.Native;
using ZstdSharp;

namespace Paddock.Engine.Http;

/// <summary>A decompressing stream that refuses to grow past a limit and tells damaged data as ClickHouse does.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : Stream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            _read += count;
            return _read <= limit ? count : throw Refuse($"The body unpacks to more than {limit} bytes");
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw Refuse($"The compressed body is damaged: {exception.Message}");
        }
    }

    private static EngineError Refuse(string text) => EngineError.Of(EngineError.CannotDecompress, "CANNOT_DECOMPRESS", text);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
