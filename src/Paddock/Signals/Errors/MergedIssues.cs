using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Paddock.Signals.Errors;

/// <summary>Which issues were merged into which, in memory. One step deep: who takes in an issue takes in what that one had taken in.</summary>
internal sealed class MergedIssues
{
    private readonly ConcurrentDictionary<int, int> _into = new();
    private readonly ConcurrentDictionary<int, ImmutableArray<int>> _parts = new();

    /// <summary>What the issue was merged into, or itself.</summary>
    public int RootOf(int issue) => _into.GetValueOrDefault(issue, issue);

    /// <summary>The issue itself, then what was merged into it.</summary>
    public IReadOnlyList<int> PartsOf(int issue) => _parts.TryGetValue(issue, out var parts) ? [issue, .. parts] : [issue];

    /// <returns>Whether that is news.</returns>
    public bool Set(int issue, int? root)
    {
        int? before = _into.TryGetValue(issue, out var known) ? known : null;
        if (before == root) return false;
        if (before is { } old) _parts.AddOrUpdate(old, [], (_, parts) => parts.Remove(issue));
        if (root is { } into)
        {
            _into[issue] = into;
            _parts.AddOrUpdate(into, [issue], (_, parts) => parts.Add(issue));
        }
        else
        {
            _into.TryRemove(issue, out _);
        }
        return true;
    }
}
