namespace Paddock.Protocols.SourceMaps;

/// <summary>Addresses of generated files, as frames name them and as uploads do, where <c>~</c> stands for any host: <c>~/static/app.js</c>.</summary>
public static class ScriptUrls
{
    /// <summary>The names by which a frame's file may have been uploaded, the most telling first.</summary>
    public static IReadOnlyList<string> NamesOf(string file)
    {
        var end = file.AsSpan().IndexOfAny('?', '#');
        var bare = end < 0 ? file : file[..end];
        var path = PathOf(bare);
        return path is null ? [bare] : [bare, $"~{path}"];
    }

    /// <summary>Whether it is something that a browser loaded: there code is rarely what somebody wrote.</summary>
    public static bool IsAddress(string file) => file.Contains("://", StringComparison.Ordinal);

    /// <summary>Where a link in a file leads: <c>../maps/app.js.map</c> in <c>~/js/app.js</c> to <c>~/maps/app.js.map</c>.</summary>
    public static string Resolve(string file, string link)
    {
        if (IsAddress(link) || link.StartsWith('~'))
            return link;
        var host = file.StartsWith('~') ? "~" : IsAddress(file) ? file[..^(PathOf(file)?.Length ?? 0)] : "";
        if (link.StartsWith('/'))
            return host + link;
        var path = file[host.Length..];
        var segments = new List<string>(path[..(path.LastIndexOf('/') + 1)].Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in link.Split('/'))
        {
            if (segment is "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (segment is not ("." or ""))
                segments.Add(segment);
        }
        var start = path.StartsWith('/') || host.Length > 0 ? "/" : "";
        return host + start + string.Join('/', segments);
    }

    // Null: a name without a folder.
    private static string? PathOf(string file)
    {
        var scheme = file.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? (file.StartsWith('/') ? 0 : -1) : file.IndexOf('/', scheme + 3);
        return path < 0 ? null : file[path..];
    }
}
