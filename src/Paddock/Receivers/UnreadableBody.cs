using Paddock.Protocols.Compression;

namespace Paddock.Receivers;

/// <summary>Why a body was not read whole, and what all doors say of it, each in its protocol's shape.</summary>
/// <param name="Reason">In the ledger.</param>
internal readonly record struct UnreadableBody(int Status, string Reason, string Detail)
{
    /// <summary>How long a client should wait when memory, journal or disk are near their limits.</summary>
    public const string RetrySeconds = "30";

    public static readonly UnreadableBody Overloaded = new(429, "overloaded", "the server cannot keep more at the moment; retry later");
    public static readonly UnreadableBody Unavailable = new(503, "unavailable", "the server could not keep this; retry later");

    /// <summary>Null: the body was read whole.</summary>
    /// <param name="status">how the reading ended</param>
    /// <param name="tooLarge">what the door takes at the most</param>
    public static UnreadableBody? Of(DecompressionStatus status, string tooLarge) => status switch
    {
        DecompressionStatus.Ok => null,
        DecompressionStatus.TooLarge => new(413, "body_too_large", tooLarge),
        DecompressionStatus.Busy => Overloaded,
        DecompressionStatus.TooSlow => new(408, "too_slow", "the body did not come in time: a minute, and what it takes at 64 kB/s"),
        DecompressionStatus.UnknownEncoding => new(415, "unknown_encoding", "Content-Encoding may be gzip, deflate, br, zstd or identity"),
        _ => new(400, "malformed_body", "the body is not what its Content-Encoding says, or it is cut off"),
    };
}
