using System.Text.Json;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers.Segment;

/// <summary>How a request that is not accepted is answered, in the way Segment's clients understand: 400 is given up, 429 and 5xx are tried again. And the reason in the ledger.</summary>
internal sealed record SegmentAnswer(int Status, string Reason, string Detail)
{
    public static readonly SegmentAnswer NoKey = new(401, "no_key", "no key: send the project's key as the user of Basic authorization, as a Bearer token, or as writeKey in the body");
    public static readonly SegmentAnswer UnknownKey = new(401, "unknown_key", "this key is not known here, or was revoked");
    public static readonly SegmentAnswer Malformed = new(400, "malformed_json", "the body is not one JSON object, or a batch without \"batch\"");
    public static readonly SegmentAnswer TooMany = new(400, "too_many_messages", "a batch may have 2,500 messages");
    public static readonly SegmentAnswer MessageTooLarge = new(400, "message_too_large", "a message may have 32 kB");
    public static readonly SegmentAnswer Overloaded = new(DoorRefusal.Overloaded);
    public static readonly SegmentAnswer Unavailable = new(DoorRefusal.Unavailable);

    private SegmentAnswer(DoorRefusal refusal) : this(refusal.Status is 413 or 415 ? 400 : refusal.Status, refusal.Reason, refusal.Detail) { }

    /// <summary>Null: the body was read whole.</summary>
    public static SegmentAnswer? Of(DecompressionStatus status) => DoorRefusal.Of(status, "a request may have 500 kB") is { } unreadable ? new(unreadable) : null;

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        if (Status is 429 or 503) response.Headers.RetryAfter = DoorRefusal.RetrySeconds;
        return response.WriteAsync($$"""{"success":false,"message":"{{JsonEncodedText.Encode(Detail)}}","reason":"{{Reason}}"}""");
    }

    public static Task WriteAcceptedAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"success":true}""");
    }
}
