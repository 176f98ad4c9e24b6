namespace Paddock.Receivers.Sentry;

internal static class SentryModule
{
    public static IServiceCollection AddSentry(this IServiceCollection services) => services.AddSingleton<SentryAcceptance>().AddSingleton<SentryReceiver>();

    /// <summary>Sentry's own paths and their aliases under /in; browsers on any site may send to them.</summary>
    public static void MapSentry(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["/api", "/in/sentry/api"])
        {
            Map(app, $"{root}/{{project:int}}/envelope", static (receiver, context, project) => receiver.EnvelopeAsync(context, project));
            Map(app, $"{root}/{{project:int}}/store", static (receiver, context, project) => receiver.StoreAsync(context, project));
            // What a shell script or curl can say in one line.
            app.MapMethods($"{root}/{{project:int}}/cron/{{slug}}/{{key}}", ["GET", "POST"],
                static (HttpContext context, int project, string slug, string key, SentryReceiver receiver) => receiver.CronAsync(context, project, slug, key));
        }
    }

    private static void Map(IEndpointRouteBuilder app, string path, Func<SentryReceiver, HttpContext, int, Task> receive)
    {
        app.MapMethods(path, ["OPTIONS"], static (HttpContext context) => { AllowEveryOrigin(context); return Results.Ok(); });
        app.MapPost(path, (HttpContext context, int project, SentryReceiver receiver) =>
        {
            AllowEveryOrigin(context);
            return receive(receiver, context, project);
        });
    }

    private static void AllowEveryOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "POST, OPTIONS";
        headers.AccessControlAllowHeaders = "x-sentry-auth, x-requested-with, origin, accept, content-type, content-encoding, authentication, authorization, sentry-trace, baggage";
        headers.AccessControlExposeHeaders = "x-sentry-error, x-sentry-rate-limits, retry-after";
        headers.AccessControlMaxAge = "86400";
    }
}
