namespace Paddock.Protocols.SourceMaps;

/// <summary>Why a frame of generated code could not be shown as it was written.</summary>
public enum SourceMapProblem
{
    None,

    /// <summary>The event has no debug id for the file, and no release to look by.</summary>
    NoId,

    /// <summary>Nothing was uploaded that holds the file's debug id.</summary>
    NoUpload,

    /// <summary>The event has no debug id for the file, and nothing was uploaded for its release and distribution.</summary>
    NoReleaseUpload,

    /// <summary>What was uploaded for the release holds no file of this address.</summary>
    NoFile,

    /// <summary>The file was uploaded, but not its map.</summary>
    NoMap,

    /// <summary>What was uploaded as its map is none, or is gone.</summary>
    Broken,

    /// <summary>The map is larger than <see cref="SourceMapLimits"/>.</summary>
    TooLarge,

    /// <summary>The map was not at hand, and so many others were being read that the event did not wait.</summary>
    Late,

    /// <summary>The map says nothing of this line and column.</summary>
    NoPlace,
}

public static class SourceMapProblems
{
    /// <summary>What stands in a frame's <c>source_map</c>; "found" when there is no problem.</summary>
    public static ReadOnlySpan<byte> Name(this SourceMapProblem problem) => problem switch
    {
        SourceMapProblem.None => "found"u8,
        SourceMapProblem.NoId => "no_id"u8,
        SourceMapProblem.NoUpload => "no_upload"u8,
        SourceMapProblem.NoReleaseUpload => "no_release_upload"u8,
        SourceMapProblem.NoFile => "no_file"u8,
        SourceMapProblem.NoMap => "no_map"u8,
        SourceMapProblem.Broken => "broken"u8,
        SourceMapProblem.TooLarge => "too_large"u8,
        SourceMapProblem.Late => "late"u8,
        _ => "no_place"u8,
    };
}
