using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.JsonLines;

/// <summary>JSON lines, from whatever can post them. Service, environment, release and host of all lines may stand in the query.</summary>
internal static class JsonLinesModule
{
    private static readonly Door Door = new("jsonlines", OtlpLimits.BodyBytes, DoorRefusal.AsJsonAsync);
    private static readonly string[] OfSource = ["service", "environment", "release", "host", "logger"];

    public static void MapJsonLines(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/in/jsonlines", "/in/jsonlines/{key}", "/insert/jsonline"]) app.MapPost(path, ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context, LogReceiver receiver)
    {
        var query = context.Request.Query;
        var source = OfSource.Where(query.ContainsKey).Select(name => KeyValuePair.Create(name, query[name].ToString())).ToArray();
        return receiver.ReceiveAsync(context, Door, (body, in at, visitor) => JsonLinesReader.Read(body, at, source, visitor), AcceptAsync);
    }

    private static Task AcceptAsync(HttpContext context, OtlpResult result)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"accepted":{{result.Accepted}},"rejected":{{result.Rejected}}}""");
    }
}
