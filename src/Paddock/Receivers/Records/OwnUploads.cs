using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Records;

/// <summary>Instrumentation that traces every request also traces those that bring its telemetry here, which would then bring more.</summary>
internal static class OwnUploads
{
    /// <summary>
    /// Whether a client's span is a POST to an address that ends as our doors' do. The host is not asked: behind a proxy the client knows another name than we do,
    /// and to bring telemetry elsewhere is no work of the site either.
    /// </summary>
    public static bool IsOne(OtlpSpan span)
    {
        var method = span.Attributes[KnownAttribute.HttpMethod];
        if (span.Kind != SpanKind.Client || !(method.IsEmpty || method.SequenceEqual("POST"u8))) return false;
        var path = span.Url.IsEmpty ? span.UrlPath : UrlPaths.Of(span.Url);
        if (path.EndsWith("/"u8)) path = path[..^1];
        return path.EndsWith("/envelope"u8) || (path.EndsWith("/store"u8) && path.IndexOf("/api/"u8) >= 0)
            || path.EndsWith("/v1/traces"u8) || path.EndsWith("/v1/logs"u8) || path.EndsWith("/v1/metrics"u8);
    }
}
