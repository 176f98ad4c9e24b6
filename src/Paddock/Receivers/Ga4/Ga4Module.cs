using System.Text.Json;
using Paddock.Protocols.Ga4;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.Ga4;

/// <summary>GA4's Measurement Protocol, whose api_secret is the project's key; and its validation, which keeps nothing.</summary>
internal static class Ga4Module
{
    private static readonly Door Door = new("ga4", Ga4Parser.BodyBytes, DoorRefusal.AsJsonAsync);

    public static void MapGa4(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/ga4"])
        {
            AnyOrigin.Map(app, root + "/mp/collect", ["POST"], ReceiveAsync);
            AnyOrigin.Map(app, root + "/debug/mp/collect", ["POST"], ValidateAsync);
        }
    }

    private static Task ReceiveAsync(HttpContext context) => context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(
        context, Door, static body => Ga4Parser.TryParse(body, out var request, out _) ? request : null, static (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

    // Anybody may ask, as with Google's.
    private static async Task ValidateAsync(HttpContext context)
    {
        using var body = await context.RequestServices.GetRequiredService<RequestBodies>().ReadAsync(context, Ga4Parser.BodyBytes);
        if (DoorRefusal.Of(body.Status) is { } refusal)
        {
            await Door.AnswerAsync(context, refusal);
            return;
        }
        if (!Ga4Parser.TryParse(body.Bytes.Span, out _, out var problems)) problems = [new("", "The body is not one JSON object.", "VALUE_INVALID")];
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"validationMessages":[{{string.Join(',', problems.Select(Json))}}]}""");
    }

    private static string Json(Ga4Problem problem) =>
        $$"""{"fieldPath":"{{JsonEncodedText.Encode(problem.FieldPath)}}","description":"{{JsonEncodedText.Encode(problem.Description)}}","validationCode":"{{problem.Code}}"}""";
}
