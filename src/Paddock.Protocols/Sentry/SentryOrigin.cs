namespace Paddock.Protocols.Sentry;

/// <summary>What joins a record with others of its request, person, release and machine. UTF-8, empty where the client does not say.</summary>
public readonly record struct SentryOrigin
{
    /// <summary>16 bytes as one number, the first digit the most significant; 0 when there is none.</summary>
    public UInt128 TraceId { get; init; }

    /// <summary>8 bytes, likewise.</summary>
    public ulong SpanId { get; init; }

    public ReadOnlyMemory<byte> Environment { get; init; }

    public ReadOnlyMemory<byte> Release { get; init; }

    /// <summary>The machine that sent: Sentry's server_name.</summary>
    public ReadOnlyMemory<byte> Host { get; init; }

    /// <summary>The program that sent, where it names itself: OpenTelemetry's service.name.</summary>
    public ReadOnlyMemory<byte> Service { get; init; }

    /// <summary>The client's session.</summary>
    public ReadOnlyMemory<byte> SessionId { get; init; }

    public ReadOnlyMemory<byte> UserId { get; init; }

    public ReadOnlyMemory<byte> UserEmail { get; init; }

    public ReadOnlyMemory<byte> UserName { get; init; }

    public ReadOnlyMemory<byte> SdkName { get; init; }

    public ReadOnlyMemory<byte> SdkVersion { get; init; }
}
