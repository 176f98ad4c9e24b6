namespace Paddock.Engine.Native;

/// <summary>An INSERT in progress: data goes in by pieces, and nothing counts before <see cref="Finish"/>; disposing of it before cancels it.</summary>
internal sealed unsafe class ChdbInsert : IDisposable
{
    private nint _insert;

    private ChdbInsert(nint insert) => _insert = insert;

    internal static ChdbInsert Take(nint insert)
    {
        var taken = new ChdbInsert(insert);
        var error = LibChdb.InsertError(insert);
        if (error is null)
            return taken;
        var exception = EngineError.FromText(error);
        taken.Dispose();
        throw exception;
    }

    /// <summary>Copies the data into the engine; waits while the engine is behind. False once the insert has failed, then <see cref="Finish"/> says why.</summary>
    internal bool Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
            return LibChdb.Append(_insert, start, (nuint)data.Length) == 0;
    }

    internal ChdbResult Finish() => ChdbResult.Take(LibChdb.FinishInsert(_insert));

    public void Dispose()
    {
        if (_insert == 0)
            return;
        LibChdb.DestroyInsert(_insert);
        _insert = 0;
    }
}
