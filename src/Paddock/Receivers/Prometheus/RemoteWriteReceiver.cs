using System.Globalization;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;
using Paddock.Receivers.Samples;

namespace Paddock.Receivers.Prometheus;

/// <summary>
/// Remote write's door. Accepted when all is in the journal. Prometheus sends again what is answered 429 or 5xx, and gives up what is answered 400; version 2 is told how many samples
/// were written, and reports the rest as lost.
/// </summary>
internal sealed class RemoteWriteReceiver(HttpDoor http, SampleIntake intake)
{
    private static readonly Door Door = new("prometheus", OtlpLimits.BodyBytes, DoorRefusal.AsTextAsync);

    public async Task ReceiveAsync(HttpContext context)
    {
        // It says snappy in Content-Encoding; older senders do not.
        using var delivery = await http.OpenAsync(context, Door, "snappy");
        if (delivery is null) return;
        var isSecond = context.Request.ContentType?.Contains("io.prometheus.write.v2.Request", StringComparison.Ordinal) ?? false;
        var written = new RemoteWritten();
        var (refusal, result, limited) = await intake.StoreAsync(
            delivery.Project, Door.Name, delivery.Body,
            (body, in at, visitor) => isSecond ? RemoteWriteReader.ReadSecond(body, at, visitor, written) : RemoteWriteReader.ReadFirst(body, at, visitor, written), context.RequestAborted);
        if (refusal is not null)
        {
            await http.RefuseAsync(context, delivery.Project, Door, refusal);
            return;
        }
        var headers = context.Response.Headers;
        headers["X-Prometheus-Remote-Write-Samples-Written"] = Math.Max(0, written.Samples - limited).ToString(CultureInfo.InvariantCulture);
        headers["X-Prometheus-Remote-Write-Histograms-Written"] = written.Histograms.ToString(CultureInfo.InvariantCulture);
        headers["X-Prometheus-Remote-Write-Exemplars-Written"] = "0";
        if (result.Accepted == 0 && result.Rejected > 0)
            await Door.AnswerAsync(context, new DoorRefusal(StatusCodes.Status400BadRequest, "nothing_kept", $"no sample was kept: {result.Malformed} malformed, {result.TooOld} too old, {result.InFuture} in the future, {result.OverLimit} over the limit"));
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
