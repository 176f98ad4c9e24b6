using System.Buffers;
using System.Text.Json;
using Paddock.Protocols.Kissmetrics;
using Paddock.Receivers.Product;

namespace Paddock.Receivers.Kissmetrics;

/// <summary>Kissmetrics' calls, all of whose parameters stand in the query. At the root /e is PostHog's, too, whose clients say no _k.</summary>
internal static class KissmetricsModule
{
    private static readonly Door Door = new("kissmetrics", KissmetricsParser.BodyBytes, DoorRefusal.AsJsonAsync);

    public static void MapKissmetrics(this IEndpointRouteBuilder app)
    {
        AnyOrigin.Map(app, "/in/kissmetrics/e", ["GET", "POST"], EventAsync);
        foreach (var root in (string[])["", "/in/kissmetrics"])
        {
            AnyOrigin.Map(app, root + "/s", ["GET", "POST"], static context => ReceiveAsync(context, KissmetricsCall.Set));
            AnyOrigin.Map(app, root + "/a", ["GET", "POST"], static context => ReceiveAsync(context, KissmetricsCall.Alias));
        }
    }

    /// <summary>Whether what came to /e is Kissmetrics'.</summary>
    public static bool IsOne(HttpRequest request) => request.Query.ContainsKey("_k");

    public static Task EventAsync(HttpContext context) => ReceiveAsync(context, KissmetricsCall.Event);

    private static Task ReceiveAsync(HttpContext context, KissmetricsCall call) => context.RequestServices.GetRequiredService<ProductReceiver>().ReceiveAsync(
        context, Door, _ => KissmetricsParser.TryParse(Parameters(context.Request.Query), call, out var request) ? request : null, static (context, _) => Pixel.WriteAsync(context));

    private static ReadOnlySpan<byte> Parameters(IQueryCollection query)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        foreach (var (name, value) in query) writer.WriteString(name, value.ToString());
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }
}
