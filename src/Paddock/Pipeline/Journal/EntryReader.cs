using System.Buffers.Binary;
using System.Text;

namespace Paddock.Pipeline;

/// <summary>One record of a journal entry: a row when <see cref="TableId"/> is not 0, else a count.</summary>
internal readonly record struct EntryRecord(
    LedgerKey Key, byte TableId, int ColumnCount, UInt128 DedupKey, ReadOnlyMemory<byte> Row, Outcome Outcome, string Reason, ulong Quantity);

/// <summary>
/// Reads what <see cref="EntryWriter"/> wrote. The bytes passed their checksum, so a record it cannot read was written by a newer version:
/// <see cref="InvalidDataException"/>.
/// </summary>
internal struct EntryReader
{
    private readonly ReadOnlyMemory<byte> payload;
    private readonly List<LedgerKey> keys = [];
    private int at;

    public EntryReader(ReadOnlyMemory<byte> payload)
    {
        this.payload = payload;
        if (Take(1)[0] != EntryWriter.Version) throw new InvalidDataException("A newer version wrote this journal entry.");
        ReceivedAt = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
    }

    /// <summary>Unix nanoseconds.</summary>
    public long ReceivedAt { get; }

    public bool TryRead(out EntryRecord record)
    {
        while (at < payload.Length)
        {
            var kind = Take(1)[0];
            if (kind == EntryWriter.KeyRecord)
            {
                keys.Add(new LedgerKey(BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int))), Text(), Text()));
                continue;
            }

            record = kind == EntryWriter.CountRecord ? ReadCount() : ReadRow(kind);
            return true;
        }

        record = default;
        return false;
    }

    private EntryRecord ReadCount()
    {
        var key = Key();
        return new EntryRecord(key, 0, 0, default, default, (Outcome)Take(1)[0], Text(), BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))));
    }

    private EntryRecord ReadRow(byte tableId)
    {
        var key = Key();
        var columns = Take(1)[0];
        var dedupKey = (Take(1)[0] & EntryWriter.HasDedupKey) != 0 ? BinaryPrimitives.ReadUInt128BigEndian(Take(16)) : default;
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        var start = at;
        Take(length);
        return new EntryRecord(key, tableId, columns, dedupKey, payload.Slice(start, length), Outcome.Received, "", 1);
    }

    private LedgerKey Key()
    {
        var index = Take(1)[0];
        return index < keys.Count ? keys[index] : throw new InvalidDataException("A record names a ledger key that its entry lacks.");
    }

    private string Text() => Encoding.UTF8.GetString(Take(Take(1)[0]));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > payload.Length - at) throw new InvalidDataException("A journal entry ends inside a record.");
        var span = payload.Span.Slice(at, count);
        at += count;
        return span;
    }
}
