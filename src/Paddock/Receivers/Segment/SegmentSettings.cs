using System.Text.Json;
using Paddock.Accounts;
using Paddock.Hosting;

namespace Paddock.Receivers.Segment;

/// <summary>What the browser's client asks first. It is told to send to the address that was set for this server, else to where it asked, under the same root.</summary>
internal sealed class SegmentSettings(ProjectKeys keys, PublicAddress address)
{
    public async Task AnswerAsync(HttpContext context, string root)
    {
        var key = context.Request.RouteValues["key"] as string ?? "";
        if (await keys.FindAsync(key, context.RequestAborted) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var here = address.SeenBy(context.Request);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$$$"""
            {"integrations":{"Segment.io":{"apiKey":"{{{{JsonEncodedText.Encode(key)}}}}","apiHost":"{{{{JsonEncodedText.Encode($"{here.Authority}{here.AbsolutePath.TrimEnd('/')}{root}")}}}}","protocol":"{{{{here.Scheme}}}}","unbundledIntegrations":[],"addBundledMetadata":false,"versionSettings":{"version":"4.4.7","componentTypes":["browser"]}}},
            "plan":{"track":{"__default":{"enabled":true,"integrations":{}}},"identify":{"__default":{"enabled":true}},"group":{"__default":{"enabled":true}}},
            "edgeFunction":{},"middlewareSettings":{},"enabledMiddleware":{},"metrics":{"sampleRate":0},"legacyVideoPluginsEnabled":false,"remotePlugins":[],"analyticsNextEnabled":true}
            """);
    }
}
