namespace Paddock.Engine.Native;

/// <summary>One result, or one piece of a streamed result, in libchdb's memory until disposed.</summary>
internal sealed unsafe class ChdbResult(nint handle) : IDisposable
{
    internal long Length { get; } = (long)LibChdb.ResultLength(handle);

    internal ulong RowsReturned => LibChdb.RowsReturned(handle);

    internal ulong RowsRead => LibChdb.RowsRead(handle);

    internal ulong BytesRead => LibChdb.BytesRead(handle);

    internal ulong RowsWritten => LibChdb.RowsWritten(handle);

    internal ulong BytesWritten => LibChdb.BytesWritten(handle);

    /// <summary>As much of the result's beginning as a span can hold.</summary>
    internal ReadOnlySpan<byte> Start() => Slice(0, (int)Math.Min(Length, int.MaxValue));

    internal ReadOnlySpan<byte> Slice(long start, int length) => new(LibChdb.ResultBuffer(handle) + start, length);

    /// <summary>Takes ownership of a handle; an error in it is thrown.</summary>
    internal static ChdbResult Take(nint handle)
    {
        if (handle == 0)
            throw EngineError.Of(EngineError.UnknownException, "UNKNOWN_EXCEPTION", "The engine gave no result");
        var error = LibChdb.ResultError(handle);
        if (error is null)
            return new ChdbResult(handle);
        var exception = EngineError.FromText(error);
        LibChdb.DestroyResult(handle);
        throw exception;
    }

    public void Dispose()
    {
        if (handle == 0)
            return;
        LibChdb.DestroyResult(handle);
        handle = 0;
    }
}
