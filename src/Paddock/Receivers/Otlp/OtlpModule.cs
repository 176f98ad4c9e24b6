namespace Paddock.Receivers.Otlp;

internal static class OtlpModule
{
    public static IServiceCollection AddOtlp(this IServiceCollection services) => services.AddSingleton<OtlpReceiver>();

    /// <summary>OTLP's own paths and their aliases under /in, with the key in the path for clients that can set no header; browsers on any site may send to them.</summary>
    public static void MapOtlp(this IEndpointRouteBuilder app)
    {
        foreach (var signal in OtlpSignal.All)
        {
            foreach (var root in (string[])["/v1", "/in/otlp/v1", "/in/otlp/{key}/v1"])
                Map(app, $"{root}/{signal.Path}", signal);
        }
    }

    private static void Map(IEndpointRouteBuilder app, string path, OtlpSignal signal)
    {
        app.MapMethods(path, ["OPTIONS"], static (HttpContext context) => { AllowEveryOrigin(context); return Results.Ok(); });
        app.MapPost(path, (HttpContext context, OtlpReceiver receiver) =>
        {
            AllowEveryOrigin(context);
            return receiver.ReceiveAsync(context, signal);
        });
    }

    private static void AllowEveryOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "POST, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, x-paddock-key, content-type, content-encoding, user-agent, traceparent, tracestate";
        headers.AccessControlExposeHeaders = "retry-after";
        headers.AccessControlMaxAge = "86400";
    }
}
