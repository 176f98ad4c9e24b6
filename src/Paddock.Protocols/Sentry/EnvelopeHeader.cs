namespace Paddock.Protocols.Sentry;

/// <summary>The first line of an envelope. What is missing or not valid in it is null: an envelope needs none of them.</summary>
public sealed record EnvelopeHeader
{
    public Guid? EventId { get; init; }

    public string? Dsn { get; init; }

    /// <summary>The client's clock when it sent the envelope.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public string? SdkName { get; init; }

    public string? SdkVersion { get; init; }
}
