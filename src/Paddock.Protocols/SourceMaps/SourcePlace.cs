namespace Paddock.Protocols.SourceMaps;

/// <summary>Where a place of generated code was written.</summary>
/// <param name="Source">The file as the bundler calls it, behind its <c>sourceRoot</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Name">What the symbol at this place was called before it was minified; null when the map does not say.</param>
public readonly record struct SourcePlace(string Source, int Line, int Column, string? Name)
{
    internal SourceText? Text { get; init; }

    /// <summary>A line of the same file, without its line break, of at most 2,048 characters; null when the map holds no sources, or the file no such line.</summary>
    /// <param name="number">From 1.</param>
    public string? SourceLine(int number) => Text?.Line(number);
}
