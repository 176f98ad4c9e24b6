using System.Collections.Concurrent;
using System.Data.Common;
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
    /// <param name="others">maps of another event of the same client, to which these are added</param>
    /// <returns>Null where no frame is of JavaScript, and where the relational store is away: an event that is not mapped is worth more than one that is lost.</returns>
    public async ValueTask<SourceMapSet?> OfAsync(int project, ReadOnlyMemory<byte> json, CancellationToken cancel, SourceMapSet? others = null)
    {
        if (ScriptFiles.Of(json.Span) is not { } scripts) return others;
        try
        {
            var maps = others ?? new SourceMapSet();
            await AddAsync(maps, project, scripts, cancel);
            return maps;
        }
        catch (Exception away) when (away is DbException or IOException)
        {
            return others;
        }
    }

    /// <summary>The bundles that were needed since this was last asked.</summary>
    public ICollection<int> TakeUsed() => Interlocked.Exchange(ref _used, new()).Keys;

    private async Task AddAsync(SourceMapSet maps, int project, ScriptFiles scripts, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
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
    }

    // What Node runs from a disk is mostly the source itself: there only those who give ids want maps.
    private static bool IsWorthSaying(string file, SourceMapProblem problem) =>
        ScriptUrls.IsAddress(file) || problem is not (SourceMapProblem.NoId or SourceMapProblem.NoReleaseUpload or SourceMapProblem.NoFile);
}
