using System.Buffers;

namespace Paddock.ClickHouse;

/// <summary>Bytes of one column that grow in a pooled array, which the next block uses again.</summary>
internal sealed class ByteBuffer : IDisposable
{
    // What an idle column may keep whatever its last block was like.
    private const int AlwaysKept = 64 * 1024;

    private byte[] array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, Length);

    /// <summary>Room for <paramref name="bytes"/> more, counted as written.</summary>
    public Span<byte> Take(int bytes)
    {
        var start = Length;
        var end = checked(start + bytes);
        if (end > array.Length)
            Grow(end);
        Length = end;
        return array.AsSpan(start, bytes);
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Empties the buffer. An array that the last block filled to less than a quarter goes back to the pool, so one large block is not paid for ever.</summary>
    public void Clear()
    {
        if (array.Length > AlwaysKept && Length < array.Length / 4)
            Dispose();
        Length = 0;
    }

    public void Dispose()
    {
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = [];
        Length = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, 2L * array.Length), Array.MaxLength));
        array.AsSpan(0, Length).CopyTo(larger);
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
