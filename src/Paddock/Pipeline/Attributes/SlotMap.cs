using System.Text;
using Paddock.ClickHouse.Scope;

namespace Paddock.Pipeline.Attributes;

/// <summary>A project's attributes that have a column: name to slot, from 1 on. Never changes; a new name makes a new map.</summary>
internal sealed class SlotMap(AttributeNames names)
{
    public static readonly SlotMap Empty = new(AttributeNames.None);

    // Twenty at most: comparing their lengths is quicker than a hash.
    private readonly (byte[] Name, int Slot)[] slots = [.. names.Names.Select(static pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value))];

    public AttributeNames Names => names;

    /// <returns>0: it has none.</returns>
    public int SlotOf(ReadOnlySpan<byte> utf8Name)
    {
        foreach (ref readonly var place in slots.AsSpan())
            if (utf8Name.SequenceEqual(place.Name)) return place.Slot;
        return 0;
    }
}
