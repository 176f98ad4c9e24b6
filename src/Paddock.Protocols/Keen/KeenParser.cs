using System.Text.Json;
using Paddock.Protocols.Product;
using Paddock.Protocols.Segment;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Keen;

/// <summary>What became of one event of Keen's.</summary>
/// <param name="Refusal">In the ledger's words; null: it is good.</param>
public readonly record struct KeenOutcome(string Collection, string? Refusal);

/// <summary>
/// Reads what Keen's clients post: one event of a collection, or <c>{"collection":[event,…],…}</c>. An event is a free object, in which <c>keen.timestamp</c> is its time. One that cannot be used
/// is refused and leaves its neighbours. Never throws on any input.
/// </summary>
public static class KeenParser
{
    /// <summary>Of a body, unpacked; as Keen's.</summary>
    public const int BodyBytes = 10 << 20;

    // Where sites say whose an event is; nothing in Keen's protocol does.
    private static readonly string[] UserNames = ["user.id", "user_id", "userId", "distinct_id"];
    private static readonly string[] DeviceNames = ["user.uuid", "visitor.uuid", "visitor_id"];

    /// <param name="collection">"": the body names them.</param>
    /// <param name="request">Null unless the bytes are a JSON object.</param>
    /// <param name="outcomes">Of the events, in their order.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, string collection, out SegmentRequest? request, out List<KeenOutcome> outcomes)
    {
        (request, outcomes) = (null, []);
        try
        {
            var parsed = new SegmentRequest();
            var reader = new Utf8JsonReader(json, ProductRequest.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            if (collection.Length > 0) Add(ref reader, parsed, collection, outcomes);
            else ReadCollections(ref reader, parsed, outcomes);
            if (reader.Read()) return false;
            request = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadCollections(ref Utf8JsonReader reader, SegmentRequest request, List<KeenOutcome> outcomes)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var collection = ProductRequest.Reading.Name(ref reader).ToString();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Add(ref reader, request, collection, outcomes);
            }
            else
            {
                Add(ref reader, request, collection, outcomes);
            }
        }
    }

    // At any value; leaves the reader at its end.
    private static void Add(ref Utf8JsonReader reader, SegmentRequest request, string collection, List<KeenOutcome> outcomes)
    {
        if (outcomes.Count > SegmentLimits.MessagesPerBatch)
        {
            reader.Skip();
            return; // counted as one too many
        }
        var before = request.Refused.Count;
        ProductRequest.Add(ref reader, request, (ref Utf8JsonReader inside, SegmentReading reading, SegmentMessage message, out string token) =>
        {
            token = "";
            message.Kind = SegmentKind.Track;
            message.Name = reading.Scrubbed(collection);
            ReadEvent(ref inside, reading, message);
            return message.Name.Length == 0 ? "no_name" : message.Name[0] == '$' ? "reserved_name" : null;
        });
        outcomes.Add(new(collection, request.Refused.Count > before ? request.Refused[^1] : null));
    }

    private static void ReadEvent(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (name is "keen" && reader.TokenType == JsonTokenType.StartObject) ReadOwn(ref reader, reading, message);
            else reading.Member(ref reader, message.Properties, personal: false, reading.Scrubbed(name));
            reader.Skip();
        }
        message.UserId = IdOf(message.Properties, UserNames);
        message.AnonymousId = IdOf(message.Properties, DeviceNames);
    }

    // What is the server's: time and id; addons would make more of other fields.
    private static void ReadOwn(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "timestamp": message.Timestamp = reading.TimeOf(ref reader, message, "keen.timestamp"); break;
                case "id": message.MessageId = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                default: break;
            }
            reader.Skip();
        }
    }

    private static string IdOf(List<Tag> properties, string[] names) =>
        names.Select(name => properties.Find(property => property.Key == name).Value ?? "")
            .FirstOrDefault(static id => id.Length <= SegmentLimits.LongestId && !DistinctIds.IsIllegal(id) && !id.Contains(Scrubbing.TextScrubber.Filtered, StringComparison.Ordinal)) ?? "";
}
