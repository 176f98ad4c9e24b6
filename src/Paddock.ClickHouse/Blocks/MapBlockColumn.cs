namespace Paddock.ClickHouse;

/// <summary>Offsets, then all keys as one low-cardinality column, then all values. A block names each key once.</summary>
internal sealed class MapBlockColumn : BlockColumn
{
    private readonly BlockOffsets offsets = new();
    private readonly KeyDictionary keys = new();
    private readonly ByteBuffer values = new();

    public override void Append(ReadOnlySpan<byte> cell)
    {
        var rest = cell[Varint.Read(cell, out var entries)..];
        offsets.Append(entries);
        for (; entries > 0; entries--)
        {
            keys.Append(TakeString(ref rest));
            values.Append(TakeString(ref rest));
        }
    }

    public override void AddPieces(List<ReadOnlyMemory<byte>> pieces)
    {
        pieces.Add(KeyDictionary.Version);
        pieces.Add(offsets.Written);
        keys.AddPieces(pieces);
        pieces.Add(values.WrittenMemory);
    }

    public override void Clear()
    {
        offsets.Clear();
        keys.Clear();
        values.Clear();
    }

    public override void Dispose()
    {
        offsets.Dispose();
        keys.Dispose();
        values.Dispose();
    }

    // With its length in front, which is how both rows and blocks keep it.
    private static ReadOnlySpan<byte> TakeString(ref ReadOnlySpan<byte> rest)
    {
        var end = Varint.Read(rest, out var length) + length;
        var text = rest[..end];
        rest = rest[end..];
        return text;
    }
}
