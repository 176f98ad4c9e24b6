using System.Text.Json;
using Paddock.Protocols.Product;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.PostHog;

/// <summary>
/// Reads what PostHog's clients post: one event, a list, or <c>{"api_key":…,"batch":[…],"sent_at":…}</c>. An event that cannot be used is refused and leaves its neighbours. Never throws on any input.
/// </summary>
public static class PostHogParser
{
    /// <summary>Of a body, unpacked; PostHog's own is 20 MB.</summary>
    public const int BodyBytes = 20 << 20;

    /// <param name="request">Null unless the bytes are JSON.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, out SegmentRequest? request)
    {
        request = null;
        try
        {
            var parsed = new SegmentRequest();
            var reader = new Utf8JsonReader(json, ProductRequest.Options);
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return false;
            if (reader.TokenType == JsonTokenType.StartArray || !TryReadBatch(json, parsed))
                ProductRequest.AddAll(ref reader, parsed, ReadEvent);
            else
                reader.Skip();
            if (reader.Read()) return false;
            request = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The key in the body of a question about flags; "" when there is none.</summary>
    public static string KeyOf(ReadOnlySpan<byte> json) => TryParse(json, out var request) ? request!.WriteKey : "";

    // False: it is one event.
    private static bool TryReadBatch(ReadOnlySpan<byte> json, SegmentRequest request)
    {
        var reader = new Utf8JsonReader(json, ProductRequest.Options);
        reader.Read();
        var isBatch = false;
        long? sentAt = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (ProductRequest.Reading.Name(ref reader))
            {
                case "api_key" or "token": request.WriteKey = ProductRequest.Reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "sent_at" or "sentAt": sentAt = ProductRequest.Reading.Time(ref reader); break;
                case "batch" or "data" when reader.TokenType == JsonTokenType.StartArray:
                    isBatch = true;
                    ProductRequest.AddAll(ref reader, request, ReadEvent);
                    break;
                default: break;
            }
            reader.Skip();
        }
        foreach (var message in request.Messages) message.SentAt ??= sentAt;
        return isBatch;
    }

    private static string? ReadEvent(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, out string token)
    {
        var told = new ProductProperties.Told { Token = "", DistinctId = "", DeviceId = "", UserId = "", AnonymousId = "", Alias = "" };
        var (name, key) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "event": name = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "distinct_id" or "$distinct_id": told.DistinctId = reading.Id(ref reader); break;
                case "api_key" or "token": key = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "uuid": message.MessageId = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "timestamp": message.Timestamp = reading.TimeOf(ref reader, message, "timestamp"); break;
                case "sent_at": message.SentAt = reading.Time(ref reader); break;
                case "properties" when reader.TokenType == JsonTokenType.StartObject: ProductProperties.Read(ref reader, reading, message, ref told); break;
                case "$set" when reader.TokenType == JsonTokenType.StartObject: ProductProperties.Change(ref reader, reading, message, "set"); break;
                case "$set_once" when reader.TokenType == JsonTokenType.StartObject: ProductProperties.Change(ref reader, reading, message, "set_once"); break;
                default: break;
            }
            reader.Skip();
        }
        token = key.Length > 0 ? key : told.Token;
        ProductProperties.Settle(message, told);
        message.Kind = name switch
        {
            "$pageview" => SegmentKind.Page,
            "$screen" => SegmentKind.Screen,
            "$identify" or "$set" => SegmentKind.Identify,
            "$create_alias" => SegmentKind.Alias,
            "$groupidentify" => SegmentKind.Group,
            _ => SegmentKind.Track,
        };
        if (message.Kind == SegmentKind.Track) message.Name = name;
        // Until somebody is known the id is the device's.
        var isAnonymous = told.DeviceId.Length > 0 && told.DeviceId == told.DistinctId;
        message.UserId = isAnonymous ? "" : told.DistinctId;
        message.AnonymousId = isAnonymous ? told.DeviceId : name == "$identify" ? told.AnonymousId : "";
        if (message.Kind == SegmentKind.Alias) message.PreviousId = told.Alias;
        return name.Length == 0 ? "no_name" : message.DistinctId.Length == 0 ? "no_id" : message is { Kind: SegmentKind.Alias, PreviousId: "" } ? "no_id" : null;
    }
}
