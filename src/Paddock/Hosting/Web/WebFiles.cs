using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Paddock.Hosting.Web;

/// <summary>What a browser is given, read from the assembly. A name is the path below web/: "app/index.html", "pages/pages.css".</summary>
internal static class WebFiles
{
    private const string Prefix = "web/";

    private static readonly Assembly Assembly = typeof(WebFiles).Assembly;
    private static readonly FrozenSet<string> Names = Assembly.GetManifestResourceNames().ToFrozenSet(StringComparer.Ordinal);
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Changes with every build that changes anything, and with none that does not (builds are deterministic).</summary>
    public static string EntityTag { get; } = $"W/\"{Assembly.ManifestModule.ModuleVersionId:N}\"";

    /// <summary>Changes with the content of one file and with nothing else.</summary>
    public static string ContentTag(string name)
    {
        using var file = Open(name);
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 8))}\"";
    }

    public static bool Exists(string name) => Names.Contains(Prefix + name);

    public static Stream Open(string name) => Assembly.GetManifestResourceStream(Prefix + name)!;

    public static string ContentType(string name) =>
        ContentTypes.TryGetContentType(name, out var type)
            ? type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type
            : "application/octet-stream";
}
