namespace Paddock.Receivers.Otlp;

/// <summary>Instrumentation that traces every request also traces those that bring its telemetry here, which would then bring more.</summary>
internal static class OwnUploads
{
    /// <summary>Whether a path, without its query, ends as our doors' do.</summary>
    public static bool IsOne(ReadOnlySpan<byte> path)
    {
        if (path.EndsWith("/"u8)) path = path[..^1];
        return path.EndsWith("/envelope"u8) || path.EndsWith("/store"u8) && path.IndexOf("/api/"u8) >= 0
            || path.EndsWith("/v1/traces"u8) || path.EndsWith("/v1/logs"u8) || path.EndsWith("/v1/metrics"u8);
    }
}
