namespace Paddock.Pipeline;

/// <summary>How the way from journal to store is doing, for /readyz, /metrics and the screen.</summary>
internal sealed record PipelineStatus
{
    /// <summary>What a former run left is still being stored.</summary>
    public required bool IsReplaying { get; init; }

    /// <summary>Acknowledged and not yet stored.</summary>
    public required long JournalBytes { get; init; }

    /// <summary>How long the oldest of that waits; zero when nothing does.</summary>
    public required TimeSpan OldestUnflushed { get; init; }

    /// <summary>What went wrong last, in the journal or on the way to the store; null when nothing has since the last success.</summary>
    public required string? LastError { get; init; }

    /// <summary>Stored over the last ten seconds or so.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Since start, as all below.</summary>
    public required long StoredRows { get; init; }

    public required long DuplicateRows { get; init; }

    public required long DeadLetters { get; init; }

    public required long Batches { get; init; }

    /// <summary>Bytes of the journal that were no intact entry.</summary>
    public required long DamagedBytes { get; init; }
}
