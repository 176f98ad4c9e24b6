namespace Paddock.Hosting;

/// <summary>A target that is asked for its metrics, as settings have it: <c>http://web-1:9100/metrics?key=KEY&amp;job=node</c>, <c>munin://db-1?key=KEY</c>.</summary>
/// <param name="Url">As it is asked: without key and job.</param>
/// <param name="Key">The ingest key of the project that its samples are for.</param>
/// <param name="Job">What its series are called after; else the host.</param>
internal sealed record ScrapeTarget(Uri Url, string Key, string Job)
{
    /// <summary>Of Munin's nodes.</summary>
    public const string Munin = "munin";

    private const string Setting = "Scrape:Targets";
    private const int MuninPort = 4949;

    /// <summary>Addresses with commas between them; none by default.</summary>
    public static ScrapeTarget[] ReadAll(IConfiguration configuration) =>
        [.. (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];

    private static ScrapeTarget Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https" or Munin) || url.Host.Length == 0) throw Wrong(text);
        var (key, job, rest) = ("", url.Host, new List<string>());
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.StartsWith("key=", StringComparison.Ordinal)) key = parameter["key=".Length..];
            else if (parameter.StartsWith("job=", StringComparison.Ordinal)) job = Uri.UnescapeDataString(parameter["job=".Length..]);
            else rest.Add(parameter);
        }
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit)) throw Wrong(text);
        var asked = new UriBuilder(url) { Query = string.Join('&', rest) };
        if (url is { Scheme: Munin, Port: < 0 }) asked.Port = MuninPort;
        return new ScrapeTarget(asked.Uri, key, job);
    }

    // Messages end up in logs: no keys.
    private static OptionException Wrong(string text) => new(
        Setting, text.IndexOf('?') is var query and >= 0 ? text[..query] + "?…" : text, "addresses with commas, such as http://10.0.0.5:9100/metrics?key=KEY&job=node or munin://10.0.0.6?key=KEY, each with the key of a project");
}
