namespace Paddock.Pipeline.Blobs;

/// <summary>What became of a blob; a row may name it only when it is <see cref="Durable"/>.</summary>
internal enum BlobResult
{
    /// <summary>On the medium, with its name: it outlives a power cut.</summary>
    Durable,

    /// <summary>The disk is near its limit: answer 429 with Retry-After.</summary>
    Full,

    /// <summary>The disk refused: answer 503.</summary>
    Failed,
}
