using System.Buffers.Binary;
using System.Globalization;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Otlp;

/// <summary>
/// OTLP over gRPC, at the address of <c>Otlp__Grpc</c>: unary calls, which are a POST over HTTP/2 with one message behind five bytes. The key is metadata: <c>authorization</c> or <c>x-paddock-key</c>.
/// </summary>
internal static class GrpcModule
{
    private const int ResourceExhausted = 8, Unimplemented = 12, NotAvailable = 14;

    private static readonly DoorRefusal Malformed = new(400, "malformed_body", "the body is not one gRPC message");

    public static void MapOtlpGrpc(this IEndpointRouteBuilder app)
    {
        foreach (var (path, service) in (ReadOnlySpan<(string, string)>)[("logs", "logs.v1.LogsService"), ("traces", "trace.v1.TraceService"), ("metrics", "metrics.v1.MetricsService")])
        {
            var signal = Array.Find(OtlpSignal.All, signal => signal.Path == path)!;
            var door = new Door(signal.Door.Name, OtlpLimits.BodyBytes, AnswerAsync);
            app.MapPost($"/opentelemetry.proto.collector.{service}/Export", context => ReceiveAsync(context, signal, door));
        }
    }

    private static async Task ReceiveAsync(HttpContext context, OtlpSignal signal, Door door)
    {
        var (request, response) = (context.Request, context.Response);
        // gRPC has its own way to say no only where it is spoken.
        if (!response.SupportsTrailers() || request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is not true)
        {
            response.StatusCode = response.SupportsTrailers() ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status426UpgradeRequired;
            return;
        }
        response.ContentType = "application/grpc";
        if (await GrpcMessage.OpenAsync(request.Body, context.RequestAborted) is not { } message)
        {
            var http = context.RequestServices.GetRequiredService<HttpDoor>();
            await http.RefuseAsync(context, (await http.FindAsync(request, context.RequestAborted)).Project, door, Malformed);
            return;
        }
        request.Body = message;
        await context.RequestServices.GetRequiredService<RecordReceiver>().ReceiveAsync(
            context, door, signal.Name, (body, rows) => signal.Read(body, OtlpEncoding.Protobuf, rows), AcceptAsync, message.IsCompressed ? request.Headers.GrpcEncoding : "identity");
    }

    private static async Task AcceptAsync(HttpContext context, RecordsKept kept)
    {
        var message = OtlpAnswer.Accepted(kept);
        var framed = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(5));
        await context.Response.Body.WriteAsync(framed);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    // All in the head, since nothing follows it.
    private static Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.GrpcAcceptEncoding = "identity, gzip, deflate, br, zstd, snappy";
        response.Headers.GrpcStatus = CodeOf(refusal).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(refusal.Detail);
        return Task.CompletedTask;
    }

    // What is above a limit they shall give up.
    // What is exhausted clients give up unless they are told in details of Google's when to come again; what is unavailable they send again.
    private static int CodeOf(DoorRefusal refusal) => refusal.Status == StatusCodes.Status415UnsupportedMediaType ? Unimplemented : OtlpAnswer.GrpcCode(refusal) is var code && code == ResourceExhausted && !refusal.IsLimit ? NotAvailable : code;
}
