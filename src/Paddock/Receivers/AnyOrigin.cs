using Microsoft.Extensions.Primitives;

namespace Paddock.Receivers;

/// <summary>Doors that pages of any site may send to; cookies and other credentials are of no use there.</summary>
internal static class AnyOrigin
{
    /// <summary>On a success: why nothing of what was sent is kept.</summary>
    public const string DroppedHeader = "Paddock-Dropped";

    /// <summary>Maps a path, with the question that browsers ask before.</summary>
    /// <param name="withCookies">Its trackers send them all the same, which browsers only do to who names the page's origin.</param>
    public static void Map(IEndpointRouteBuilder app, string path, string[] methods, Func<HttpContext, Task> receive, bool withCookies = false)
    {
        app.MapMethods(path, ["OPTIONS"], (HttpContext context) => { Allow(context, methods, withCookies); return Results.Ok(); });
        app.MapMethods(path, methods, (RequestDelegate)(context =>
        {
            Allow(context, methods, withCookies);
            return receive(context);
        }));
    }

    private static void Allow(HttpContext context, string[] methods, bool withCookies)
    {
        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        var named = withCookies && !StringValues.IsNullOrEmpty(request.Origin);
        headers.AccessControlAllowOrigin = named ? request.Origin : "*";
        if (named) headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = $"{string.Join(", ", methods)}, OPTIONS";
        headers.AccessControlAllowHeaders = request.AccessControlRequestHeaders.Count > 0 ? request.AccessControlRequestHeaders : "authorization, content-type, content-encoding";
        headers.AccessControlExposeHeaders = $"retry-after, {DroppedHeader}";
        headers.AccessControlMaxAge = "86400";
        if (withCookies) headers.Vary = "Origin";
    }
}
