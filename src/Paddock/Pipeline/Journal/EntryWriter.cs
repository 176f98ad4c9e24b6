using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>
/// Gathers what one request acknowledges, rows and counts, into one journal entry in pooled memory. One thread; dispose after the append completed.
/// Layout: version, time of receipt, then records: 0 a ledger key (numbered by order), any other number a row of that table, and last 255, the counts.
/// </summary>
/// <param name="receivedAtUnixNanoseconds">Its hour is the hour in the ledger.</param>
internal sealed class EntryWriter(long receivedAtUnixNanoseconds) : IBufferWriter<byte>, IDisposable
{
    internal const byte Version = 1;
    internal const byte KeyRecord = 0;
    internal const byte CountRecord = 255;
    internal const byte HasDedupKey = 1;

    private const int EntryHeaderLength = 9;

    private readonly List<LedgerKey> keys = [];
    private readonly Dictionary<(byte Key, Outcome Outcome, string Reason), ulong> counts = [];
    private byte[] buffer = [];
    private int length;
    private int rowStart = -1;
    private int rowLengthAt;
    private RowWriter? writer;

    public int Rows { get; private set; }

    /// <summary>Bytes of the entry so far.</summary>
    public int Length => Math.Max(length, Frame.HeaderLength + EntryHeaderLength);

    /// <summary>The whole entry behind 16 bytes of room for its frame.</summary>
    internal Memory<byte> FrameBytes
    {
        get
        {
            Start();
            WriteCounts();
            return buffer.AsMemory(0, length);
        }
    }

    /// <summary>
    /// Begins a row; write its columns in the table's order, then call <see cref="EndRow"/>. It counts as one record of the key.
    /// Rows of a table with one dedup key are one record sent twice: only the first is stored.
    /// </summary>
    public RowWriter BeginRow(Table table, LedgerKey key, UInt128 dedupKey = default)
    {
        if (rowStart >= 0) throw new InvalidOperationException("A row is still open.");
        var keyIndex = IndexOf(key);
        rowStart = length;
        Byte(table.Id);
        Byte(keyIndex);
        Byte((byte)table.Columns.Count);
        Byte(dedupKey == default ? (byte)0 : HasDedupKey);
        if (dedupKey != default)
        {
            BinaryPrimitives.WriteUInt128BigEndian(GetSpan(16), dedupKey);
            Advance(16);
        }

        rowLengthAt = length;
        GetSpan(sizeof(int))[..sizeof(int)].Clear();
        Advance(sizeof(int));
        writer ??= new RowWriter(this);
        writer.Begin(table);
        return writer;
    }

    public void EndRow()
    {
        writer!.End();
        var row = buffer.AsSpan(rowLengthAt + sizeof(int), length - rowLengthAt - sizeof(int));
        PartKey.RequireStorable(row);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(rowLengthAt), row.Length);
        rowStart = -1;
        Rows++;
    }

    /// <summary>Forgets the open row, and leaves those before it.</summary>
    public void AbandonRow()
    {
        writer!.Abandon();
        length = rowStart;
        rowStart = -1;
    }

    internal void Count(LedgerKey key, Outcome outcome, string reason, ulong quantity)
    {
        if (rowStart >= 0) throw new InvalidOperationException("A row is still open.");
        if (quantity == 0) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (IndexOf(key), outcome, reason), out _);
        sum = sum > ulong.MaxValue - quantity ? ulong.MaxValue : sum + quantity;
    }

    // Summed until the entry is closed: a million empty items are a few bytes.
    private void WriteCounts()
    {
        foreach (var ((key, outcome, reason), quantity) in counts)
        {
            Byte(CountRecord);
            Byte(key);
            Byte((byte)outcome);
            Text(reason);
            BinaryPrimitives.WriteUInt64LittleEndian(GetSpan(sizeof(ulong)), quantity);
            Advance(sizeof(ulong));
        }
        counts.Clear();
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsSpan(length);
    }

    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }

    private byte IndexOf(LedgerKey key)
    {
        Start();
        var index = keys.IndexOf(key);
        if (index >= 0) return (byte)index;
        keys.Add(key);
        Byte(KeyRecord);
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(sizeof(int)), key.Project);
        Advance(sizeof(int));
        Text(key.Receiver);
        Text(key.Signal);
        return checked((byte)(keys.Count - 1));
    }

    private void Start()
    {
        if (length > 0) return;
        Reserve(Frame.HeaderLength + EntryHeaderLength);
        length = Frame.HeaderLength;
        Byte(Version);
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(sizeof(long)), receivedAtUnixNanoseconds);
        Advance(sizeof(long));
    }

    private void Text(string text)
    {
        var bytes = checked((byte)Encoding.UTF8.GetByteCount(text));
        Byte(bytes);
        Encoding.UTF8.GetBytes(text, GetSpan(bytes));
        Advance(bytes);
    }

    private void Byte(byte value)
    {
        GetSpan(1)[0] = value;
        Advance(1);
    }

    private void Reserve(int sizeHint)
    {
        var needed = length + Math.Max(sizeHint, 1);
        if (needed <= buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, 2 * length), 1024));
        buffer.AsSpan(0, length).CopyTo(larger);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
