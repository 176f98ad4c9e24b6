using System.Globalization;
using Paddock.Accounts.Access;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Prometheus;

/// <summary>
/// Prometheus' remote write, version 1 and 2. Prometheus sends again what is answered 429 or 5xx, and gives up what is answered 400; version 2 is told how many samples were written, and
/// reports the rest as lost.
/// </summary>
internal static class PrometheusModule
{
    private static readonly Door Door = new("prometheus", OtlpLimits.BodyBytes, DoorRefusal.AsTextAsync) { Objection = ObjectionTo };

    public static void MapPrometheus(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/api/v1/write", "/in/prometheus/api/v1/write", "/in/prometheus/{key}/api/v1/write"])
            app.MapPost(path, ReceiveAsync).AllowAnyone().ExcludeFromDescription(); // a door, and no part of the API below /api/v1
    }

    private static Task ReceiveAsync(HttpContext context, RecordReceiver receiver)
    {
        var isSecond = RemoteWriteType.Of(context.Request.ContentType) == RemoteWriteVersion.Second;
        var written = new RemoteWritten();
        return receiver.ReceiveAsync(
            context, Door, LedgerSignals.Samples,
            (body, rows) => isSecond ? RemoteWriteReader.ReadSecond(body, rows.Context, rows.Samples, written) : RemoteWriteReader.ReadFirst(body, rows.Context, rows.Samples, written),
            (_, kept) => AnswerAsync(context, kept, written),
            "snappy"); // older senders do not say so
    }

    private static Task AnswerAsync(HttpContext context, RecordsKept kept, RemoteWritten written)
    {
        var headers = context.Response.Headers;
        headers["X-Prometheus-Remote-Write-Samples-Written"] = Math.Max(0, written.Samples - kept.Limited).ToString(CultureInfo.InvariantCulture);
        headers["X-Prometheus-Remote-Write-Histograms-Written"] = written.Histograms.ToString(CultureInfo.InvariantCulture);
        headers["X-Prometheus-Remote-Write-Exemplars-Written"] = "0";
        if (kept.NothingKept is { } nothing) return Door.AnswerAsync(context, nothing);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // By 415 a sender knows that it should try the other version.
    private static DoorRefusal? ObjectionTo(HttpRequest request) =>
        RemoteWriteType.Of(request.ContentType) is null
            ? new(415, "unknown_content_type", "Content-Type may be application/x-protobuf, with proto=prometheus.WriteRequest (as without) or proto=io.prometheus.write.v2.Request")
            : request.Headers.ContentEncoding.ToString() is not ("" or "snappy") ? new(415, "unknown_encoding", "Content-Encoding may be snappy") : null;
}
