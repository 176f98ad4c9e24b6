using System.Collections.Frozen;
using System.Text;
using Paddock.ClickHouse.Scope;

namespace Paddock.Pipeline.Attributes;

/// <summary>A project's attributes that have a column: name to slot, from 1 on. Never changes; a new name makes a new map.</summary>
internal sealed class SlotMap(AttributeNames names)
{
    public static readonly SlotMap Empty = new(AttributeNames.None);

    private readonly FrozenDictionary<string, int> slots = names.Names.ToFrozenDictionary(StringComparer.Ordinal);

    public AttributeNames Names => names;

    /// <returns>0: it has none.</returns>
    public int SlotOf(ReadOnlySpan<byte> utf8Name)
    {
        if (slots.Count == 0 || utf8Name.Length > AttributeBag.LongestName) return 0;
        Span<char> name = stackalloc char[AttributeBag.LongestName];
        var length = Encoding.UTF8.GetChars(utf8Name, name);
        return slots.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var slot) ? slot : 0;
    }
}
