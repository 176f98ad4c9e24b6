using Paddock.Protocols.Script;

namespace Paddock.Receivers.Script;

/// <summary>The script tag's door. No page ever reads an answer; people who try the door do.</summary>
internal static class ScriptModule
{
    private static readonly Door Door = new("script", ScriptLimits.BeaconBytes, DoorRefusal.AsJsonAsync) { Translate = Translate };

    public static void MapScript(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/in/script/event", "/api/paddock/event"]) AnyOrigin.Map(app, path, ["POST"], ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context) => context.RequestServices.GetRequiredService<BeaconReceiver>().ReceiveAsync(
        context, Door, static body => BeaconParser.TryParse(body, out var beacon) ? beacon : null, AcceptAsync);

    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static DoorRefusal Translate(DoorRefusal refusal) => refusal switch
    {
        _ when refusal == DoorRefusal.Malformed => new(400, "malformed_beacon", "the body is not one JSON object"),
        _ when refusal == DoorRefusal.UnknownKey => refusal with { Status = StatusCodes.Status403Forbidden },
        _ => refusal,
    };
}
