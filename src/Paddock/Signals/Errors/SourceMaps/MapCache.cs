using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>Which entry of which bundle.</summary>
internal readonly record struct MapPlace(int Project, int Bundle, Sha1Name Checksum, string Entry);

/// <summary>Maps ready to be asked, bounded by what they take; those that were asked last stay. Any thread.</summary>
/// <param name="mostBytes">One map that is larger than that stays while it is the last one asked.</param>
internal sealed class MapCache(long mostBytes)
{
    // What nothing was found in is held as well, or each event would look again.
    private const long BytesOfEntry = 500;

    private readonly Dictionary<MapPlace, LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _order = [];
    private long _bytes;

    public bool TryGet(in MapPlace place, out SourceMapMatch match)
    {
        lock (_order)
        {
            if (!_kept.TryGetValue(place, out var node))
            {
                match = default;
                return false;
            }
            _order.Remove(node);
            _order.AddFirst(node);
            match = node.Value.Match;
            return true;
        }
    }

    public void Add(in MapPlace place, SourceMapMatch match)
    {
        lock (_order)
        {
            if (_kept.ContainsKey(place)) return;
            _kept[place] = _order.AddFirst(new Kept(place, match));
            _bytes += BytesOf(match);
            while (_bytes > mostBytes && _order.Last is { } last && last != _order.First)
            {
                _order.RemoveLast();
                _kept.Remove(last.Value.Place);
                _bytes -= BytesOf(last.Value.Match);
            }
        }
    }

    private static long BytesOf(SourceMapMatch match) => BytesOfEntry + (match.Map?.HeldBytes ?? 0);

    private sealed record Kept(MapPlace Place, SourceMapMatch Match);
}
