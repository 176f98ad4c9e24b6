namespace Paddock.Database.Rows;

/// <summary>A generated file of a bundle.</summary>
internal sealed class SourceMapFileRow
{
    public int Id { get; init; }

    public required int BundleId { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>32 hexadecimal digits; empty: none.</summary>
    public required string DebugId { get; init; }

    /// <summary><c>~/static/app.js</c>; empty where only the map was uploaded.</summary>
    public required string Url { get; init; }

    /// <summary>Entry of the zip; empty: its map was not uploaded.</summary>
    public required string Map { get; init; }
}
