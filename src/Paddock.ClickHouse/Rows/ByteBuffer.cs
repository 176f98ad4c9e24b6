using System.Buffers;

namespace Paddock.ClickHouse;

/// <summary>Bytes that grow in a pooled array, which is used again after <see cref="Clear"/>. One thread.</summary>
public sealed class ByteBuffer : IDisposable
{
    // What an idle buffer may keep whatever its last use was like.
    private const int AlwaysKept = 64 * 1024;

    private const int Smallest = 1024;

    private byte[] array = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> WrittenSpan => array.AsSpan(0, Length);

    public Memory<byte> WrittenMemory => array.AsMemory(0, Length);

    /// <summary>Room for at least <paramref name="bytes"/> more; what is written there counts after <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (bytes > array.Length - Length)
            Grow(bytes);
        return array.AsSpan(Length);
    }

    public void Advance(int bytes) => Length += bytes;

    /// <summary>Room for <paramref name="bytes"/> more, counted as written.</summary>
    public Span<byte> Take(int bytes)
    {
        if (bytes > array.Length - Length)
            Grow(bytes);
        var taken = array.AsSpan(Length, bytes);
        Length += bytes;
        return taken;
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>What was written from <paramref name="start"/> on, to be overwritten.</summary>
    public Span<byte> Since(int start) => array.AsSpan(start, Length - start);

    /// <summary>Forgets what was written from <paramref name="length"/> on.</summary>
    public void CutBack(int length) => Length = length;

    /// <summary>Empties the buffer. An array that was filled to less than a quarter goes back to the pool, so one large use is not paid for ever.</summary>
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

    private void Grow(int bytes)
    {
        var needed = checked(Length + bytes);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(Math.Max(needed, Smallest), 2L * array.Length), Array.MaxLength));
        array.AsSpan(0, Length).CopyTo(larger);
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
