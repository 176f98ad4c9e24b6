namespace Paddock.Protocols.SourceMaps;

/// <summary>What a source map may hold; one that holds more is refused whole, since half a map would name wrong lines.</summary>
public static class SourceMapLimits
{
    /// <summary>Of the file. The largest maps of single-page applications have some 30 MB.</summary>
    public const int Bytes = 64 << 20;

    public const int Sources = 50_000;

    public const int Names = 500_000;

    /// <summary>24 bytes each.</summary>
    public const int Mappings = 4_000_000;

    public const int Sections = 1_000;

    /// <summary>In characters, of a source's and of a symbol's name.</summary>
    public const int NameLength = 2_048;

    /// <summary>Of the JSON; the format itself needs five.</summary>
    public const int Depth = 32;
}
