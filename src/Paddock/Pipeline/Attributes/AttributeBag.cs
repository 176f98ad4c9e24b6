using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;

namespace Paddock.Pipeline.Attributes;

/// <summary>
/// Gathers the free attributes of one row and writes them where they belong: into the columns that the project gave their names, else into the map.
/// Of two with one name the first counts, so add a record's own before its resource's. One thread; used again for the next row;
/// <see cref="AttributeCatalog.TakeBag"/> gives one, disposing gives it back.
/// </summary>
internal sealed class AttributeBag(AttributeCatalog catalog) : IDisposable
{
    public const int MostAttributes = 128;

    /// <summary>Bytes. What is longer is cut.</summary>
    public const int LongestName = 200;

    /// <summary>Bytes. What is longer is cut.</summary>
    public const int LongestValue = 16 << 10;

    private readonly Part[] parts = new Part[MostAttributes];
    private readonly int[] partOfSlot = new int[AttributeNames.Slots + 1];
    private byte[] text = new byte[4096];
    private int length;
    private int count;
    private int inMap;
    private int project;
    private SlotMap slots = SlotMap.Empty;

    private readonly record struct Part(int Name, int NameLength, int Value, int ValueLength, bool HasSlot);

    /// <summary>How many were left out of the row since it has <see cref="MostAttributes"/>.</summary>
    public int LeftOut { get; private set; }

    public void Begin(int project)
    {
        (this.project, slots) = (project, catalog.Of(project));
        (length, count, inMap, LeftOut) = (0, 0, 0, 0);
        Array.Clear(partOfSlot);
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        name = Utf8Text.Cut(name, LongestName);
        if (name.IsEmpty || Has(name)) return;
        if (count == MostAttributes)
        {
            LeftOut++;
            return;
        }
        value = Utf8Text.Cut(value, LongestValue);
        // An empty value is a value: in a column it could not be told from none.
        var slot = value.IsEmpty ? 0 : slots.SlotOf(name);
        if (slot > 0) partOfSlot[slot] = count + 1;
        else inMap++;
        parts[count++] = new Part(Keep(name), name.Length, Keep(value), value.Length, slot > 0);
    }

    /// <summary>Writes <see cref="AttributeNames.Columns"/>.</summary>
    public void Write(RowWriter row)
    {
        var empty = 0;
        for (var slot = 1; slot <= AttributeNames.Slots; slot++)
        {
            if (partOfSlot[slot] == 0)
            {
                empty++;
                continue;
            }
            row.Default(empty);
            row.String(ValueOf(parts[partOfSlot[slot] - 1]));
            empty = 0;
        }
        row.Default(empty);
        row.BeginMap(inMap);
        foreach (ref readonly var part in parts.AsSpan(0, count))
            if (!part.HasSlot) row.Entry(NameOf(part), ValueOf(part));
        catalog.Saw(project, this);
    }

    public void Dispose() => catalog.Return(this);

    /// <summary>The names that have no column.</summary>
    internal IEnumerable<ReadOnlyMemory<byte>> NamesInMap() =>
        parts.Take(count).Where(static part => !part.HasSlot).Select(part => (ReadOnlyMemory<byte>)text.AsMemory(part.Name, part.NameLength));

    private bool Has(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var part in parts.AsSpan(0, count))
            if (NameOf(part).SequenceEqual(name)) return true;
        return false;
    }

    private ReadOnlySpan<byte> NameOf(in Part part) => text.AsSpan(part.Name, part.NameLength);

    private ReadOnlySpan<byte> ValueOf(in Part part) => text.AsSpan(part.Value, part.ValueLength);

    private int Keep(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > text.Length) Array.Resize(ref text, Math.Max(2 * text.Length, length + bytes.Length));
        bytes.CopyTo(text.AsSpan(length));
        var at = length;
        length += bytes.Length;
        return at;
    }
}
