namespace Paddock.ClickHouse;

internal sealed class LowCardinalityBlockColumn : BlockColumn
{
    private readonly KeyDictionary keys = new();

    public override void Append(ReadOnlySpan<byte> cell) => keys.Append(cell);

    public override void AddPieces(List<ReadOnlyMemory<byte>> pieces)
    {
        pieces.Add(KeyDictionary.Version);
        keys.AddPieces(pieces);
    }

    public override void Clear() => keys.Clear();

    public override void Dispose() => keys.Dispose();
}
