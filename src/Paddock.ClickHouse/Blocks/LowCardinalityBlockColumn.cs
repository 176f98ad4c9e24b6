namespace Paddock.ClickHouse;

internal sealed class LowCardinalityBlockColumn : IBlockColumn
{
    private readonly KeyDictionary keys = new();

    public void Append(ReadOnlySpan<byte> cell) => keys.Append(cell);

    public void AddPieces(List<ReadOnlyMemory<byte>> pieces)
    {
        pieces.Add(KeyDictionary.Version);
        keys.AddPieces(pieces);
    }

    public void Clear() => keys.Clear();

    public void Dispose() => keys.Dispose();
}
