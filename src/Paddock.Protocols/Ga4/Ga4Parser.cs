using System.Text.Json;
using Paddock.Protocols.Product;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.Ga4;

/// <summary>
/// Reads GA4's Measurement Protocol: <c>{"client_id":…,"user_id":…,"user_properties":{…},"events":[{"name":…,"params":{…}}]}</c>. An event that cannot be used is refused and leaves its
/// neighbours. Never throws on any input.
/// </summary>
public static class Ga4Parser
{
    /// <summary>Of a body; as Google's.</summary>
    public const int BodyBytes = 130 * 1024;

    /// <summary>As Google's.</summary>
    public const int EventsPerRequest = 25;

    /// <param name="request">Null unless the bytes are a JSON object.</param>
    /// <param name="problems">What Google's validation would find, of what is looked at here.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, out SegmentRequest? request, out List<Ga4Problem> problems)
    {
        (request, problems) = (null, []);
        try
        {
            var parsed = new SegmentRequest();
            var reader = new Utf8JsonReader(json, ProductRequest.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            Read(ref reader, ProductRequest.Reading, parsed, problems);
            if (reader.Read()) return false;
            request = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(ref Utf8JsonReader reader, SegmentReading reading, SegmentRequest request, List<Ga4Problem> problems)
    {
        var (client, user, agent, address) = ("", "", "", "");
        long? time = null;
        var person = new SegmentMessage { Kind = SegmentKind.Profile };
        var index = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "client_id" or "app_instance_id": client = reading.Id(ref reader); break;
                case "user_id": user = reading.Id(ref reader); break;
                case "user_agent": agent = reading.UserAgent(ref reader); break;
                case "ip_override": address = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "timestamp_micros": time = Micros(ref reader); break;
                case "user_properties" when reader.TokenType == JsonTokenType.StartObject: ReadUserProperties(ref reader, reading, person); break;
                case "events" when reader.TokenType == JsonTokenType.StartArray:
                    for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++) ReadEvent(ref reader, reading, request, problems, index);
                    break;
                default: break;
            }
            reader.Skip();
        }
        if (index == 0) problems.Add(new("events", "At least one event is required.", "VALUE_REQUIRED"));
        if (index > EventsPerRequest) problems.Add(new("events", "A request may have 25 events.", "EXCEEDED_MAX_ENTITIES"));
        if (client.Length == 0) problems.Add(new("client_id", "Either client_id or app_instance_id is required.", "VALUE_REQUIRED"));
        if (client.Length == 0 && user.Length == 0)
        {
            request.Refused.AddRange(Enumerable.Repeat("no_id", request.Messages.Count));
            request.Messages.Clear();
            return;
        }
        if (person.Changes.Count > 0) request.Messages.Add(person);
        foreach (var message in request.Messages)
        {
            (message.AnonymousId, message.UserId) = (client, user);
            (message.Context.UserAgent, message.Context.Address) = (agent, address);
            message.Timestamp ??= time;
        }
    }

    private static void ReadEvent(ref Utf8JsonReader reader, SegmentReading reading, SegmentRequest request, List<Ga4Problem> problems, int index)
    {
        var message = new SegmentMessage();
        var name = "";
        decimal? value = null;
        var (currency, transaction) = ("", "");
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "name": name = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "timestamp_micros": message.Timestamp = Micros(ref reader); break;
                case "params" when reader.TokenType == JsonTokenType.StartObject: ReadParameters(ref reader, reading, message, ref value, ref currency, ref transaction); break;
                default: break;
            }
            reader.Skip();
        }
        reader.Skip();
        problems.AddRange(Ga4Names.Problems(name, message.Properties, index));
        var refusal = !isObject ? "malformed_message" : index >= EventsPerRequest ? "too_many_events" : name.Length == 0 ? "no_name" : name[0] == '$' ? "reserved_name" : null;
        if (refusal is not null)
        {
            request.Refused.Add(refusal);
            return;
        }
        message.Kind = name switch { "page_view" => SegmentKind.Page, "screen_view" => SegmentKind.Screen, _ => SegmentKind.Track };
        if (message.Kind == SegmentKind.Track) message.Name = name;
        message.Value = (double)(value ?? 0);
        if (currency.Length == 3 && currency.All(char.IsAsciiLetter)) message.Currency = currency.ToUpperInvariant();
        if (message.Currency.Length > 0 && value is { } amount) message.Revenue = name switch { "purchase" or "in_app_purchase" => amount, "refund" => -Math.Abs(amount), _ => null };
        // Sent twice it is one purchase.
        if (name is "purchase" or "refund" && transaction.Length > 0) message.MessageId = $"{name} {transaction}";
        request.Messages.Add(message);
    }

    private static void ReadParameters(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, ref decimal? value, ref string currency, ref string transaction)
    {
        var context = message.Context;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "session_id": message.SessionId = reading.Id(ref reader); break;
                case "page_location": context.Page = SegmentMessageReader.WithCampaign(reading.Address(ref reader), context.Page); break;
                case "page_referrer": context.Referrer = reading.Address(ref reader); break;
                case "page_title": context.Title = reading.Text(ref reader, SegmentLimits.LongestTitle); break;
                case "language": context.Locale = SegmentMessageReader.Word(reading.Raw(ref reader, SegmentLimits.LongestWord)); break;
                case "value": value = SegmentReading.Amount(ref reader); break;
                case "currency": currency = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                default:
                    if (name is "transaction_id") transaction = reading.Id(ref reader);
                    reading.Member(ref reader, message.Properties, personal: false, reading.Scrubbed(name));
                    break;
            }
            reader.Skip();
        }
    }

    // {"plan":{"value":"pro"}}
    private static void ReadUserProperties(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage person)
    {
        const string wrapped = ".value";
        var traits = new List<Sentry.Tag>();
        reading.Members(ref reader, traits, personal: true);
        foreach (var trait in traits.Where(static trait => trait.Key.EndsWith(wrapped, StringComparison.Ordinal)))
            person.Changes.Add(("set", trait with { Key = trait.Key[..^wrapped.Length] }));
    }

    private static long? Micros(ref Utf8JsonReader reader) =>
        SegmentReading.Amount(ref reader) is { } micros ? (long)Math.Clamp(micros * 1000, long.MinValue / 2, long.MaxValue / 2) : null;
}
