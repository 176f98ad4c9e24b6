namespace Paddock.Protocols.Otlp;

public enum OtlpStatus
{
    Ok,

    /// <summary>The body is not what its encoding says: what the visitor was given before that was seen must be thrown away.</summary>
    Malformed,

    /// <summary>The visitor would take no more.</summary>
    Stopped,
}

/// <summary>What became of the log records, spans or data points of a request.</summary>
/// <param name="Accepted">Given to the visitor.</param>
/// <param name="Malformed">Broken in themselves, between good neighbours.</param>
/// <param name="WithoutValue">Data points that say that there is no value.</param>
public readonly record struct OtlpResult(OtlpStatus Status, int Accepted, int Malformed, int TooOld, int InFuture, int OverLimit, int WithoutValue)
{
    /// <summary>What the client is told it lost.</summary>
    public int Rejected => Malformed + TooOld + InFuture + OverLimit;
}
