namespace Paddock.Database.Rows;

/// <summary>What one upload of generated files and their source maps holds; the zip itself is a file, named by its <see cref="Checksum"/>.</summary>
internal sealed class SourceMapBundleRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>SHA-1 of the zip, 40 lower-case hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>Empty: found by debug ids alone.</summary>
    public required string Release { get; init; }

    public required string Distribution { get; init; }

    /// <summary>Generated files in it, and how many of them have a map.</summary>
    public required int Scripts { get; init; }

    public required int Maps { get; init; }

    /// <summary>Of the zip.</summary>
    public required long Bytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a map of it was last read, to the day; what nobody needs any more goes with the project's retention.</summary>
    public required DateTimeOffset UsedAt { get; set; }

    /// <summary>Nothing is found in it any more; can be taken back for a while.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
