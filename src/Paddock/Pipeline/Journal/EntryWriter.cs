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
internal sealed class EntryWriter(long receivedAtUnixNanoseconds) : IDisposable
{
    internal const byte Version = 1;
    internal const byte KeyRecord = 0;
    internal const byte CountRecord = 255;
    internal const byte HasDedupKey = 1;

    private const int EntryHeaderLength = 9;

    private readonly List<LedgerKey> keys = [];
    private readonly Dictionary<(byte Key, Outcome Outcome, string Reason), ulong> counts = [];
    private readonly ByteBuffer buffer = new();
    private int rowStart = -1;
    private int rowLengthAt;
    private RowWriter? writer;

    public int Rows { get; private set; }

    /// <summary>Bytes of the entry so far.</summary>
    public int Length => Math.Max(buffer.Length, Frame.HeaderLength + EntryHeaderLength);

    /// <summary>The memory that it takes.</summary>
    public int Capacity => buffer.Length;

    /// <summary>The whole entry behind 16 bytes of room for its frame.</summary>
    internal Memory<byte> FrameBytes
    {
        get
        {
            Start();
            WriteCounts();
            return buffer.WrittenMemory;
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
        rowStart = buffer.Length;
        Byte(table.Id);
        Byte(keyIndex);
        Byte((byte)table.ColumnCount);
        Byte(dedupKey == default ? (byte)0 : HasDedupKey);
        if (dedupKey != default) BinaryPrimitives.WriteUInt128BigEndian(buffer.Take(16), dedupKey);
        rowLengthAt = buffer.Length;
        buffer.Take(sizeof(int)).Clear();
        writer ??= new RowWriter(buffer);
        writer.Begin(table);
        return writer;
    }

    public void EndRow()
    {
        var length = writer!.End();
        var row = buffer.Since(rowLengthAt);
        PartKey.RequireStorable(row[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(row, length);
        rowStart = -1;
        Rows++;
    }

    /// <summary>Forgets the open row, and leaves those before it.</summary>
    public void AbandonRow()
    {
        writer!.Abandon();
        buffer.CutBack(rowStart);
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
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.Take(sizeof(ulong)), quantity);
        }
        counts.Clear();
    }

    public void Dispose() => buffer.Dispose();

    private byte IndexOf(LedgerKey key)
    {
        Start();
        var index = keys.IndexOf(key);
        if (index >= 0) return (byte)index;
        keys.Add(key);
        Byte(KeyRecord);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(sizeof(int)), key.Project);
        Text(key.Receiver);
        Text(key.Signal);
        return checked((byte)(keys.Count - 1));
    }

    private void Start()
    {
        if (buffer.Length > 0) return;
        buffer.Take(Frame.HeaderLength);
        Byte(Version);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.Take(sizeof(long)), receivedAtUnixNanoseconds);
    }

    private void Text(string text)
    {
        var bytes = checked((byte)Encoding.UTF8.GetByteCount(text));
        Byte(bytes);
        Encoding.UTF8.GetBytes(text, buffer.Take(bytes));
    }

    private void Byte(byte value) => buffer.Take(1)[0] = value;
}
