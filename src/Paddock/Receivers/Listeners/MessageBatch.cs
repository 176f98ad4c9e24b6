namespace Paddock.Receivers.Listeners;

/// <summary>Messages that came together, in one piece of memory that is used again. One thread's.</summary>
internal sealed class MessageBatch(Memory<byte> memory)
{
    /// <summary>Of one batch; more are left for the next.</summary>
    public const int MostMessages = 4096;

    private readonly List<(int Start, int Length, ulong Client)> messages = [];
    private int length;

    public int Count => messages.Count;

    /// <summary>Where the next message may be written.</summary>
    public Memory<byte> Room => memory[length..];

    public bool IsFull(int longest) => messages.Count >= MostMessages || memory.Length - length < longest;

    public ReadOnlyMemory<byte> this[int index] => memory.Slice(messages[index].Start, messages[index].Length);

    /// <summary>Tells the sender of a message from others.</summary>
    public ulong ClientOf(int index) => messages[index].Client;

    public ReadOnlyMemory<byte>[] All() => [.. Enumerable.Range(0, Count).Select(index => this[index])];

    public void Clear()
    {
        messages.Clear();
        length = 0;
    }

    /// <summary>Takes what was written into <see cref="Room"/>.</summary>
    public void Add(int count, ulong client) => Add(length, count, client);

    /// <summary>Takes what stands there in the memory.</summary>
    public void Add(int start, int count, ulong client)
    {
        messages.Add((start, count, client));
        length = start + count;
    }
}
