using Paddock.Protocols.Script;
using Paddock.Protocols.Umami;
using Paddock.Receivers.Script;

namespace Paddock.Receivers.Umami;

/// <summary>Umami's trackers. The id of the website is the project's key.</summary>
internal static class UmamiModule
{
    private static readonly Door Door = new("umami", ScriptLimits.BeaconBytes, DoorRefusal.AsJsonAsync);

    public static void MapUmami(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/api/send", "/in/umami/api/send", "/in/umami/{key}/api/send"]) AnyOrigin.Map(app, path, ["POST"], ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return context.RequestServices.GetRequiredService<BeaconReceiver>().ReceiveAsync(context, Door, body => UmamiParser.TryParse(body, now, out var beacon) ? beacon : null, AcceptAsync);
    }

    // Its trackers would send the first back with the next event; there is nothing that they had to remember.
    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"cache":"","sessionId":"","visitId":""}""");
    }
}
