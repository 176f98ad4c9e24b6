using System.Text.Json;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers.Script;

/// <summary>How a beacon that is not accepted is answered, and the reason in the ledger. No page ever reads it; people who try the door do.</summary>
internal sealed record ScriptAnswer(int Status, string Reason, string Detail)
{
    public static readonly ScriptAnswer NoKey = new(401, "no_key", "no key: send the project's key as ?key= or as \"key\" in the body");
    public static readonly ScriptAnswer UnknownKey = new(403, "unknown_key", "this key is not known here, or was revoked");
    public static readonly ScriptAnswer Malformed = new(400, "malformed_beacon", "the body is not one JSON object");
    public static readonly ScriptAnswer Overloaded = new(429, "overloaded", "the server cannot keep more at the moment; retry later");
    public static readonly ScriptAnswer Unavailable = new(503, "unavailable", "the server could not keep this; retry later");

    private const int RetrySeconds = 30;

    /// <summary>Null: the body was read whole.</summary>
    public static ScriptAnswer? Of(DecompressionStatus status) => status switch
    {
        DecompressionStatus.Ok => null,
        DecompressionStatus.TooLarge => new(413, "body_too_large", "a beacon may have 256 kB"),
        DecompressionStatus.Busy => Overloaded,
        DecompressionStatus.TooSlow => new(408, "too_slow", "the body did not come in time: a minute, and what it takes at 64 kB/s"),
        DecompressionStatus.UnknownEncoding => new(415, "unknown_encoding", "Content-Encoding may be gzip, deflate, br, zstd or identity"),
        _ => new(400, "malformed_body", "the body is not what its Content-Encoding says, or it is cut off"),
    };

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        if (Status is 429 or 503) response.Headers.RetryAfter = RetrySeconds.ToString();
        return response.WriteAsync($$"""{"detail":"{{JsonEncodedText.Encode(Detail)}}","reason":"{{Reason}}"}""");
    }
}
