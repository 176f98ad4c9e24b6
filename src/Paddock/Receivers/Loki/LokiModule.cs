using Paddock.Protocols.Loki;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Loki;

/// <summary>Loki's push, as its agents and loggers send it: JSON, or protobuf in a snappy block whether Content-Encoding says so or not.</summary>
internal static class LokiModule
{
    private static readonly Door Door = new("loki", OtlpLimits.BodyBytes, DoorRefusal.AsTextAsync);

    public static void MapLoki(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/loki/api/v1/push", "/in/loki/loki/api/v1/push", "/in/loki/{key}/loki/api/v1/push"]) app.MapPost(path, ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context, LogReceiver receiver)
    {
        var isJson = context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false;
        return receiver.ReceiveAsync(context, Door, isJson ? LokiReader.ReadJson : LokiReader.ReadProtobuf, AcceptAsync, isJson ? null : "snappy");
    }

    private static Task AcceptAsync(HttpContext context, OtlpResult result)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
