namespace Paddock.Protocols.Sentry;

/// <summary>How much of a thing the Sentry protocol may send, in bytes after decompression unless said otherwise; the numbers are Relay's.</summary>
public static class SentryLimits
{
    private const int Mebibyte = 1024 * 1024;

    public const int EventBytes = 1 * Mebibyte;
    public const int EnvelopeBytes = 200 * Mebibyte;

    /// <summary>Ours: of an envelope whose key stands inside it, so that who has no key cannot take the memory of those who have.</summary>
    public const int TunnelledEnvelopeBytes = 2 * Mebibyte;

    /// <summary>Ours: SDKs send some dozens at most.</summary>
    public const int ItemsPerEnvelope = 10_000;

    public const int AttachmentBytes = 200 * Mebibyte;
    public const int AttachmentsPerEnvelope = 30;
    public const int SessionsPerEnvelope = 100;
    public const int ClientReportBytes = 100 * 1024;
    public const int ClientReportsPerEnvelope = 100;
    public const int CheckInBytes = 100 * 1024;
    public const int ProfileBytes = 50 * Mebibyte;
    public const int LogBytes = 2 * Mebibyte;
    public const int SpanBytes = 10 * Mebibyte;
    public const int ItemContainerBytes = 12 * Mebibyte;
    public const int ReplayCompressedBytes = 10 * Mebibyte;
    public const int ReplayBytes = 100 * Mebibyte;
}
