using System.Buffers;
using System.Text.RegularExpressions;

namespace Paddock.Pipeline.Enrichment;

/// <summary>A list of patterns of uap-core: the first one that matches names the thing.</summary>
internal sealed class AgentPatterns
{
    /// <summary>By the clock on the wall, so long enough for a machine where a thread waits for seconds; with the 512 characters that a header may have, a pattern takes microseconds.</summary>
    public static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    private readonly Pattern[] _patterns;

    /// <param name="list">browsers.tsv or systems.tsv.</param>
    public AgentPatterns(string list) => _patterns = [.. EnrichmentData.Read(list).Select(static row => new Pattern(
        new Regex(row[0], RegexOptions.CultureInvariant, LongestMatch), row[1], row[2], row[3].Length > 0 ? SearchValues.Create(row[3].Split('|'), StringComparison.Ordinal) : null))];

    /// <summary>Its name and major version; empty when nothing matches.</summary>
    public (string Name, string Version) Match(string agent)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Texts is { } texts && !agent.AsSpan().ContainsAny(texts)) continue;
            var match = pattern.Expression.Match(agent);
            if (!match.Success) continue;
            var name = pattern.Name.Length > 0 ? pattern.Name.Replace("$1", match.Groups[1].Value, StringComparison.Ordinal) : match.Groups[1].Value;
            return (name.Trim(), pattern.Version.Length > 0 ? pattern.Version.Replace("$1", match.Groups[1].Value, StringComparison.Ordinal) : match.Groups[2].Value);
        }
        return ("", "");
    }

    /// <param name="Texts">Every match contains one of them; null: only the expression can tell.</param>
    private sealed record Pattern(Regex Expression, string Name, string Version, SearchValues<string>? Texts);
}
