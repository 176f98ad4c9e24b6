namespace Paddock.Pipeline;

/// <summary>Sizes in bytes; a journal at a limit answers <see cref="AppendResult.Full"/>.</summary>
internal sealed record JournalLimits
{
    /// <summary>What may wait for the store: a day of 40 kB/s.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>What must stay free on the disk, for the store's merges and the accounts.</summary>
    public long MinFreeDiskBytes { get; init; } = 512L << 20;

    /// <summary>What may wait for the disk in memory.</summary>
    public long MaxPendingBytes { get; init; } = 64L << 20;

    /// <summary>The journal is cut by whole segments, so this much more stays behind.</summary>
    public long SegmentBytes { get; init; } = 32L << 20;
}
