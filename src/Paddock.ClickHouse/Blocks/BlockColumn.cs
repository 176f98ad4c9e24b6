namespace Paddock.ClickHouse;

/// <summary>One column of a block while it gathers, and then as the Native format wants it. An abstract class, since it is called for every value of every row, and a call by interface is looked up anew for each kind of column.</summary>
internal abstract class BlockColumn : IDisposable
{
    /// <param name="cell">One value in row form, already measured.</param>
    public abstract void Append(ReadOnlySpan<byte> cell);

    /// <summary>Adds the column's data, in order. The pieces are the column's own memory and hold until <see cref="Clear"/>.</summary>
    public abstract void AddPieces(List<ReadOnlyMemory<byte>> pieces);

    public abstract void Clear();

    public abstract void Dispose();
}
