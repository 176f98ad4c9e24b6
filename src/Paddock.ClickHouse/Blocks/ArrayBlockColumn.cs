namespace Paddock.ClickHouse;

/// <summary>Offsets, then the elements of all rows end to end, as they lie in the rows.</summary>
internal sealed class ArrayBlockColumn : BlockColumn
{
    private readonly BlockOffsets offsets = new();
    private readonly ByteBuffer elements = new();

    public override void Append(ReadOnlySpan<byte> cell)
    {
        var start = Varint.Read(cell, out var count);
        offsets.Append(count);
        elements.Append(cell[start..]);
    }

    public override void AddPieces(List<ReadOnlyMemory<byte>> pieces)
    {
        pieces.Add(offsets.Written);
        pieces.Add(elements.WrittenMemory);
    }

    public override void Clear()
    {
        offsets.Clear();
        elements.Clear();
    }

    public override void Dispose()
    {
        offsets.Dispose();
        elements.Dispose();
    }
}
