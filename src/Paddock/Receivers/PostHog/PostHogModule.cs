using System.Text.Json;
using Paddock.Protocols.PostHog;
using Paddock.Receivers.Kissmetrics;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.PostHog;

/// <summary>PostHog's capture, and what its clients ask for: flags, of which there are none, and how they should behave.</summary>
internal static class PostHogModule
{
    private static readonly Door Door = new("posthog", PostHogParser.BodyBytes, DoorRefusal.AsJsonAsync);

    // What is not here is off, so that clients do not send it.
    private const string Behaviour = """
        "supportedCompression":["gzip","gzip-js"],"hasFeatureFlags":false,"sessionRecording":false,"surveys":false,"heatmaps":false,"capturePerformance":false,"captureDeadClicks":false,
        "autocapture_opt_out":false,"autocaptureExceptions":false,"defaultIdentifiedOnly":true,"elementsChainAsString":true,"isAuthenticated":false,"toolbarParams":{},"siteApps":[]
        """;

    private const string Flags = $$"""{"flags":{},"featureFlags":{},"featureFlagPayloads":{},"errorsWhileComputingFlags":false,"requestId":"paddock",{{Behaviour}}}""";

    public static void MapPostHog(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/posthog"])
        {
            foreach (var path in (string[])["/batch", "/e", "/i/v0/e", "/capture"])
                AnyOrigin.Map(app, root + path, ["GET", "POST"], ReceiveAsync, withCookies: true);
            foreach (var path in (string[])["/flags", "/decide"])
                AnyOrigin.Map(app, root + path, ["GET", "POST"], static context => WriteAsync(context, Flags), withCookies: true);
            foreach (var path in (string[])["/flags/definitions", "/api/feature_flag/local_evaluation"])
                AnyOrigin.Map(app, root + path, ["GET"], static context => WriteAsync(context, """{"flags":[],"group_type_mapping":{},"cohorts":{}}"""), withCookies: true);
            AnyOrigin.Map(app, root + "/array/{key}/config", ["GET"], static context => WriteAsync(context, $"{{{Behaviour}}}"), withCookies: true);
            AnyOrigin.Map(app, root + "/array/{key}/config.js", ["GET"], WriteScriptAsync, withCookies: true);
        }
    }

    private static Task ReceiveAsync(HttpContext context) => KissmetricsModule.IsOne(context.Request) ? KissmetricsModule.EventAsync(context) : context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(
        context, Door, static body => PostHogParser.TryParse(body, out var request) ? request : null, static (context, _) => WriteAsync(context, """{"status":"Ok"}"""));

    private static Task WriteScriptAsync(HttpContext context)
    {
        context.Response.ContentType = "application/javascript";
        var key = JsonEncodedText.Encode(context.Request.RouteValues["key"] as string ?? "");
        return context.Response.WriteAsync($$$$"""(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG["{{{{key}}}}"]={"config":{{{{{Behaviour}}}}},"siteApps":[]};})();""");
    }

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
