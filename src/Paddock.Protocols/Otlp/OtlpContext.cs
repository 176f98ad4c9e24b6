namespace Paddock.Protocols.Otlp;

/// <summary>What the door knows about a request; nanoseconds since 1970, by the server's clock.</summary>
/// <param name="ReceivedAt">Stands in for a record's time when it has none.</param>
/// <param name="Oldest">A record of an earlier time is counted as <see cref="OtlpResult.TooOld"/>.</param>
/// <param name="Newest">A record of a later time is counted as <see cref="OtlpResult.InFuture"/>.</param>
public readonly record struct OtlpContext(long ReceivedAt, long Oldest, long Newest);
