using Paddock.Receivers.Records;

namespace Paddock.Receivers.Otlp;

/// <summary>
/// OpenTelemetry's doors over HTTP. A request is answered 200 when all that it brought is in the journal; how many records were refused, and why, is told as partial success.
/// The key may stand in the path for clients that can set no header.
/// </summary>
internal static class OtlpModule
{
    public static void MapOtlp(this IEndpointRouteBuilder app)
    {
        foreach (var signal in OtlpSignal.All)
            foreach (var root in (string[])["/v1", "/in/otlp/v1", "/in/otlp/{key}/v1"])
                AnyOrigin.Map(app, $"{root}/{signal.Path}", ["POST"], context => ReceiveAsync(context, signal));
    }

    private static Task ReceiveAsync(HttpContext context, OtlpSignal signal)
    {
        var encoding = OtlpAnswer.EncodingOf(context.Request);
        return context.RequestServices.GetRequiredService<RecordReceiver>().ReceiveAsync(
            context, signal.Door, signal.Name, (body, rows) => signal.Read(body, encoding, rows), (_, kept) => OtlpAnswer.WriteAcceptedAsync(context, signal, kept));
    }
}
