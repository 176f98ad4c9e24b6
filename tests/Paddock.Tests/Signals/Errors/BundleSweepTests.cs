using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Paddock.Protocols.SourceMaps;
using Paddock.Signals.Errors.SourceMaps;
using Paddock.Tests.Database;

namespace Paddock.Tests.Signals.Errors;

/// <summary>How long an upload of source maps lives, on a real database and a real folder.</summary>
public sealed class BundleSweepTests : IAsyncLifetime
{
    private const string Url = "https://shop.example.org/app.js";
    private const int RetentionDays = 90;

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-maps-");
    private TemporaryStore _store = null!;
    private BundleFiles _files = null!;
    private MapLocator _locator = null!;
    private MapReader _reader = null!;
    private SourceMapBundles _bundles = null!;
    private EventMaps _maps = null!;
    private BundleSweep _sweep = null!;
    private int _project;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TemporaryStore.OpenAsync();
        _project = (await _store.AddProjectAsync("shop")).Id;
        _files = new BundleFiles(Path.Combine(_directory.FullName, "source-maps"), minFreeDiskBytes: 0);
        (_locator, _reader, _bundles) = (new MapLocator(_store.Store), new MapReader(_files), new SourceMapBundles(_store.Store, _files, _time));
        _maps = new EventMaps(_locator, _reader, _time);
        _sweep = new BundleSweep(_store.Store, _files, _maps, _time, NullLogger<BundleSweep>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _sweep.Dispose();
        _locator.Dispose();
        _reader.Dispose();
        _bundles.Dispose();
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task What_no_event_needs_goes_with_the_retention_and_what_one_needs_stays()
    {
        await UploadAsync("needed");
        await UploadAsync("forgotten");
        _time.Advance(TimeSpan.FromDays(RetentionDays - 1));
        await AskAsync("needed");
        await SweepAsync();
        Assert.Equal(["forgotten", "needed"], await ReleasesAsync());
        _time.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.Equal(["needed"], await ReleasesAsync());
        Assert.Equal((SourceMapProblem.None, SourceMapProblem.NoReleaseUpload), (await AskAsync("needed"), await AskAsync("forgotten")));
        Assert.Single(Files());
    }

    [Fact]
    public async Task What_was_deleted_can_be_taken_back_for_ten_minutes_and_is_gone_then()
    {
        await UploadAsync("1");
        var bundle = (await _bundles.ListAsync(_project, Cancellation))[0].Id;
        Assert.True(await _bundles.DeleteAsync(_project, bundle, isDeleted: true, Cancellation));
        _time.Advance(TimeSpan.FromMinutes(9));
        await SweepAsync();
        Assert.True(await _bundles.DeleteAsync(_project, bundle, isDeleted: false, Cancellation));
        Assert.Equal(SourceMapProblem.None, await AskAsync("1"));
        Assert.True(await _bundles.DeleteAsync(_project, bundle, isDeleted: true, Cancellation));
        _time.Advance(TimeSpan.FromMinutes(11));
        await SweepAsync();
        Assert.False(await _bundles.DeleteAsync(_project, bundle, isDeleted: false, Cancellation));
    }

    [Fact]
    public async Task Halves_of_uploads_are_deleted_after_a_day()
    {
        Assert.Equal(BundleFileResult.Kept, _files.PutChunk(_project, Sha1Name.Of("x"u8), "x"u8));
        await SweepAsync();
        Assert.Single(Files());
        _time.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Who_cannot_wait_for_a_map_is_told_so()
    {
        await UploadAsync("1");
        Assert.Equal(SourceMapProblem.None, await AskAsync("1"));
        var place = new MapPlace(_project, 1, Sha1Name.Of("nothing"u8), "app.js.map");
        Assert.Equal(SourceMapProblem.Late, (await _reader.ReadAsync(place, TimeSpan.Zero, Cancellation)).Problem);
        Assert.Equal(SourceMapProblem.Broken, (await _reader.ReadAsync(place, TimeSpan.FromSeconds(1), Cancellation)).Problem);
    }

    private async Task SweepAsync()
    {
        await _sweep.MarkUsedAsync(Cancellation);
        await _sweep.DeleteDueAsync(Cancellation);
        await _sweep.DeleteFilesAsync(Cancellation);
    }

    private async Task<SourceMapProblem> AskAsync(string release)
    {
        var json = $$$"""{"platform":"javascript","release":"{{{release}}}","stacktrace":{"frames":[{"filename":"{{{Url}}}","lineno":1,"colno":1}]}}""";
        var maps = await _maps.OfAsync(_project, Encoding.UTF8.GetBytes(json), Cancellation);
        return maps!.TryFind(Url, out var match) ? match.Problem : throw new InvalidOperationException("Nobody looked for it.");
    }

    private async Task<string[]> ReleasesAsync() => [.. (await _bundles.ListAsync(_project, Cancellation)).Select(static row => row.Release).Order()];

    private string[] Files() => Directory.Exists(Path.Combine(_directory.FullName, "source-maps")) ? Directory.GetFiles(Path.Combine(_directory.FullName, "source-maps"), "*", SearchOption.AllDirectories) : [];

    private async Task UploadAsync(string release)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "manifest.json", """{"files":{"a":{"type":"minified_source","url":"~/app.js","headers":{"sourcemap":"app.js.map"}},"m":{"type":"source_map","url":"~/app.js.map"}}}""");
            Write(archive, "m", $$"""{"sources":["{{release}}.ts"],"mappings":"AAAA"}""");
        }
        var bundle = zip.ToArray();
        Assert.Equal(BundleFileResult.Kept, _files.PutChunk(_project, Sha1Name.Of(bundle), bundle));
        Assert.Null((await _bundles.AssembleAsync(_project, new BundleRequest(Sha1Name.Of(bundle), [Sha1Name.Of(bundle)], release, null), Cancellation)).Problem);
    }

    private static void Write(ZipArchive archive, string name, string content)
    {
        using var entry = new StreamWriter(archive.CreateEntry(name).Open());
        entry.Write(content);
    }
}
