namespace Paddock.Protocols.SourceMaps;

/// <summary>What is known of one generated file: its map, or why there is none.</summary>
public readonly record struct SourceMapMatch(SourceMap? Map, SourceMapProblem Problem)
{
    public static implicit operator SourceMapMatch(SourceMap map) => new(map, SourceMapProblem.None);

    public static implicit operator SourceMapMatch(SourceMapProblem problem) => new(null, problem);
}

/// <summary>The maps of one event, found before it is parsed, by the files that its frames name.</summary>
public sealed class SourceMapSet
{
    private readonly Dictionary<string, SourceMapMatch> _byFile = new(StringComparer.Ordinal);

    public void Add(string file, SourceMapMatch match) => _byFile[file] = match;

    /// <param name="file">As the frame names it.</param>
    /// <param name="match">Nothing is said of files that nobody looked for.</param>
    internal bool TryFind(ReadOnlySpan<char> file, out SourceMapMatch match) => _byFile.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(file, out match);
}
