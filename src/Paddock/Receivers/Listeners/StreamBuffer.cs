using System.Buffers;
using Paddock.Protocols.Syslog;

namespace Paddock.Receivers.Listeners;

/// <summary>What came of a stream and is no whole message yet. It holds no memory while that is nothing. One thread's.</summary>
internal sealed class StreamBuffer(ListenedProtocol protocol) : IDisposable
{
    private const int LeastRoom = 4 * 1024, FirstBytes = 64 * 1024;

    private byte[] memory = [];
    private int length;
    private int searched;

    public bool IsEmpty => length == 0;

    /// <summary>Where more may be written.</summary>
    public Memory<byte> Room()
    {
        if (memory.Length - length < LeastRoom)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, 2 * memory.Length));
            memory.AsSpan(0, length).CopyTo(larger);
            Return();
            memory = larger;
        }
        return memory.AsMemory(length);
    }

    /// <summary>Takes what was written into <see cref="Room"/>.</summary>
    public void Add(int count) => length += count;

    /// <summary>The whole messages, which stay where they are until <see cref="Keep"/>.</summary>
    /// <param name="client">Tells the sender from others.</param>
    /// <param name="isEnd">Nothing more comes: the last line may lack its end.</param>
    /// <param name="taken">Bytes, for <see cref="Keep"/>.</param>
    /// <param name="status">Of what is behind them.</param>
    public MessageBatch Split(ulong client, bool isEnd, out int taken, out FrameStatus status)
    {
        var batch = new MessageBatch(memory);
        ReadOnlySpan<byte> stream = memory.AsSpan(0, length);
        while ((status = protocol.TakeFrame(ref stream, protocol.LongestMessage, ref searched, out var message)) == FrameStatus.Frame)
        {
            memory.AsSpan().Overlaps(message, out var start);
            if (!message.IsEmpty) batch.Add(start, message.Length, client);
        }
        taken = length - stream.Length;
        // A line that is longer than a message may be is cut into several.
        if (status != FrameStatus.Incomplete || !(isEnd || stream.Length >= protocol.LongestMessage + SyslogFrames.LongestCount)) return batch;
        for (int left; (left = length - taken) > 0 && (isEnd || left >= protocol.LongestMessage);)
        {
            var piece = Math.Min(left, protocol.LongestMessage);
            batch.Add(taken, piece, client);
            taken += piece;
        }
        searched = length - taken;
        return batch;
    }

    /// <summary>Forgets what was taken and keeps the rest.</summary>
    public void Keep(int taken)
    {
        length -= taken;
        if (length == 0) Return();
        else if (taken > 0) memory.AsSpan(taken, length).CopyTo(memory);
    }

    public void Dispose() => Return();

    private void Return()
    {
        if (memory.Length > 0) ArrayPool<byte>.Shared.Return(memory);
        memory = [];
    }
}
