using System.Text.Json;
using Paddock.Protocols.Keen;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.Keen;

/// <summary>Keen's way to record events: of one collection, or of several. The write key is the project's key, and decides; the project's id in the path may be anything.</summary>
internal static class KeenModule
{
    private static readonly Door Door = new("keen", KeenParser.BodyBytes, AnswerAsync);

    public static void MapKeen(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/keen"])
        {
            AnyOrigin.Map(app, root + "/3.0/projects/{project}/events", ["POST"], static context => ReceiveAsync(context, ""));
            AnyOrigin.Map(app, root + "/3.0/projects/{project}/events/{collection}", ["GET", "POST"], static context => ReceiveAsync(context, context.Request.RouteValues["collection"] as string ?? ""));
        }
    }

    private static Task ReceiveAsync(HttpContext context, string collection)
    {
        var outcomes = new List<KeenOutcome>();
        return context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(
            context, Door, body => KeenParser.TryParse(body, collection, out var request, out outcomes) ? request : null, (_, _) => AcceptAsync(context, collection, outcomes));
    }

    private static Task AcceptAsync(HttpContext context, string collection, List<KeenOutcome> outcomes)
    {
        context.Response.ContentType = "application/json";
        if (collection.Length == 0)
        {
            var lists = outcomes.GroupBy(static outcome => outcome.Collection).Select(static group => $"\"{JsonEncodedText.Encode(group.Key)}\":[{string.Join(',', group.Select(Json))}]");
            return context.Response.WriteAsync($"{{{string.Join(',', lists)}}}");
        }
        if (outcomes is [{ Refusal: { } refusal }]) return Door.AnswerAsync(context, new DoorRefusal(400, refusal, "the event was not kept"));
        context.Response.StatusCode = StatusCodes.Status201Created;
        return context.Response.WriteAsync("""{"created":true}""");
    }

    private static string Json(KeenOutcome outcome) => outcome.Refusal is { } refusal
        ? $$$"""{"success":false,"error":{"name":"{{{refusal}}}","description":"the event was not kept"}}"""
        : """{"success":true}""";

    private static Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"message":"{{JsonEncodedText.Encode(refusal.Detail)}}","error_code":"{{refusal.Reason}}"}""");
    }
}
