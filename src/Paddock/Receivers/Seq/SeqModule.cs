using System.Text.Json;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Seq;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Seq;

/// <summary>Seq's ingestion, as Serilog's and Microsoft.Extensions.Logging's sinks post to it.</summary>
internal static class SeqModule
{
    private static readonly Door Door = new("seq", OtlpLimits.BodyBytes, AnswerAsync);

    public static void MapSeq(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/seq", "/in/seq/{key}"])
            foreach (var path in (string[])["/api/events/raw", "/ingest/clef"])
                app.MapPost(root + path, ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context, LogReceiver receiver) => receiver.ReceiveAsync(context, Door, Read, AcceptAsync);

    // The format from before CLEF is one object for all events: it must not become one line.
    private static OtlpResult Read(ReadOnlySpan<byte> body, in OtlpContext at, IOtlpVisitor<OtlpLog> visitor) =>
        body.StartsWith("{\"Events\""u8) ? new OtlpResult { Status = OtlpStatus.Malformed } : ClefReader.Read(body, at, visitor);

    // Sinks that are controlled by their server ask for a level here: all of them are welcome.
    private static Task AcceptAsync(HttpContext context, OtlpResult result)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"MinimumLevelAccepted":null}""");
    }

    private static Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"Error":"{{JsonEncodedText.Encode(refusal.Detail)}}"}""");
    }
}
