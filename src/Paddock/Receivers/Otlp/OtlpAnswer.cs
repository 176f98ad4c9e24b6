using System.Text;
using System.Text.Json;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Otlp;

/// <summary>Answers in the request's encoding: what was not accepted as a google.rpc.Status.</summary>
internal static class OtlpAnswer
{
    private static readonly DoorRefusal UnknownType = new(415, "unknown_content_type", "Content-Type may be application/x-protobuf or application/json");

    /// <summary>Null: one of the two encodings.</summary>
    public static DoorRefusal? ObjectionTo(HttpRequest request) => TypeOf(request) is null ? UnknownType : null;

    /// <summary>JSON also for what is neither.</summary>
    public static OtlpEncoding EncodingOf(HttpRequest request) => TypeOf(request) ?? OtlpEncoding.Json;

    public static Task WriteAsync(HttpContext context, DoorRefusal refusal) => WriteAsync(context, EncodingOf(context.Request) == OtlpEncoding.Json
        ? Encoding.UTF8.GetBytes($$"""{"code":{{GrpcCode(refusal)}},"message":"{{JsonEncodedText.Encode(refusal.Detail)}}"}""")
        : Message((1, GrpcCode(refusal)), (2, refusal.Detail)));

    /// <summary>Success; with how many records were refused, and why, when some were.</summary>
    public static Task WriteAcceptedAsync(HttpContext context, OtlpSignal signal, RecordsKept kept) => WriteAsync(context, EncodingOf(context.Request) == OtlpEncoding.Json
        ? Encoding.UTF8.GetBytes(Rejected(kept) == 0 ? "{}" : $$$"""{"partialSuccess":{"{{{signal.RejectedName}}}":"{{{Rejected(kept)}}}","errorMessage":"{{{Why(kept)}}}"}}""")
        : Accepted(kept));

    /// <summary>An Export…ServiceResponse, which is the same for all three.</summary>
    public static byte[] Accepted(RecordsKept kept) => Rejected(kept) == 0 ? [] : Message((1, Message((1, Rejected(kept)), (2, Why(kept)))));

    /// <summary>What gRPC calls it, of its codes.</summary>
    public static int GrpcCode(DoorRefusal refusal) => refusal.Status switch
    {
        StatusCodes.Status401Unauthorized => 16, // unauthenticated
        StatusCodes.Status408RequestTimeout => 4, // deadline exceeded
        StatusCodes.Status429TooManyRequests => 8, // resource exhausted
        StatusCodes.Status503ServiceUnavailable => 14, // unavailable
        _ => 3, // invalid argument
    };

    private static int Rejected(RecordsKept kept) => kept.Result.Rejected + kept.Limited;

    private static string Why(RecordsKept kept) => string.Join(", ",
        new[] { (kept.Result.Malformed, "malformed_record"), (kept.Result.TooOld, "too_old"), (kept.Result.InFuture, "in_future"), (kept.Result.OverLimit, "too_many_records"), (kept.Limited, "too_many_series") }
            .Where(static refused => refused.Item1 > 0).Select(static refused => $"{refused.Item1} {refused.Item2}"));

    private static OtlpEncoding? TypeOf(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "application/x-protobuf" or "application/protobuf" => OtlpEncoding.Protobuf,
        "application/json" => OtlpEncoding.Json,
        _ => null,
    };

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = EncodingOf(context.Request) == OtlpEncoding.Json ? "application/json" : "application/x-protobuf";
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
