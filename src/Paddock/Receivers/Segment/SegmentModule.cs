using Paddock.Protocols.Segment;

namespace Paddock.Receivers.Segment;

internal static class SegmentModule
{
    private static readonly (string Path, SegmentKind Kind)[] Calls =
    [
        ("batch", SegmentKind.Unknown), ("import", SegmentKind.Unknown), ("b", SegmentKind.Unknown),
        ("identify", SegmentKind.Identify), ("i", SegmentKind.Identify),
        ("track", SegmentKind.Track), ("t", SegmentKind.Track),
        ("page", SegmentKind.Page), ("p", SegmentKind.Page),
        ("screen", SegmentKind.Screen), ("s", SegmentKind.Screen),
        ("group", SegmentKind.Group), ("g", SegmentKind.Group),
        ("alias", SegmentKind.Alias), ("a", SegmentKind.Alias),
    ];

    public static IServiceCollection AddSegment(this IServiceCollection services) => services.AddSingleton<SegmentReceiver>();

    /// <summary>Segment's own paths, its browser client's short ones, and their aliases under /in; browsers on any site may send to them.</summary>
    public static void MapSegment(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["/v1", "/in/segment/v1"])
        {
            foreach (var (path, kind) in Calls) Map(app, $"{root}/{path}", kind);
            app.MapMethods($"{root}/projects/{{key}}/settings", ["OPTIONS"], static (HttpContext context) => { AllowEveryOrigin(context); return Results.Ok(); });
            app.MapGet($"{root}/projects/{{key}}/settings", (HttpContext context, string key, SegmentReceiver receiver) =>
            {
                AllowEveryOrigin(context);
                return receiver.SettingsAsync(context, key, root);
            });
        }
    }

    private static void Map(IEndpointRouteBuilder app, string path, SegmentKind kind)
    {
        app.MapMethods(path, ["OPTIONS"], static (HttpContext context) => { AllowEveryOrigin(context); return Results.Ok(); });
        app.MapPost(path, (HttpContext context, SegmentReceiver receiver) =>
        {
            AllowEveryOrigin(context);
            return receiver.ReceiveAsync(context, kind);
        });
    }

    private static void AllowEveryOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, content-type, content-encoding";
        headers.AccessControlExposeHeaders = "retry-after";
        headers.AccessControlMaxAge = "86400";
    }
}
