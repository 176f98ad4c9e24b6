using System.Text.Json;
using Paddock.Protocols.Mixpanel;
using Paddock.Protocols.Segment;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.Mixpanel;

/// <summary>Mixpanel's ingestion: events, people and groups, by GET, form or JSON.</summary>
internal static class MixpanelModule
{
    private static readonly Door Door = new("mixpanel", MixpanelParser.BodyBytes, RefuseAsync);

    public static void MapMixpanel(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/mixpanel"])
        {
            foreach (var (path, call) in (ReadOnlySpan<(string, MixpanelCall)>)[("/track", MixpanelCall.Track), ("/engage", MixpanelCall.Engage), ("/groups", MixpanelCall.Groups)])
                AnyOrigin.Map(app, root + path, ["GET", "POST"], context => ReceiveAsync(context, call, AcceptAsync), withCookies: true);
            AnyOrigin.Map(app, root + "/import", ["POST"], static context => ReceiveAsync(context, MixpanelCall.Track, AcceptImportAsync), withCookies: true);
        }
    }

    private static Task ReceiveAsync(HttpContext context, MixpanelCall call, Func<HttpContext, SegmentRequest, Task> accepted) =>
        context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(context, Door, body => MixpanelParser.TryParse(body, call, out var request) ? request : null, accepted);

    private static Task AcceptAsync(HttpContext context, SegmentRequest request)
    {
        var query = context.Request.Query;
        if (query["img"] == "1") return Pixel.WriteAsync(context);
        var isGood = request.Messages.Count > 0 || request.Refused.Count == 0;
        if (query["verbose"] != "1") return context.Response.WriteAsync(isGood ? "1" : "0");
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(isGood ? """{"status":1,"error":null}""" : $$"""{"status":0,"error":"{{request.Refused[0]}}"}""");
    }

    private static Task AcceptImportAsync(HttpContext context, SegmentRequest request)
    {
        var isStrict = context.Request.Query["strict"] != "0";
        var (code, status) = request.Refused.Count > 0 && isStrict ? (400, "Bad Request") : (200, "OK");
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(code == 200
            ? $$"""{"code":200,"num_records_imported":{{request.Messages.Count}},"status":"OK"}"""
            : $$"""{"code":400,"error":"some data points in the request failed validation","status":"{{status}}","num_records_imported":{{request.Messages.Count}},"failed_records":[{{string.Join(',', request.Refused.Select(static reason => $"{{\"message\":\"{reason}\"}}"))}}]}""");
    }

    private static Task RefuseAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"code":{{refusal.Status}},"status":0,"error":"{{JsonEncodedText.Encode(refusal.Detail)}}"}""");
    }
}
