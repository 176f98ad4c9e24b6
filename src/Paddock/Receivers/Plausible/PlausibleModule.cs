using Paddock.Protocols.Plausible;
using Paddock.Protocols.Script;
using Paddock.Receivers.Script;

namespace Paddock.Receivers.Plausible;

/// <summary>Plausible's trackers and its events API. The project is that of the site's domain, which is all that they say of whose they are.</summary>
internal static class PlausibleModule
{
    private static readonly Door Door = new("plausible", ScriptLimits.BeaconBytes, DoorRefusal.AsJsonAsync) { KnowsDomains = true };

    public static void MapPlausible(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/api/event", "/in/plausible/api/event", "/in/plausible/{key}/api/event"]) AnyOrigin.Map(app, path, ["POST"], ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context) => context.RequestServices.GetRequiredService<BeaconReceiver>().ReceiveAsync(
        context, Door, static body => PlausibleParser.TryParse(body, out var beacon) ? beacon : null, AcceptAsync);

    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (context.Response.Headers.ContainsKey(AnyOrigin.DroppedHeader)) context.Response.Headers["x-plausible-dropped"] = "1";
        return context.Response.WriteAsync("ok");
    }
}
