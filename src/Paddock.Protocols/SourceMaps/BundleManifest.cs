using System.Text.Json;

namespace Paddock.Protocols.SourceMaps;

/// <summary>A generated file of an upload.</summary>
/// <param name="Url">Its address, <c>~/app.js</c>; empty for a map whose file was not uploaded.</param>
/// <param name="Map">The entry of the bundle that holds its map; empty when none does.</param>
public readonly record struct BundledScript(string Url, Guid? DebugId, string Map);

/// <summary>The <c>manifest.json</c> of an artifact bundle, as sentry-cli and the plugins of bundlers write it: which entry is what.</summary>
/// <param name="Release">Null: of none.</param>
public sealed record BundleManifest(string? Release, string? Distribution, IReadOnlyList<BundledScript> Scripts)
{
    public const int MostFiles = 20_000;
    public const int MostBytes = 16 << 20;
    // 2,400 bytes at most: PostgreSQL cannot have more in an index.
    private const int LongestName = 800;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Null for what is no manifest, or too much of one.</summary>
    public static BundleManifest? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair in a text.
            return null;
        }
    }

    private static BundleManifest? Read(JsonElement manifest)
    {
        if (!manifest.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Object)
            return null;
        var maps = new List<BundledFile>();
        var scripts = new List<BundledFile>();
        var count = 0;
        foreach (var file in files.EnumerateObject())
        {
            if (++count > MostFiles)
                return null;
            if (file.Value.ValueKind != JsonValueKind.Object || file.Name.Length > LongestName)
                continue;
            var list = Text(file.Value, "type") switch { "source_map" => maps, "minified_source" => scripts, _ => null };
            list?.Add(BundledFile.Of(file.Name, file.Value));
        }
        return new BundleManifest(Text(manifest, "release"), Text(manifest, "dist"), Match(scripts, maps));
    }

    private static List<BundledScript> Match(List<BundledFile> scripts, List<BundledFile> maps)
    {
        var byId = maps.Where(static map => map.DebugId is not null).DistinctBy(static map => map.DebugId).ToDictionary(static map => map.DebugId!.Value);
        var byUrl = maps.DistinctBy(static map => map.Url).ToDictionary(static map => map.Url);
        var taken = new HashSet<string>();
        var matched = new List<BundledScript>();
        foreach (var script in scripts)
        {
            var map = script.DebugId is { } id && byId.TryGetValue(id, out var ofId) ? ofId
                : script.Link is { } link && byUrl.TryGetValue(ScriptUrls.Resolve(script.Url, link), out var ofUrl) ? ofUrl
                : default;
            matched.Add(new BundledScript(script.Url, script.DebugId ?? map.DebugId, map.Entry ?? ""));
            taken.Add(map.Entry ?? "");
        }
        matched.AddRange(maps.Where(map => map.DebugId is not null && !taken.Contains(map.Entry)).Select(static map => new BundledScript("", map.DebugId, map.Entry)));
        return matched;
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestName } text ? text : null;

    private readonly record struct BundledFile(string Entry, string Url, Guid? DebugId, string? Link)
    {
        public static BundledFile Of(string entry, JsonElement file)
        {
            var (id, link) = ((Guid?)null, (string?)null);
            if (file.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
            {
                foreach (var header in headers.EnumerateObject().Where(static header => header.Value.ValueKind == JsonValueKind.String))
                {
                    if (header.Name.Equals("debug-id", StringComparison.OrdinalIgnoreCase))
                        id = Guid.TryParse(header.Value.GetString(), out var parsed) ? parsed : null;
                    else if (header.Name.Equals("sourcemap", StringComparison.OrdinalIgnoreCase))
                        link = header.Value.GetString() is { Length: <= LongestName } text ? text : null;
                }
            }
            return new BundledFile(entry, Text(file, "url") ?? "", id, link);
        }
    }
}
