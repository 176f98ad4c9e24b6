namespace Paddock.Database.Rows;

/// <summary>A commit that a release brought.</summary>
internal sealed class ReleaseCommitRow
{
    public required int ReleaseId { get; init; }

    /// <summary>0: the newest.</summary>
    public required int Number { get; init; }

    public required string Sha { get; init; }

    public required string Repository { get; init; }

    public required string Author { get; init; }

    public required string Email { get; init; }

    public required string Message { get; init; }

    /// <summary>Paths that it changed, one a line.</summary>
    public required string Files { get; init; }

    public DateTimeOffset? At { get; init; }
}
