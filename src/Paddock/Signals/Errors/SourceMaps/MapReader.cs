using Paddock.Protocols.SourceMaps;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>
/// Reads maps out of bundles, one at a time, since each takes a core for a while and several times its size in memory: whoever names many files that are not at hand gets some of them late,
/// and takes no more than one core from all others.
/// </summary>
internal sealed class MapReader(BundleFiles files) : IDisposable
{
    // Some 30 maps of 3 MB.
    private const long MostBytes = 256L << 20;

    private readonly MapCache _cache = new(MostBytes);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="place">of the map</param>
    /// <param name="patience">how long it may take until its turn comes; what is not at hand then is <see cref="SourceMapProblem.Late"/></param>
    /// <param name="cancel">ends it</param>
    public async ValueTask<SourceMapMatch> ReadAsync(MapPlace place, TimeSpan patience, CancellationToken cancel)
    {
        if (_cache.TryGet(place, out var known)) return known;
        if (patience <= TimeSpan.Zero || !await _turn.WaitAsync(patience, cancel)) return SourceMapProblem.Late;
        try
        {
            if (_cache.TryGet(place, out known)) return known;
            var read = Read(place);
            _cache.Add(place, read);
            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private SourceMapMatch Read(in MapPlace place)
    {
        using var zip = files.OpenBundle(place.Project, place.Checksum) is { } file ? BundleZip.Open(file) : null;
        if (zip?.Read(place.Entry, SourceMapLimits.Bytes) is not { } json) return SourceMapProblem.Broken;
        return SourceMap.Parse(json.Span, out var map) switch
        {
            SourceMapStatus.Ok => map!,
            SourceMapStatus.TooLarge => SourceMapProblem.TooLarge,
            _ => SourceMapProblem.Broken,
        };
    }
}
