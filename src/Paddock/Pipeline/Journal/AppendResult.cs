namespace Paddock.Pipeline;

/// <summary>What became of an entry handed to the journal; only <see cref="Durable"/> may be acknowledged to a client.</summary>
internal enum AppendResult
{
    /// <summary>On the medium: it outlives a power cut.</summary>
    Durable,

    /// <summary>The journal or the disk is near its limit: answer 429 with Retry-After.</summary>
    Full,

    /// <summary>The disk refused, or the journal is stopping: answer 503.</summary>
    Failed,

    /// <summary>Larger than <see cref="Journal.MaxEntryBytes"/>: answer 413.</summary>
    TooLarge,
}
