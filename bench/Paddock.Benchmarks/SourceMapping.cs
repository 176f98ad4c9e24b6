using System.Globalization;
using System.IO.Compression;
using System.Text;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Database.Sqlite;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Benchmarks;

/// <summary>An error of minified code, from its bytes to a scrubbed and grouped record with the stack as it was written: the map read before, and read for it.</summary>
internal static class SourceMapping
{
    private const int Frames = 40;
    private const int Sources = 300;
    private const int LinesOfSource = 240;
    private const int Rounds = 10;
    private const int Events = 500;
    private const string DebugId = "b29e6a39-b26f-597b-96b5-a663cab14771";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Processor time holds on a busy machine too: the best of ten rounds.</summary>
    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("paddock-maps-").FullName;
        try
        {
            using var store = await SqliteStore.OpenAsync(Path.Combine(directory, "paddock.db"), CancellationToken.None);
            var files = new BundleFiles(Path.Combine(directory, "source-maps"), minFreeDiskBytes: 0);
            var map = Map();
            var project = await UploadAsync(store, files, map);
            using var locator = new MapLocator(store);
            var json = Event();
            var (cold, warm) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                using var reader = new MapReader(files);
                var maps = new EventMaps(locator, reader, TimeProvider.System);
                var begin = Environment.CpuUsage.TotalTime;
                await ReadAsync(maps, project, json);
                var middle = Environment.CpuUsage.TotalTime;
                for (var count = 0; count < Events; count++)
                    await ReadAsync(maps, project, json);
                cold = Math.Min(cold, (middle - begin).TotalMilliseconds);
                warm = Math.Min(warm, (Environment.CpuUsage.TotalTime - middle).TotalMilliseconds / Events);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Processor time: {warm:F3} ms with the map at hand, {cold:F1} ms with reading it ({map.Length} bytes of map, {json.Length} of event, {Frames} frames)"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task ReadAsync(EventMaps maps, int project, byte[] json)
    {
        var context = new EventContext { FallbackEventId = new Guid(1, 2, 3, new byte[8]), ReceivedAt = TimeProvider.System.GetUtcNow(), Maps = await maps.OfAsync(project, json, CancellationToken.None) };
        EventParser.Parse(json, context, out var parsed);
        using (parsed)
        {
            if (parsed?.Culprit?.StartsWith("src/module", StringComparison.Ordinal) != true)
                throw new InvalidOperationException($"It was not mapped: {parsed?.Culprit}");
        }
    }

    private static async Task<int> UploadAsync(RelationalStore store, BundleFiles files, byte[] map)
    {
        var project = await store.WriteAsync(async (db, stop) =>
        {
            var row = new ProjectRow { Name = "Shop", Slug = "shop", CreatedAt = TimeProvider.System.GetUtcNow() };
            db.Projects.Add(row);
            await db.SaveChangesAsync(stop);
            return row.Id;
        }, CancellationToken.None);
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "manifest.json", Encoding.UTF8.GetBytes($$$$$"""{"files":{"app.js.map":{"type":"source_map","url":"~/app.js.map","headers":{"debug-id":"{{{{{DebugId}}}}}"}}}}"""));
            await WriteAsync(archive, "app.js.map", map);
        }
        var bundle = zip.ToArray();
        files.PutChunk(project, Sha1Name.Of(bundle), bundle);
        using var bundles = new SourceMapBundles(store, files, TimeProvider.System);
        var answer = await bundles.AssembleAsync(project, new BundleRequest(Sha1Name.Of(bundle), [Sha1Name.Of(bundle)], null, null), CancellationToken.None);
        return answer.Problem is null ? project : throw new InvalidOperationException(answer.Problem);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, byte[] content)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await entry.WriteAsync(content);
    }

    // One line of generated code, as bundlers write it: 72,000 lines of 300 modules, three mapped places each.
    private static byte[] Map()
    {
        var sources = string.Join(',', Enumerable.Range(0, Sources).Select(static source => $"\"../src/module{source}/part.ts\""));
        var content = string.Join("\\n", Enumerable.Range(0, LinesOfSource).Select(static line => $"  const line{line} = call({line});"));
        var contents = string.Join(',', Enumerable.Range(0, Sources).Select(_ => $"\"{content}\""));
        var mappings = new StringBuilder();
        var (source, line) = (0, 0);
        for (var of = 0; of < Sources; of++)
        {
            for (var number = 0; number < LinesOfSource; number++)
            {
                Segment(mappings, of - source, number - line, 0);
                (source, line) = (of, number);
                Segment(mappings, 0, 0, 8);
                Segment(mappings, 0, 0, -8);
            }
        }
        return Encoding.UTF8.GetBytes($$"""{"version":3,"sources":[{{sources}}],"names":["call"],"mappings":"{{mappings}}","sourcesContent":[{{contents}}]}""");
    }

    private static void Segment(StringBuilder mappings, int source, int line, int column)
    {
        if (mappings.Length > 0)
            mappings.Append(',');
        foreach (var number in (ReadOnlySpan<int>)[9, source, line, column, 0])
            Number(mappings, number);
    }

    private static void Number(StringBuilder mappings, int number)
    {
        var rest = number < 0 ? (-number << 1) | 1 : number << 1;
        do
        {
            mappings.Append(Base64[(rest & 0x1F) | (rest > 0x1F ? 0x20 : 0)]);
            rest >>= 5;
        }
        while (rest > 0);
    }

    private static byte[] Event()
    {
        var frames = string.Join(',', Enumerable.Range(1, Frames).Select(static frame =>
            $$"""{"filename":"https://shop.example.org/static/app.js","function":"t","in_app":true,"lineno":1,"colno":{{1 + frame * 40_009}}}"""));
        var crumbs = string.Join(',', Enumerable.Range(0, 80).Select(static number =>
            $$$"""{"timestamp":1795410000.{{{number}}},"category":"fetch","type":"http","data":{"method":"GET","url":"https://shop.example.org/api/items/{{{number}}}?page=2&sort=price","status_code":200,"response_body_size":{{{number * 331}}}}}"""));
        return Encoding.UTF8.GetBytes($$$$"""
            {"platform":"javascript","release":"shop@1.0","exception":{"values":[{"type":"TypeError","value":"Cannot read properties of null","stacktrace":{"frames":[{{{{frames}}}}]}}]},"breadcrumbs":[{{{{crumbs}}}}],
            "debug_meta":{"images":[{"type":"sourcemap","code_file":"https://shop.example.org/static/app.js","debug_id":"{{{{DebugId}}}}"}]}}
            """);
    }
}
