using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Paddock.Pipeline;

namespace Paddock.Signals.Monitoring;

/// <summary>
/// Names one series: gathers what makes it, tells its number, writes its row. Used again for the next one; not by two threads. Texts are UTF-8.
/// A release is told with the series and does not make another one.
/// </summary>
internal sealed class SeriesKey
{
    public const int MostLabels = 64;

    // Any fixed numbers: a series must have the same one after a restart, and on another node.
    private const ulong HashKey0 = 0x7061_6464_6f63_6b00, HashKey1 = 0x7365_7269_6573_0000;

    private readonly Label[] labels = new Label[MostLabels];
    private byte[] text = new byte[1024];
    private int length;
    private int count;
    private int nameLength;

    private readonly record struct Label(int Name, int NameLength, int Value, int ValueLength);

    public void Begin(ReadOnlySpan<byte> name)
    {
        (length, count, nameLength) = (0, 0, name.Length);
        Keep(name);
    }

    /// <summary>The first of two labels with one name counts. False: there are <see cref="MostLabels"/> already.</summary>
    public bool Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var place = 0;
        for (; place < count; place++)
        {
            var order = NameOf(labels[place]).SequenceCompareTo(name);
            if (order == 0) return true;
            if (order > 0) break;
        }
        if (count == MostLabels) return false;
        labels.AsSpan(place, count - place).CopyTo(labels.AsSpan(place + 1));
        labels[place] = new Label(Keep(name), name.Length, Keep(value), value.Length);
        count++;
        return true;
    }

    /// <summary>The same for the same name, origin and labels, in whatever order they came.</summary>
    public ulong Id(in Correlation origin)
    {
        var parts = new HashInput(stackalloc byte[512]);
        parts.Add((uint)origin.Project);
        parts.Add(text.AsSpan(0, nameLength));
        parts.Add(origin.Environment);
        parts.Add(origin.Service);
        parts.Add(origin.Host);
        foreach (ref readonly var label in labels.AsSpan(0, count))
        {
            parts.Add(NameOf(label));
            parts.Add(text.AsSpan(label.Value, label.ValueLength));
        }
        return parts.Hash();
    }

    /// <param name="entry">gets the row</param>
    /// <param name="key">its line of the ledger</param>
    /// <param name="origin">whose, since when</param>
    /// <param name="series">what <see cref="Id"/> says</param>
    /// <param name="kind">gauge, counter (grows since the start), counter_delta (growth since the last sample), updown, updown_delta or distribution (each sample one of many measurements)</param>
    /// <param name="unit">empty: unknown</param>
    public void Write(EntryWriter entry, LedgerKey key, in Correlation origin, ulong series, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> unit)
    {
        var row = entry.BeginRow(SamplesTable.Series, key);
        row.UInt32((uint)origin.Project);
        row.DateTime64(origin.Time);
        row.UInt16(origin.RetentionDays);
        row.UInt64(series);
        row.String(origin.Receiver);
        row.String(origin.Environment);
        row.String(origin.Release);
        row.String(origin.Service);
        row.String(origin.Host);
        row.String(text.AsSpan(0, nameLength));
        row.String(kind);
        row.String(unit);
        row.BeginMap(count);
        foreach (ref readonly var label in labels.AsSpan(0, count)) row.Entry(NameOf(label), text.AsSpan(label.Value, label.ValueLength));
        entry.EndRow();
    }

    private ReadOnlySpan<byte> NameOf(in Label label) => text.AsSpan(label.Name, label.NameLength);

    private int Keep(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > text.Length) Array.Resize(ref text, Math.Max(2 * text.Length, length + bytes.Length));
        bytes.CopyTo(text.AsSpan(length));
        var at = length;
        length += bytes.Length;
        return at;
    }

    /// <summary>Parts one behind the other, each with its length, so that no two lists of parts look alike.</summary>
    private ref struct HashInput(Span<byte> room)
    {
        private Span<byte> bytes = room;
        private int length;

        public void Add(uint number)
        {
            Reserve(sizeof(uint));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[length..], number);
            length += sizeof(uint);
        }

        public void Add(ReadOnlySpan<byte> part)
        {
            Add((uint)part.Length);
            Reserve(part.Length);
            part.CopyTo(bytes[length..]);
            length += part.Length;
        }

        /// <summary>Of whole words: zeros fill the last one.</summary>
        public ulong Hash()
        {
            Reserve(sizeof(ulong));
            bytes.Slice(length, sizeof(ulong)).Clear();
            var words = (length + sizeof(ulong) - 1) / sizeof(ulong);
            return SipHash.Compute(HashKey0, HashKey1, MemoryMarshal.Cast<byte, ulong>(bytes[..(words * sizeof(ulong))]));
        }

        private void Reserve(int more)
        {
            if (length + more <= bytes.Length) return;
            var larger = new byte[Math.Max(2 * bytes.Length, length + more)];
            bytes[..length].CopyTo(larger);
            bytes = larger;
        }
    }
}
