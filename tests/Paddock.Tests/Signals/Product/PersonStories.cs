using Paddock.Signals.Product;

namespace Paddock.Tests.Signals.Product;

/// <summary>Claims in short: d1&gt;u1 an identify, a&gt;&gt;b an alias, a&gt;&gt;&gt;b a merge, a! takes the link of a away.</summary>
internal static class PersonStories
{
    public static ClaimVerdict Tell(PersonGraph graph, string claim)
    {
        if (claim.EndsWith('!'))
        {
            if (!graph.IsLinked(claim[..^1])) return ClaimVerdict.Known;
            graph.Set(claim[..^1], claim[..^1]);
            return ClaimVerdict.Links;
        }
        var (id, leadsTo) = Ids(claim);
        var verdict = graph.Judge(id, leadsTo, KindOf(claim));
        if (verdict == ClaimVerdict.Links) graph.Set(id, leadsTo);
        return verdict;
    }

    public static (string Id, string LeadsTo) Ids(string claim) => (claim[..claim.IndexOf('>')], claim[(claim.LastIndexOf('>') + 1)..]);

    public static ClaimKind KindOf(string claim) => claim.Count(static character => character == '>') switch { 1 => ClaimKind.Identify, 2 => ClaimKind.Alias, _ => ClaimKind.Merge };
}

/// <summary>The plainest one: every id has the number of its set.</summary>
internal sealed class UnionFind
{
    private readonly Dictionary<string, int> _sets = [];

    public void Unite(string one, string other)
    {
        var (kept, gone) = (SetOf(one), SetOf(other));
        foreach (var id in _sets.Where(pair => pair.Value == gone).Select(static pair => pair.Key).ToList()) _sets[id] = kept;
    }

    public void AssertSame(PersonGraph graph)
    {
        foreach (var one in _sets.Keys)
            foreach (var other in _sets.Keys)
                Assert.True((_sets[one] == _sets[other]) == (graph.PersonOf(one) == graph.PersonOf(other)), $"{one} and {other}");
    }

    private int SetOf(string id)
    {
        if (!_sets.TryGetValue(id, out var set)) _sets[id] = set = _sets.Count;
        return set;
    }
}
