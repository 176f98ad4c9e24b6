using System.Text.Json;
using Paddock.Protocols.Segment;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.Segment;

/// <summary>Segment's own paths, its browser client's short ones, and their aliases under /in; browsers on any site may send to them.</summary>
internal static class SegmentModule
{
    private const string MessageTooLarge = "message_too_large";

    private static readonly Door Door = new("segment", SegmentLimits.BodyBytes, AnswerAsync) { Translate = Translate };

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

    public static IServiceCollection AddSegment(this IServiceCollection services) => services.AddSingleton<SegmentSettings>();

    public static void MapSegment(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["/v1", "/in/segment/v1"])
        {
            foreach (var (path, kind) in Calls) AnyOrigin.Map(app, $"{root}/{path}", ["POST"], context => ReceiveAsync(context, kind));
            AnyOrigin.Map(app, $"{root}/projects/{{key}}/settings", ["GET"], context => context.RequestServices.GetRequiredService<SegmentSettings>().AnswerAsync(context, root));
        }
    }

    private static Task ReceiveAsync(HttpContext context, SegmentKind kind) => context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(
        context, Door, body => SegmentParser.TryParse(body, kind, out var request) ? request : null, (_, request) => AcceptAsync(context, kind, request));

    // The ledger has a message that is too large already; of a single one that is the answer as well.
    private static Task AcceptAsync(HttpContext context, SegmentKind kind, SegmentRequest request)
    {
        if (kind != SegmentKind.Unknown && request.Refused is [MessageTooLarge]) return Door.AnswerAsync(context, new DoorRefusal(400, MessageTooLarge, "a message may have 32 kB"));
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"success":true}""");
    }

    // Its clients give up what is answered 400, and try again what is 429 or 5xx.
    private static DoorRefusal Translate(DoorRefusal refusal) => refusal switch
    {
        _ when refusal == DoorRefusal.Malformed => new(400, "malformed_json", "the body is not one JSON object, or a batch without \"batch\""),
        { Status: 413 or 415 } => refusal with { Status = 400 },
        _ => refusal,
    };

    private static Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"success":false,"message":"{{JsonEncodedText.Encode(refusal.Detail)}}","reason":"{{refusal.Reason}}"}""");
    }
}
