namespace Paddock.ClickHouse;

/// <summary>A column whose values lie in a block as they lie in a row: fixed values and strings.</summary>
internal sealed class PlainBlockColumn : IBlockColumn
{
    private readonly ByteBuffer values = new();

    public void Append(ReadOnlySpan<byte> cell) => values.Append(cell);

    public void AddPieces(List<ReadOnlyMemory<byte>> pieces) => pieces.Add(values.Written);

    public void Clear() => values.Clear();

    public void Dispose() => values.Dispose();
}
