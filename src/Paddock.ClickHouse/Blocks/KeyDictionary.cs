using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Paddock.ClickHouse;

/// <summary>
/// A low-cardinality column of a block: each distinct string once, and for each value its number, in the narrowest of
/// one, two or four bytes. Strings keep their length in front throughout.
/// </summary>
internal sealed class KeyDictionary : IDisposable
{
    /// <summary>Leads every low-cardinality column of a block, before anything else of it: the keys' serialization version, 1.</summary>
    public static readonly ReadOnlyMemory<byte> Version = new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 };

    // The block brings its keys itself and asks for a fresh dictionary; the low byte is the width of the numbers.
    private const ulong BringsKeys = 0x600;

    // What an idle dictionary may keep; a larger one goes when a block had few keys, so one odd block is not paid for ever.
    private const int AlwaysKeptSlots = 4096;

    private readonly byte[] head = new byte[2 * sizeof(ulong)];
    private readonly byte[] valueCount = new byte[sizeof(ulong)];
    private readonly ByteBuffer keys = new();
    private readonly ByteBuffer values = new();
    private readonly ByteBuffer narrowed = new();
    private Key[] entries = new Key[16];
    private int[] slots = new int[32];
    private int count;
    private int latest = -1;

    private readonly record struct Key(int Start, int Length, int Hash);

    public void Append(ReadOnlySpan<byte> key)
    {
        // Neighbours are alike: one comparison instead of a hash.
        if (latest < 0 || !Bytes(latest).SequenceEqual(key))
            latest = Find(key);
        BinaryPrimitives.WriteInt32LittleEndian(values.Take(sizeof(int)), latest);
    }

    public void AddPieces(List<ReadOnlyMemory<byte>> pieces)
    {
        // Without a value, as under maps that are all empty, the format has nothing here.
        if (values.Length == 0)
            return;
        var (width, numbers) = Narrow();
        BinaryPrimitives.WriteUInt64LittleEndian(head, BringsKeys | width);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(sizeof(ulong)), (ulong)count);
        BinaryPrimitives.WriteUInt64LittleEndian(valueCount, (ulong)(values.Length / sizeof(int)));
        pieces.Add(head);
        pieces.Add(keys.WrittenMemory);
        pieces.Add(valueCount);
        pieces.Add(numbers);
    }

    public void Clear()
    {
        keys.Clear();
        values.Clear();
        narrowed.Clear();
        if (slots.Length > AlwaysKeptSlots && count < slots.Length / 16)
            (entries, slots) = (new Key[16], new int[32]);
        else
            Array.Clear(slots);
        count = 0;
        latest = -1;
    }

    public void Dispose()
    {
        keys.Dispose();
        values.Dispose();
        narrowed.Dispose();
    }

    private int Find(ReadOnlySpan<byte> key)
    {
        var hash = Hash(key);
        for (var slot = hash & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var number = slots[slot] - 1;
            if (number < 0)
                return Add(key, hash, slot);
            if (entries[number].Hash == hash && Bytes(number).SequenceEqual(key))
                return number;
        }
    }

    private int Add(ReadOnlySpan<byte> key, int hash, int slot)
    {
        if (count == entries.Length)
            Array.Resize(ref entries, 2 * count);
        entries[count] = new Key(keys.Length, key.Length, hash);
        keys.Append(key);
        slots[slot] = ++count;
        if (2 * count == slots.Length)
            GrowSlots();
        return count - 1;
    }

    private void GrowSlots()
    {
        slots = new int[4 * count];
        for (var number = 0; number < count; number++)
        {
            var slot = entries[number].Hash & (slots.Length - 1);
            while (slots[slot] > 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = number + 1;
        }
    }

    private ReadOnlySpan<byte> Bytes(int number) => keys.WrittenSpan.Slice(entries[number].Start, entries[number].Length);

    private (ulong Width, ReadOnlyMemory<byte> Numbers) Narrow()
    {
        if (count > 1 << 16)
            return (2, values.WrittenMemory);
        var numbers = MemoryMarshal.Cast<byte, int>(values.WrittenSpan);
        narrowed.Clear();
        if (count > 1 << 8)
        {
            var words = MemoryMarshal.Cast<byte, ushort>(narrowed.Take(sizeof(ushort) * numbers.Length));
            for (var index = 0; index < numbers.Length; index++)
                words[index] = (ushort)numbers[index];
            return (1, narrowed.WrittenMemory);
        }
        var bytes = narrowed.Take(numbers.Length);
        for (var index = 0; index < numbers.Length; index++)
            bytes[index] = (byte)numbers[index];
        return (0, narrowed.WrittenMemory);
    }

    // Keys come from strangers, so the hash is keyed: .NET's own over the bytes taken as text, with the odd last byte added.
    private static int Hash(ReadOnlySpan<byte> key) =>
        string.GetHashCode(MemoryMarshal.Cast<byte, char>(key)) ^ (key[^1] * 0x01000193);
}
