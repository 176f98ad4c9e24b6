using System.Text.Json;
using System.Threading.Channels;

namespace Paddock.Pipeline.Live;

/// <summary>One open stream: what its reader has not been told yet. Written on the batch writer's thread, read on the request's.</summary>
internal sealed class LiveReader(IReadOnlySet<string>? kinds, Action<LiveReader> leave) : IDisposable
{
    // A list that is longer is of no use to a screen: it looks again anyway.
    private const int MostIssues = 100;

    private readonly Lock changing = new();
    private readonly SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
    private readonly SortedSet<int> issues = [];
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Hear(string kind, int count)
    {
        if (kinds?.Contains(kind) == false) return;
        lock (changing) rows[kind] = rows.GetValueOrDefault(kind) + count;
        news.Writer.TryWrite(true);
    }

    public void Hear(IReadOnlyCollection<int> mentioned)
    {
        if (kinds is not null && !kinds.Contains("errors") && !kinds.Contains(LiveHub.Issues)) return;
        lock (changing)
            foreach (var issue in mentioned.Take(MostIssues - issues.Count)) issues.Add(issue);
    }

    /// <summary>Waits until there is something new, and takes it: one line of JSON, <c>{"records":{"errors":2,"logs":120},"issues":[7]}</c>.</summary>
    public async ValueTask<string> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            await news.Reader.ReadAsync(cancel);
            // What was heard while the last line was written is in that line.
            if (Take() is { } line) return line;
        }
    }

    public void Dispose() => leave(this);

    private string? Take()
    {
        lock (changing)
        {
            if (rows.Count == 0) return null;
            var line = JsonSerializer.Serialize(new LiveNews(rows, issues), LiveJson.Default.LiveNews);
            rows.Clear();
            issues.Clear();
            return line;
        }
    }
}
