using System.Buffers.Binary;

namespace Paddock.ClickHouse;

/// <summary>Where each row's elements end in an array or map column: running totals, UInt64.</summary>
internal sealed class BlockOffsets : IDisposable
{
    private readonly ByteBuffer ends = new();
    private ulong total;

    public ReadOnlyMemory<byte> Written => ends.WrittenMemory;

    public void Append(int elements)
    {
        total += (ulong)elements;
        BinaryPrimitives.WriteUInt64LittleEndian(ends.Take(sizeof(ulong)), total);
    }

    public void Clear()
    {
        ends.Clear();
        total = 0;
    }

    public void Dispose() => ends.Dispose();
}
