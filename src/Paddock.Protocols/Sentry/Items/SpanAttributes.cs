namespace Paddock.Protocols.Sentry.Items;

/// <summary>Which attributes are fields of a span, under the names of OpenTelemetry's conventions, old and new, and of Sentry's SDKs.</summary>
internal static class SpanAttributes
{
    /// <summary>A field that is set already is kept; the attribute goes all the same, as it says the same.</summary>
    public static bool TryTake(SentrySpan span, ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        switch (key)
        {
            case "sentry.op":
                span.Op = Either(span.Op, value);
                return true;
            case "sentry.kind" or "span.kind" or "otel.kind":
                span.Kind = Either(span.Kind, value);
                return true;
            case "sentry.segment.name":
                span.Transaction = Either(span.Transaction, value);
                return true;
            case "sentry.segment.name.source" or "sentry.span.source" or "sentry.source":
                span.Draft.NameSource = Either(span.Draft.NameSource, value);
                return true;
            case "sentry.sample_rate":
                span.Draft.SampleRate ??= ItemFields.SampleRate(ItemFields.Number(value));
                return true;
            case "sentry.platform":
                span.Platform = Either(span.Platform, value);
                return true;
            case "http.route":
                span.Route = Either(span.Route, value);
                return true;
            case "url.full" or "http.url" or "url":
                span.Url = Either(span.Url, value);
                return true;
            case "url.path" or "http.target":
                span.UrlPath = Either(span.UrlPath, UrlPaths.WithoutQuery(value));
                return true;
            case "http.request.method" or "http.method" or "method":
                span.HttpMethod = Either(span.HttpMethod, value);
                return true;
            case "http.response.status_code" or "http.status_code" or "status_code":
                span.HttpStatus = span.HttpStatus == 0 && ItemFields.Number(value) is >= 100 and <= 999 and var status ? (ushort)status : span.HttpStatus;
                return true;
            case "db.system" or "db.system.name":
                span.DbSystem = Either(span.DbSystem, value);
                return true;
            case "db.query.text" or "db.statement":
                span.DbStatement = Either(span.DbStatement, value);
                return true;
            default:
                return TryTakeOrigin(span, key, value);
        }
    }

    private static bool TryTakeOrigin(SentrySpan span, ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        var origin = span.Origin;
        // For a span, server.address is the server that was called; only host.name is its own machine.
        var isTaken = OriginAttributes.TryTake(ref origin, key, value) || OriginAttributes.SaysNothing(key);
        span.Origin = origin;
        return isTaken;
    }

    private static ReadOnlyMemory<byte> Either(ReadOnlyMemory<byte> known, ReadOnlyMemory<byte> value) => known.IsEmpty ? value : known;
}
