using System.Runtime.CompilerServices;

namespace Paddock.Protocols.Statements;

/// <summary>The brackets that are open, and for each depth the one that was closed last: of equal groups one after the other only one is kept.</summary>
internal struct SqlGroups
{
    // Deeper ones are written as they are.
    private const int MostDepth = 32;

    private int _depth;
    private Groups _groups;

    public void Open(int start)
    {
        if (++_depth >= MostDepth)
            return;
        _groups[_depth].Start = start;
        // What was closed at the depth below this belongs to another bracket.
        if (_depth + 1 < MostDepth)
            _groups[_depth + 1].LastEnd = 0;
    }

    /// <summary>The length of the text without the group that ends it now, where it repeats the one before it.</summary>
    public int Close(ReadOnlySpan<byte> text)
    {
        if (_depth == 0)
            return text.Length;
        if (_depth-- >= MostDepth)
            return text.Length;
        ref var group = ref _groups[_depth + 1];
        if (group.LastEnd != 0 && group.LastEnd + 2 == group.Start && text[group.LastEnd..group.Start].SequenceEqual(", "u8) && text[group.LastStart..group.LastEnd].SequenceEqual(text[group.Start..]))
            return group.LastEnd;
        (group.LastStart, group.LastEnd) = (group.Start, text.Length);
        return text.Length;
    }

    private struct Group
    {
        public int Start;
        public int LastStart;
        public int LastEnd;
    }

    [InlineArray(MostDepth)]
    private struct Groups
    {
        private Group _first;
    }
}
