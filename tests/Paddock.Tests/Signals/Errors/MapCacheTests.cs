using System.Text;
using Paddock.Protocols.SourceMaps;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Tests.Signals.Errors;

/// <summary>Maps stay at hand as long as there is room for them.</summary>
public sealed class MapCacheTests
{
    // Some 200 kB each.
    private static readonly SourceMap Map = Parsed();

    [Fact]
    public void Those_that_were_asked_last_stay_within_the_bound()
    {
        var cache = new MapCache(3 * Map.HeldBytes + 10_000);
        foreach (var entry in (string[])["a", "b", "c"]) cache.Add(Place(entry), Map);
        Assert.True(cache.TryGet(Place("a"), out _));
        cache.Add(Place("d"), Map);
        Assert.Equal([true, false, true, true], ((string[])["a", "b", "c", "d"]).Select(entry => cache.TryGet(Place(entry), out _)));
    }

    [Fact]
    public void One_that_is_larger_than_the_bound_stays_until_the_next()
    {
        var cache = new MapCache(10);
        cache.Add(Place("a"), Map);
        Assert.True(cache.TryGet(Place("a"), out var match) && match.Map == Map);
        cache.Add(Place("b"), Map);
        Assert.False(cache.TryGet(Place("a"), out _));
    }

    private static MapPlace Place(string entry) => new(1, 1, Sha1Name.Of("x"u8), entry);

    private static SourceMap Parsed()
    {
        SourceMap.Parse(Encoding.UTF8.GetBytes($$"""{"sources":["a"],"mappings":"","sourcesContent":["{{new string('x', 100_000)}}"]}"""), out var map);
        return map!;
    }
}
