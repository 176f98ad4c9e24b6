using System.Collections.Concurrent;

namespace Paddock.Pipeline.Live;

/// <summary>
/// Tells open screens what has just become visible. It carries news, not records: how many rows of which kind, and which issues. For a reader that is
/// slow they add up to one message, so nobody can make the server remember more than a line for each kind.
/// </summary>
internal sealed class LiveHub
{
    private readonly ConcurrentDictionary<LiveReader, int> readers = new();

    /// <summary>The kind of news that people have changed issues; no rows came.</summary>
    public const string Issues = "issues";

    public int Readers => readers.Count;

    /// <summary>The binding with one hook more: after its own, its rows are announced by the name of their table.</summary>
    public TableBinding Announcing(TableBinding binding) => binding with
    {
        AfterStored = stored =>
        {
            binding.AfterStored?.Invoke(stored);
            if (readers.IsEmpty) return;
            foreach (var rows in stored.Rows.CountBy(static row => row.Key.Project)) Announce(rows.Key, binding.Table.Name, rows.Value);
        },
    };

    public void Announce(int project, string kind, int rows)
    {
        foreach (var reader in Of(project)) reader.Hear(kind, rows);
    }

    /// <summary>Which issues the errors that are announced next belong to.</summary>
    public void Mention(int project, IReadOnlyCollection<int> issues)
    {
        foreach (var reader in Of(project)) reader.Hear(issues);
    }

    /// <param name="project">whose news</param>
    /// <param name="kinds">names of tables; null: all</param>
    public LiveReader Subscribe(int project, IReadOnlySet<string>? kinds = null)
    {
        var reader = new LiveReader(kinds, left => readers.TryRemove(left, out _));
        readers[reader] = project;
        return reader;
    }

    private IEnumerable<LiveReader> Of(int project) => readers.Where(reader => reader.Value == project).Select(static reader => reader.Key);
}
