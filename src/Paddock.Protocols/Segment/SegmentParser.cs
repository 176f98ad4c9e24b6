using System.Text.Json;

namespace Paddock.Protocols.Segment;

/// <summary>
/// Reads what Segment's clients post: one message (its kind is in the path, or in itself), or <c>{"batch":[…],"sentAt":…,"writeKey":…}</c>.
/// What a field should not hold counts as missing; a message that cannot be used is refused and leaves its neighbours. Never throws on any input.
/// </summary>
public static class SegmentParser
{
    // Nothing is refused for its depth: what is nested is copied or stepped over without recursion.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = SegmentLimits.BodyBytes };

    [ThreadStatic]
    private static SegmentReading? s_ofThread;

    /// <param name="kind">What the path says; Unknown: it holds a batch.</param>
    /// <param name="request">Null unless the bytes are a JSON object, and a batch where one is expected.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, SegmentKind kind, out SegmentRequest? request)
    {
        request = null;
        if (json.Length > SegmentLimits.BodyBytes) return false;
        try
        {
            var parsed = new SegmentRequest();
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            var reading = s_ofThread ??= new SegmentReading();
            if (kind == SegmentKind.Unknown && !TryReadBatch(json, ref reader, reading, parsed)) return false;
            if (kind != SegmentKind.Unknown) ReadMessage(json, ref reader, reading, parsed, kind);
            if (reader.Read()) return false;
            request = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadBatch(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, SegmentReading reading, SegmentRequest request)
    {
        var isBatch = false;
        long? sentAt = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "writeKey": request.WriteKey = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "sentAt": sentAt = reading.Time(ref reader); break;
                case "batch" when reader.TokenType == JsonTokenType.StartArray:
                    isBatch = true;
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadMessage(json, ref reader, reading, request, SegmentKind.Unknown);
                    break;
                default: break;
            }
            reader.Skip();
        }
        foreach (var message in request.Messages) message.SentAt ??= sentAt;
        return isBatch;
    }

    private static void ReadMessage(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, SegmentReading reading, SegmentRequest request, SegmentKind kind)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var begin = (int)reader.TokenStartIndex;
        var inside = reader;
        reader.Skip();
        if (request.Messages.Count + request.Refused.Count > SegmentLimits.MessagesPerBatch) return; // counted as one too many
        var message = new SegmentMessage();
        var refusal = !isObject ? "malformed_message"
            : (int)reader.BytesConsumed - begin > SegmentLimits.MessageBytes ? "message_too_large"
            : SegmentMessageReader.Read(ref inside, reading, message, kind, out var writeKey) ?? Keep(request, writeKey);
        if (refusal is null) request.Messages.Add(message);
        else request.Refused.Add(refusal);

        static string? Keep(SegmentRequest request, string writeKey)
        {
            if (writeKey.Length > 0 && request.WriteKey.Length == 0) request.WriteKey = writeKey;
            return null;
        }
    }
}
