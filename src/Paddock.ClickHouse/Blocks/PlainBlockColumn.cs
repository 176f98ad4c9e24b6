namespace Paddock.ClickHouse;

/// <summary>A column whose values lie in a block as they lie in a row: fixed values and strings.</summary>
internal sealed class PlainBlockColumn : BlockColumn
{
    private readonly ByteBuffer values = new();

    public override void Append(ReadOnlySpan<byte> cell) => values.Append(cell);

    public override void AddPieces(List<ReadOnlyMemory<byte>> pieces) => pieces.Add(values.WrittenMemory);

    public override void Clear() => values.Clear();

    public override void Dispose() => values.Dispose();
}
