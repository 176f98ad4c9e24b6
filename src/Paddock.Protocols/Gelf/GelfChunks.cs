using System.Buffers.Binary;

namespace Paddock.Protocols.Gelf;

/// <summary>Puts chunked datagrams together. Bounded in messages, bytes and time: what is incomplete for too long, or too much, is dropped, the oldest first. Not for two threads.</summary>
public sealed class GelfChunks
{
    public const int MostMessages = 1000;
    public const int MostChunks = 128;

    /// <summary>Of all incomplete messages together.</summary>
    public const int MostBytes = 16 << 20;

    private const int HeaderBytes = 12;

    // By the protocol.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(ulong Client, ulong Id), Incomplete> _messages = [];
    private readonly Queue<(ulong Client, ulong Id)> _order = [];
    private long _bytes;

    /// <summary>Incomplete messages that were given up, since the start.</summary>
    public int Dropped { get; private set; }

    public static bool IsChunk(ReadOnlySpan<byte> datagram) => datagram.StartsWith((ReadOnlySpan<byte>)[0x1e, 0x0f]);

    /// <summary>The whole message when this was its last chunk; null: it is none, or there are more to come.</summary>
    /// <param name="client">Tells the senders apart, whose ids may be the same.</param>
    public byte[]? Add(ulong client, ReadOnlySpan<byte> datagram, DateTimeOffset now)
    {
        DropOld(now);
        if (datagram.Length <= HeaderBytes || !IsChunk(datagram))
            return null;
        var key = (client, BinaryPrimitives.ReadUInt64BigEndian(datagram[2..]));
        var (number, count) = (datagram[10], datagram[11]);
        if (count is 0 or > MostChunks || number >= count)
            return null;
        if (!_messages.TryGetValue(key, out var message))
        {
            _messages[key] = message = new Incomplete(count, now);
            _order.Enqueue(key);
        }
        if (message.Chunks.Length != count || message.Chunks[number] is not null)
            return null;
        message.Chunks[number] = datagram[HeaderBytes..].ToArray();
        message.Missing--;
        message.Bytes += datagram.Length - HeaderBytes;
        _bytes += datagram.Length - HeaderBytes;
        if (message.Missing > 0)
        {
            while (_messages.Count > MostMessages || _bytes > MostBytes)
                DropOldest();
            return null;
        }
        Remove(key, message);
        return [.. message.Chunks.SelectMany(static chunk => chunk!)];
    }

    private void DropOld(DateTimeOffset now)
    {
        while (_order.TryPeek(out var key) && (!_messages.TryGetValue(key, out var message) || now - message.Since > Patience))
            DropOldest();
    }

    private void DropOldest()
    {
        var key = _order.Dequeue();
        if (!_messages.TryGetValue(key, out var message))
            return; // complete long ago
        Remove(key, message);
        Dropped++;
    }

    private void Remove((ulong, ulong) key, Incomplete message)
    {
        _messages.Remove(key);
        _bytes -= message.Bytes;
    }

    private sealed class Incomplete(int count, DateTimeOffset since)
    {
        public byte[]?[] Chunks { get; } = new byte[]?[count];

        public DateTimeOffset Since { get; } = since;

        public int Missing { get; set; } = count;

        public int Bytes { get; set; }
    }
}
