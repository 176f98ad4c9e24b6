using System.Text;

namespace Paddock.Engine.Native;

/// <summary>A session with the engine: settings, current database and one statement at a time. Opening one costs 0.1 ms, so every request gets its own.</summary>
internal sealed unsafe class ChdbConnection : IDisposable
{
    private nint* _connection;

    private ChdbConnection(nint* connection) => _connection = connection;

    /// <summary>The first connection of a process starts the engine; later ones must name the same path. Null when the engine refused (the reason is on stderr).</summary>
    internal static ChdbConnection? TryOpen(IReadOnlyList<string> arguments)
    {
        using var native = new Utf8Arguments(["chdb", .. arguments]);
        var connection = LibChdb.Connect(native.Count, native.Pointers);
        return connection is null ? null : new ChdbConnection(connection);
    }

    internal LibChdb.QueryAnalysis Classify(ReadOnlySpan<byte> sql)
    {
        var analysis = new LibChdb.QueryAnalysis { StructSize = (uint)sizeof(LibChdb.QueryAnalysis) };
        fixed (byte* text = sql)
            _ = LibChdb.Classify(*_connection, text, (nuint)sql.Length, null, 0, &analysis);
        return analysis;
    }

    internal ChdbResult Query(Statement statement) => ChdbResult.Take(Call(statement, &LibChdb.Query));

    /// <summary>Starts a query whose result comes piece by piece from <see cref="Fetch"/>; each piece is a document of its own in the output format.</summary>
    internal nint BeginStream(Statement statement)
    {
        var stream = Call(statement, &LibChdb.StreamQuery);
        ThrowIfFailed(stream);
        return stream;
    }

    /// <summary>The next piece; an empty one is the end.</summary>
    internal ChdbResult Fetch(nint stream) => ChdbResult.Take(LibChdb.Fetch(*_connection, stream));

    internal void EndStream(nint stream, bool cancel)
    {
        if (cancel)
            LibChdb.CancelQuery(*_connection, stream);
        LibChdb.DestroyResult(stream);
    }

    internal ChdbInsert BeginInsert(Statement statement) => ChdbInsert.Take(Call(statement, &LibChdb.BeginInsert));

    private nint Call(Statement statement, delegate*<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint> call)
    {
        using var names = new Utf8Arguments(statement.ParameterNames);
        using var values = new Utf8Arguments(statement.ParameterValues);
        var formatBytes = Encoding.UTF8.GetBytes(statement.Format);
        fixed (byte* sql = statement.Sql.Span)
        fixed (byte* format = formatBytes)
            return call(*_connection, sql, (nuint)statement.Sql.Length, format, (nuint)formatBytes.Length,
                names.Pointers, names.Lengths, values.Pointers, values.Lengths, (nuint)names.Count);
    }

    private static void ThrowIfFailed(nint stream)
    {
        var error = LibChdb.ResultError(stream);
        if (error is null)
            return;
        var exception = EngineError.FromText(error);
        LibChdb.DestroyResult(stream);
        throw exception;
    }

    public void Dispose()
    {
        if (_connection is null)
            return;
        LibChdb.Close(_connection);
        _connection = null;
    }
}
