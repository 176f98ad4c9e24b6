namespace Paddock.Receivers.Product;

/// <summary>Pages of any site may send; trackers ask with their cookies, which are of no use here.</summary>
internal static class AnyOrigin
{
    public static void Allow(HttpContext context)
    {
        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        var origin = request.Origin.ToString();
        headers.AccessControlAllowOrigin = origin.Length > 0 ? origin : "*";
        if (origin.Length > 0) headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = request.AccessControlRequestHeaders.Count > 0 ? request.AccessControlRequestHeaders : "authorization, content-type, content-encoding";
        headers.AccessControlMaxAge = "86400";
        headers.Vary = "Origin";
    }

    /// <summary>Maps a path for pages of any site, with the question that browsers ask before.</summary>
    public static void Map(IEndpointRouteBuilder app, string path, string[] methods, Func<HttpContext, Task> receive)
    {
        app.MapMethods(path, ["OPTIONS"], static (HttpContext context) => { Allow(context); return Results.Ok(); });
        app.MapMethods(path, methods, (RequestDelegate)(context =>
        {
            Allow(context);
            return receive(context);
        }));
    }
}
