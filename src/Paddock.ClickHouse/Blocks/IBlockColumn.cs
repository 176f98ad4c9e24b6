namespace Paddock.ClickHouse;

/// <summary>One column of a block while it gathers, and then as the Native format wants it.</summary>
internal interface IBlockColumn : IDisposable
{
    /// <param name="cell">One value in row form, already measured.</param>
    void Append(ReadOnlySpan<byte> cell);

    /// <summary>Adds the column's data, in order. The pieces are the column's own memory and hold until <see cref="Clear"/>.</summary>
    void AddPieces(List<ReadOnlyMemory<byte>> pieces);

    void Clear();
}
