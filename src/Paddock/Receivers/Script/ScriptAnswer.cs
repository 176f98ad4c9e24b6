using System.Text.Json;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers.Script;

/// <summary>How a beacon that is not accepted is answered, and the reason in the ledger. No page ever reads it; people who try the door do.</summary>
internal sealed record ScriptAnswer(int Status, string Reason, string Detail)
{
    public static readonly ScriptAnswer NoKey = new(401, "no_key", "no key: send the project's key as ?key= or as \"key\" in the body");
    public static readonly ScriptAnswer UnknownKey = new(403, "unknown_key", "this key is not known here, or was revoked");
    public static readonly ScriptAnswer Malformed = new(400, "malformed_beacon", "the body is not one JSON object");
    public static readonly ScriptAnswer Overloaded = new(DoorRefusal.Overloaded);
    public static readonly ScriptAnswer Unavailable = new(DoorRefusal.Unavailable);

    private ScriptAnswer(DoorRefusal refusal) : this(refusal.Status, refusal.Reason, refusal.Detail) { }

    /// <summary>Null: the body was read whole.</summary>
    public static ScriptAnswer? Of(DecompressionStatus status) => DoorRefusal.Of(status, "a beacon may have 256 kB") is { } unreadable ? new(unreadable) : null;

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        if (Status is 429 or 503) response.Headers.RetryAfter = DoorRefusal.RetrySeconds;
        return response.WriteAsync($$"""{"detail":"{{JsonEncodedText.Encode(Detail)}}","reason":"{{Reason}}"}""");
    }
}
