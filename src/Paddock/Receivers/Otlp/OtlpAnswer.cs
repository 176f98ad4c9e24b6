using System.Text;
using System.Text.Json;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Otlp;

/// <summary>How a request that is not accepted is answered: a google.rpc.Status in the request's encoding; and the reason in the ledger.</summary>
/// <param name="Code">Of gRPC.</param>
internal sealed record OtlpAnswer(int Status, int Code, string Reason, string Detail)
{
    private const int InvalidArgument = 3, DeadlineExceeded = 4, ResourceExhausted = 8, NotAvailable = 14, Unauthenticated = 16;

    public static readonly OtlpAnswer NoKey = new(401, Unauthenticated, "no_key", "no key: send the project's key as Authorization: Bearer, as x-paddock-key, or in the path /in/otlp/{key}/v1/…");
    public static readonly OtlpAnswer UnknownKey = new(401, Unauthenticated, "unknown_key", "this key is not known here, or was revoked");
    public static readonly OtlpAnswer UnknownType = new(415, InvalidArgument, "unknown_content_type", "Content-Type may be application/x-protobuf or application/json");
    public static readonly OtlpAnswer Malformed = new(400, InvalidArgument, "malformed_request", "the body is not an OTLP request of this path in the encoding that Content-Type names");
    public static readonly OtlpAnswer TooLarge = new(413, InvalidArgument, "body_too_large", "the request brings more than one can; send smaller batches");
    public static readonly OtlpAnswer Overloaded = new(DoorRefusal.Overloaded, ResourceExhausted);
    public static readonly OtlpAnswer Unavailable = new(DoorRefusal.Unavailable, NotAvailable);

    private OtlpAnswer(DoorRefusal body, int code) : this(body.Status, code, body.Reason, body.Detail) { }

    /// <summary>Null: the body was read whole.</summary>
    public static OtlpAnswer? Of(DecompressionStatus status) => DoorRefusal.Of(status, TooLarge.Detail) is { } unreadable
        ? new(unreadable, status switch { DecompressionStatus.Busy => ResourceExhausted, DecompressionStatus.TooSlow => DeadlineExceeded, _ => InvalidArgument })
        : null;

    /// <summary>Null: neither of the two.</summary>
    public static OtlpEncoding? EncodingOf(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "application/x-protobuf" or "application/protobuf" => OtlpEncoding.Protobuf,
        "application/json" => OtlpEncoding.Json,
        _ => null,
    };

    public Task WriteAsync(HttpContext context, OtlpEncoding encoding)
    {
        context.Response.StatusCode = Status;
        if (Status is 429 or 503) context.Response.Headers.RetryAfter = DoorRefusal.RetrySeconds;
        return WriteAsync(context, encoding, encoding == OtlpEncoding.Json
            ? Encoding.UTF8.GetBytes($$"""{"code":{{Code}},"message":"{{JsonEncodedText.Encode(Detail)}}"}""")
            : Message((1, Code), (2, Detail)));
    }

    /// <summary>Success; with how many records were refused, and why, when some were.</summary>
    public static Task WriteAcceptedAsync(HttpContext context, OtlpEncoding encoding, OtlpSignal signal, int rejected, string why)
    {
        var isJson = encoding == OtlpEncoding.Json;
        if (rejected == 0) return WriteAsync(context, encoding, isJson ? "{}"u8.ToArray() : []);
        return WriteAsync(context, encoding, isJson
            ? Encoding.UTF8.GetBytes($$$"""{"partialSuccess":{"{{{signal.RejectedName}}}":"{{{rejected}}}","errorMessage":"{{{why}}}"}}""")
            : Message((1, Message((1, rejected), (2, why)))));
    }

    private static Task WriteAsync(HttpContext context, OtlpEncoding encoding, byte[] body)
    {
        context.Response.ContentType = encoding == OtlpEncoding.Json ? "application/json" : "application/x-protobuf";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    // A protobuf message of numbers, texts and messages.
    private static byte[] Message(params (int Field, object Value)[] fields)
    {
        var message = new MemoryStream();
        foreach (var (field, value) in fields)
        {
            var bytes = value as byte[] ?? (value is string text ? Encoding.UTF8.GetBytes(text) : null);
            Varint(message, (field << 3) | (bytes is null ? 0 : 2));
            Varint(message, bytes?.Length ?? (int)value);
            message.Write(bytes);
        }
        return message.ToArray();
    }

    private static void Varint(MemoryStream message, int value)
    {
        for (; value >= 0x80; value >>= 7) message.WriteByte((byte)(value | 0x80));
        message.WriteByte((byte)value);
    }
}
