using Paddock.Protocols;

namespace Paddock.Signals.Product;

/// <summary>
/// Who is whom in one project: every id leads to at most one other, and whoever stands at the end is the person. Not for two threads at once.
/// </summary>
internal sealed class PersonGraph
{
    /// <summary>Of one person, the last one included.</summary>
    public const int MostIds = 500;

    /// <summary>Of one project; each takes some 300 bytes of memory.</summary>
    public const int MostLinks = 1_000_000;

    /// <summary>Characters of an id.</summary>
    public const int LongestId = 255;

    // An id that leads to itself was separated by somebody: only they may link it again.
    private readonly Dictionary<string, string> _leadsTo = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _followers = new(StringComparer.Ordinal);

    public string PersonOf(string id)
    {
        while (_leadsTo.TryGetValue(id, out var next) && next != id) id = next;
        return id;
    }

    /// <summary>The id and all that lead to it, directly or not.</summary>
    public List<string> IdsOf(string id)
    {
        var ids = new List<string> { id };
        for (var index = 0; index < ids.Count; index++)
            if (_followers.TryGetValue(ids[index], out var followers)) ids.AddRange(followers);
        return ids;
    }

    /// <summary>What <see cref="Set"/> would mean, by the rules alone.</summary>
    public ClaimVerdict Judge(string id, string leadsTo, ClaimKind kind)
    {
        if (IsIllegal(id) || IsIllegal(leadsTo)) return ClaimVerdict.Illegal;
        if (id == leadsTo) return ClaimVerdict.Known;
        var isSet = _leadsTo.TryGetValue(id, out var current);
        if (isSet && current == id && kind != ClaimKind.Merge) return ClaimVerdict.Separated;
        var person = PersonOf(leadsTo);
        if (person == id) return ClaimVerdict.Circle;
        if (isSet && current != id) return PersonOf(id) == person ? ClaimVerdict.Known : ClaimVerdict.OtherUser;
        if (kind == ClaimKind.Identify && _followers.ContainsKey(id)) return ClaimVerdict.Identified;
        if (IdsOf(id).Count + IdsOf(person).Count > MostIds) return ClaimVerdict.TooManyIds;
        return _leadsTo.Count < MostLinks || isSet ? ClaimVerdict.Links : ClaimVerdict.Full;
    }

    /// <summary>Lets an id lead to another, to itself (it was separated), or, null, nowhere. Returns where it led before.</summary>
    public string? Set(string id, string? leadsTo)
    {
        var before = _leadsTo.GetValueOrDefault(id);
        if (before is not null && before != id && _followers.TryGetValue(before, out var siblings) && siblings.Remove(id) && siblings.Count == 0) _followers.Remove(before);
        if (leadsTo is null) _leadsTo.Remove(id);
        else _leadsTo[id] = leadsTo;
        if (leadsTo is null || leadsTo == id) return before;
        if (!_followers.TryGetValue(leadsTo, out var followers)) _followers[leadsTo] = followers = [];
        followers.Add(id);
        return before;
    }

    public bool IsLinked(string id) => _leadsTo.TryGetValue(id, out var next) && next != id;

    private static bool IsIllegal(string id) => id.Length > LongestId || DistinctIds.IsIllegal(id);
}
