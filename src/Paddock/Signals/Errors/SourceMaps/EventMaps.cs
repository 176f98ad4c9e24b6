using System.Collections.Concurrent;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>The maps of an event, fetched before it is parsed.</summary>
internal sealed class EventMaps(MapLocator locator, MapReader reader, TimeProvider time)
{
    // The client waits for its answer meanwhile. A map of 3 MB is read in some 50 ms.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private ConcurrentDictionary<int, bool> _used = new();

    /// <param name="project">whose uploads</param>
    /// <param name="json">the event as sent</param>
    /// <param name="cancel">ends it</param>
    /// <returns>Null where no frame is of JavaScript.</returns>
    public async ValueTask<SourceMapSet?> OfAsync(int project, ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        if (ScriptFiles.Of(json.Span) is not { } scripts) return null;
        var began = time.GetTimestamp();
        var maps = new SourceMapSet();
        foreach (var (file, location) in await locator.FindAsync(project, scripts, cancel))
        {
            if (location.Problem == SourceMapProblem.None)
            {
                maps.Add(file, await reader.ReadAsync(location.Place, Patience - time.GetElapsedTime(began), cancel));
                _used.TryAdd(location.Place.Bundle, true);
            }
            else if (IsWorthSaying(file, location.Problem))
            {
                maps.Add(file, location.Problem);
            }
        }
        return maps;
    }

    /// <summary>The bundles that were needed since this was last asked.</summary>
    public ICollection<int> TakeUsed() => Interlocked.Exchange(ref _used, new()).Keys;

    // What Node runs from a disk is mostly the source itself: there only those who give ids want maps.
    private static bool IsWorthSaying(string file, SourceMapProblem problem) =>
        ScriptUrls.IsAddress(file) || problem is not (SourceMapProblem.NoId or SourceMapProblem.NoReleaseUpload or SourceMapProblem.NoFile);
}
