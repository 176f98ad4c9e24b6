using System.Reflection;

namespace Paddock.Pipeline.Enrichment;

/// <summary>The lists that the build takes from packages: rows of fields between tabs.</summary>
internal static class EnrichmentData
{
    private static readonly Assembly Assembly = typeof(EnrichmentData).Assembly;

    public static List<string[]> Read(string name)
    {
        var rows = new List<string[]>();
        using var reader = new StreamReader(Assembly.GetManifestResourceStream($"enrichment/{name}")!);
        while (reader.ReadLine() is { } line) rows.Add(line.Split('\t'));
        return rows;
    }
}
