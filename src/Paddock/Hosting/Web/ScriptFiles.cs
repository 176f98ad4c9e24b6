namespace Paddock.Hosting.Web;

/// <summary>
/// The script tag, given to every site that asks: /js/paddock.js, whose address stays while its content changes, and its second file, which
/// the first one asks for with a hash of the content it was built with.
/// </summary>
internal static class ScriptFiles
{
    private const string Core = "js/paddock.js";
    private const string More = "js/paddock-more.js";

    // An hour without asking; a day during which the old one is used while the browser asks.
    private const string ForAnHour = "public, max-age=3600, stale-while-revalidate=86400";

    private static readonly string[] Methods = ["GET", "HEAD"];
    private static readonly Lazy<string> CoreTag = new(static () => WebFiles.ContentTag(Core));
    private static readonly Lazy<string> MoreTag = new(static () => WebFiles.ContentTag(More));

    public static void MapScriptFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods($"/{Core}", Methods, static context => SendAsync(context, Core, CoreTag, ForAnHour));
        routes.MapMethods($"/{More}", Methods, static context => SendAsync(context, More, MoreTag, IsOwnHash(context) ? WebEndpoints.Immutable : ForAnHour));
    }

    private static Task SendAsync(HttpContext context, string name, Lazy<string> tag, string cacheControl)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        // Pages that isolate themselves (COEP) take files of other hosts only with this.
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return WebEndpoints.SendAsync(context, name, WebFiles.Exists(name) ? tag.Value : "", cacheControl);
    }

    // An older first file in a cache asks with another hash, and gets what there is now, but not for ever.
    private static bool IsOwnHash(HttpContext context) =>
        context.Request.QueryString.Value is { Length: > 1 } query && WebFiles.Exists(More) && MoreTag.Value.StartsWith($"W/\"{query[1..]}", StringComparison.Ordinal);
}
