using System.Text.Json;
using Paddock.Protocols.Product;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.Kissmetrics;

/// <summary>Which of Kissmetrics' calls parameters belong to.</summary>
public enum KissmetricsCall
{
    /// <summary>/e: something happened.</summary>
    Event,

    /// <summary>/s: what is said of a person.</summary>
    Set,

    /// <summary>/a: two ids are one person's.</summary>
    Alias,
}

/// <summary>Reads the parameters of a call, as one JSON object: <c>{"_k":key,"_p":person,"_n":name,"_t":time,"_d":"1",…}</c>, all others being properties. Never throws on any input.</summary>
public static class KissmetricsParser
{
    public const int BodyBytes = 64 * 1024;

    /// <param name="request">Null unless the bytes are a JSON object.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, KissmetricsCall call, out SegmentRequest? request)
    {
        request = null;
        try
        {
            var parsed = new SegmentRequest();
            var reader = new Utf8JsonReader(json, ProductRequest.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            ProductRequest.Add(ref reader, parsed, (ref Utf8JsonReader inside, SegmentReading reading, SegmentMessage message, out string token) => Read(ref inside, reading, message, call, out token));
            if (reader.Read()) return false;
            request = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Read(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, KissmetricsCall call, out string token)
    {
        token = "";
        long? time = null;
        var (isItsTime, other) = (false, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "_k": token = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "_p": message.UserId = reading.Id(ref reader); break;
                case "_n" when call == KissmetricsCall.Alias: other = reading.Id(ref reader); break;
                case "_n": message.Name = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "_t": time = reading.Time(ref reader); break;
                case "_d": isItsTime = reading.Raw(ref reader, SegmentLimits.LongestWord) == "1"; break;
                case ['_', ..]: break;
                default: reading.Member(ref reader, message.Properties, personal: call == KissmetricsCall.Set, reading.Scrubbed(name)); break;
            }
            reader.Skip();
        }
        // Without _d the time is for their clients' own use.
        if (isItsTime) message.Timestamp = time;
        switch (call)
        {
            case KissmetricsCall.Alias:
                (message.Kind, message.PreviousId) = (SegmentKind.Alias, other);
                return message.UserId.Length == 0 || other.Length == 0 ? "no_id" : null;
            case KissmetricsCall.Set:
                message.Kind = SegmentKind.Profile;
                foreach (var property in message.Properties) message.Changes.Add(("set", property));
                return message.UserId.Length == 0 ? "no_id" : message.Changes.Count == 0 ? "no_change" : null;
            default:
                message.Kind = SegmentKind.Track;
                return message.Name.Length == 0 ? "no_name" : message.Name[0] == '$' ? "reserved_name" : message.UserId.Length == 0 ? "no_id" : null;
        }
    }
}
