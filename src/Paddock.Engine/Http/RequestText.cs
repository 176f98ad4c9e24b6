using System.Buffers;
using System.Text;
using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>
/// The statement of a request as one text: the `query` parameter, a newline, the body. Of an INSERT with data only the head is read;
/// <see cref="ReadDataAsync"/> then gives the data piece by piece.
/// </summary>
internal sealed class RequestText : IDisposable
{
    private const int MostSqlBytes = 1 << 20;
    private const int PieceBytes = 128 << 10;

    // Many texts may wait for a place at once.
    private const int FirstBytes = 8 << 10;
    private readonly Stream _body;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;
    private bool _ended;
    private InsertStatement _insert;

    private RequestText(Stream body) => _body = body;

    /// <summary>True when data for an INSERT follows the SQL.</summary>
    internal bool IsInsert { get; private set; }

    internal string InsertFormat => _insert.Format;

    internal ReadOnlyMemory<byte> Sql => _buffer.AsMemory(0, IsInsert ? _insert.SqlLength : _length);

    internal static async Task<RequestText> ReadAsync(string query, Stream body, CancellationToken cancellationToken)
    {
        var text = new RequestText(body);
        text.Add(Encoding.UTF8.GetBytes(query));
        if (query.Length > 0)
            text.Add("\n"u8);
        while (!text.Recognize() && !text._ended)
            await text.ReadMoreAsync(cancellationToken);
        if (text._ended && !text.IsInsert)
            text._length = text._buffer.AsSpan(0, text._length).TrimEnd(" \t\r\n"u8).Length;
        return text;
    }

    private bool Recognize()
    {
        IsInsert = InsertStatement.Find(_buffer.AsSpan(0, _length), out _insert) == InsertStatement.Shape.Insert;
        return IsInsert;
    }

    private async Task ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_length > MostSqlBytes)
            throw EngineError.Of(EngineError.SyntaxError, "SYNTAX_ERROR", $"The query is longer than {MostSqlBytes} bytes");
        Reserve(Math.Max(FirstBytes / 2, _length));
        var count = await _body.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
        _ended = count == 0;
        _length += count;
    }

    /// <summary>The data of the INSERT, first what was read with the head; the memory is valid until the next piece is asked for.</summary>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadDataAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_insert.DataStart < _length)
            yield return _buffer.AsMemory(_insert.DataStart, _length - _insert.DataStart);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            int count;
            while (!_ended && (count = await _body.ReadAsync(piece, cancellationToken)) > 0)
                yield return piece.AsMemory(0, count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
