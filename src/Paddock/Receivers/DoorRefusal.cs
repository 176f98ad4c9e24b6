using System.Text.Json;
using Paddock.Pipeline;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers;

/// <summary>Why a request is not accepted: the answer's status, the reason in the ledger, and what a person reads.</summary>
internal sealed record DoorRefusal(int Status, string Reason, string Detail)
{
    public static readonly DoorRefusal NoKey = new(401, "no_key", "no key: send the project's key as Authorization (Bearer, Basic), as x-paddock-key, as ?key=, or in the path");
    public static readonly DoorRefusal UnknownKey = new(401, "unknown_key", "this key is not known here, or was revoked");
    public static readonly DoorRefusal Malformed = new(400, "malformed_request", "the body is not what this path takes");
    public static readonly DoorRefusal TooLarge = new(413, "body_too_large", "the request brings more than one can; send smaller batches");
    public static readonly DoorRefusal Overloaded = new(429, "overloaded", "the server cannot keep more at the moment; retry later");
    public static readonly DoorRefusal Unavailable = new(503, "unavailable", "the server could not keep this; retry later");

    /// <summary>How long a client should wait when memory, journal or disk are near their limits.</summary>
    public int RetrySeconds { get; init; } = 30;

    /// <summary>A limit that somebody has set is reached: the server could keep it, and would not.</summary>
    public bool IsLimit { get; init; }

    /// <summary>That the same may be sent again: nothing of it was kept.</summary>
    public bool IsPassing => Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    /// <summary>Null: the body was read whole.</summary>
    /// <param name="status">how the reading ended</param>
    /// <param name="tooLarge">what the door takes at the most</param>
    public static DoorRefusal? Of(DecompressionStatus status, string? tooLarge = null) => status switch
    {
        DecompressionStatus.Ok => null,
        DecompressionStatus.TooLarge => tooLarge is null ? TooLarge : TooLarge with { Detail = tooLarge },
        DecompressionStatus.Busy => Overloaded,
        DecompressionStatus.TooSlow => new(408, "too_slow", "the body did not come in time: a minute, and what it takes at 64 kB/s"),
        DecompressionStatus.UnknownEncoding => new(415, "unknown_encoding", "Content-Encoding may be gzip, deflate, br, zstd, snappy or identity"),
        _ => new(400, "malformed_body", "the body is not what its Content-Encoding says, or it is cut off"),
    };

    /// <summary>Null: it is in the journal.</summary>
    public static DoorRefusal? Of(AppendResult result) => result switch
    {
        AppendResult.Durable => null,
        AppendResult.Full => Overloaded,
        _ => Unavailable,
    };

    /// <summary>An object with the reason and what a person reads.</summary>
    public static Task AsJsonAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"detail":"{{JsonEncodedText.Encode(refusal.Detail)}}","reason":"{{refusal.Reason}}"}""");
    }

    /// <summary>What a person reads.</summary>
    public static Task AsTextAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(refusal.Detail + "\n");
    }
}
