using System.Collections.Concurrent;
using System.Text;
using Paddock.ClickHouse.Scope;

namespace Paddock.Pipeline.Attributes;

/// <summary>
/// Which attributes of each project have a column, and which should get one: names that were seen often enough. Names that come by thousands, as of an
/// object with ids for keys, are each seen too seldom. What is seen is a sample of the rows, kept in memory only.
/// </summary>
internal sealed class AttributeCatalog
{
    /// <summary>One row of so many is looked at.</summary>
    internal const int SampledOf = 16;

    /// <summary>Looked-at rows that must have had a name: some 160 rows, so a first try of a new client decides nothing.</summary>
    internal const int SeenEnough = 10;

    private const int MostCandidates = 1000;

    /// <summary>Each holds some 7 kB, and what its largest row took.</summary>
    private const int MostIdleBags = 64;

    private readonly ConcurrentDictionary<int, SlotMap> maps = [];
    private readonly ConcurrentQueue<AttributeBag> idle = [];
    private readonly Lock counting = new();
    private readonly Dictionary<(int Project, string Name), int> candidates = [];
    private int rows;

    /// <summary>Told when a project has other names.</summary>
    public event Action<int>? Changed;

    public SlotMap Of(int project) => maps.GetValueOrDefault(project, SlotMap.Empty);

    /// <summary>These are written down: rows may use them.</summary>
    public void Use(int project, AttributeNames names)
    {
        maps[project] = new SlotMap(names);
        Changed?.Invoke(project);
    }

    public AttributeBag TakeBag() => idle.TryDequeue(out var bag) ? bag : new AttributeBag(this);

    internal void Return(AttributeBag bag)
    {
        if (idle.Count < MostIdleBags) idle.Enqueue(bag);
    }

    internal void Saw(int project, AttributeBag row)
    {
        if (Interlocked.Increment(ref rows) % SampledOf != 0 || Of(project).Names.Names.Count == AttributeNames.Slots) return;
        lock (counting)
        {
            foreach (var name in row.NamesInMap())
            {
                var key = (project, Encoding.UTF8.GetString(name.Span));
                if (candidates.Count >= MostCandidates && !candidates.ContainsKey(key)) candidates.Clear();
                candidates[key] = candidates.GetValueOrDefault(key) + 1;
            }
        }
    }

    /// <summary>What was seen often enough since the last call, the most frequent first.</summary>
    internal List<(int Project, string Name)> TakeFrequent()
    {
        lock (counting)
        {
            var frequent = candidates.Where(static pair => pair.Value >= SeenEnough).OrderByDescending(static pair => pair.Value).Select(static pair => pair.Key).ToList();
            foreach (var key in frequent) candidates.Remove(key);
            return frequent;
        }
    }
}
