using System.Text;

namespace Paddock.Protocols.Json;

/// <summary>
/// The texts of one record as UTF-8, in memory that the next record uses again. What was given stays where it is until <see cref="Clear"/>:
/// a chunk that is full is left to its texts, and a larger one begun.
/// </summary>
internal sealed class Utf8Arena
{
    private const int FirstChunk = 2048;

    // What one giant record leaves behind must not stay for ever.
    private const int LargestKept = 256 * 1024;

    private byte[] _chunk = new byte[FirstChunk];
    private int _length;

    public void Clear()
    {
        _length = 0;
        if (_chunk.Length > LargestKept)
            _chunk = new byte[FirstChunk];
    }

    /// <summary>A lone surrogate becomes U+FFFD.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return default;
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Take(Encoding.UTF8.GetBytes(text, _chunk.AsSpan(_length)));
    }

    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return default;
        Reserve(utf8.Length);
        utf8.CopyTo(_chunk.AsSpan(_length));
        return Take(utf8.Length);
    }

    private ReadOnlyMemory<byte> Take(int bytes)
    {
        var taken = _chunk.AsMemory(_length, bytes);
        _length += bytes;
        return taken;
    }

    private void Reserve(int bytes)
    {
        if (_chunk.Length - _length >= bytes)
            return;
        _chunk = new byte[Math.Max(_chunk.Length * 2, bytes)];
        _length = 0;
    }
}
