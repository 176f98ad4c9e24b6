namespace Paddock.Protocols.SourceMaps;

/// <summary>What became of a source map's bytes.</summary>
public enum SourceMapStatus
{
    Ok,

    /// <summary>No JSON, or not the shape or the digits of a source map.</summary>
    Malformed,

    /// <summary>More than <see cref="SourceMapLimits"/> allow.</summary>
    TooLarge,
}
