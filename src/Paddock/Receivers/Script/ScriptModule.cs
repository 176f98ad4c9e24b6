namespace Paddock.Receivers.Script;

internal static class ScriptModule
{
    /// <summary>On a 202: why nothing of the beacon was kept.</summary>
    public const string DroppedHeader = "Paddock-Dropped";

    public static IServiceCollection AddScript(this IServiceCollection services) => services.AddSingleton<ScriptReceiver>();

    /// <summary>Pages of any site may send; cookies and other credentials are of no use here.</summary>
    public static void MapScript(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/in/script/event", "/api/paddock/event"])
        {
            app.MapMethods(path, ["OPTIONS"], static (HttpContext context) => { AllowEveryOrigin(context); return Results.Ok(); });
            app.MapPost(path, static (HttpContext context, ScriptReceiver receiver) =>
            {
                AllowEveryOrigin(context);
                return receiver.ReceiveAsync(context);
            });
        }
    }

    private static void AllowEveryOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "POST, OPTIONS";
        headers.AccessControlAllowHeaders = "content-type, content-encoding";
        headers.AccessControlExposeHeaders = DroppedHeader;
        headers.AccessControlMaxAge = "86400";
    }
}
