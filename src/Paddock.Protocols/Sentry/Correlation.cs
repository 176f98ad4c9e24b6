using System.Buffers.Binary;

namespace Paddock.Protocols.Sentry;

/// <summary>What joins a record with others of its request, person, release and machine. UTF-8, empty where the client does not say.</summary>
public readonly record struct Correlation
{
    /// <summary>16 bytes as one number, the first digit the most significant; 0 when there is none.</summary>
    public UInt128 TraceId { get; internal init; }

    /// <summary>8 bytes, likewise.</summary>
    public ulong SpanId { get; internal init; }

    public ReadOnlyMemory<byte> Environment { get; internal init; }

    public ReadOnlyMemory<byte> Release { get; internal init; }

    /// <summary>The machine that sent: Sentry's server_name.</summary>
    public ReadOnlyMemory<byte> Host { get; internal init; }

    /// <summary>The client's session.</summary>
    public ReadOnlyMemory<byte> SessionId { get; internal init; }

    public ReadOnlyMemory<byte> UserId { get; internal init; }

    public ReadOnlyMemory<byte> UserEmail { get; internal init; }

    public ReadOnlyMemory<byte> UserName { get; internal init; }

    public ReadOnlyMemory<byte> SdkName { get; internal init; }

    public ReadOnlyMemory<byte> SdkVersion { get; internal init; }

    /// <summary>The trace's 16 bytes, as rows hold them.</summary>
    public void WriteTraceId(Span<byte> target) => BinaryPrimitives.WriteUInt128BigEndian(target, TraceId);
}
