using System.Text.Json;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Product;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.Mixpanel;

/// <summary>Which of Mixpanel's calls a body belongs to.</summary>
public enum MixpanelCall
{
    /// <summary>/track and /import: events.</summary>
    Track,

    /// <summary>/engage: what is said of people.</summary>
    Engage,

    /// <summary>/groups: what is said of groups.</summary>
    Groups,
}

/// <summary>Reads what Mixpanel's clients send: one object, a list, or an object a line. What cannot be used is refused and leaves its neighbours. Never throws on any input.</summary>
public static class MixpanelParser
{
    /// <summary>Of a body, unpacked.</summary>
    public const int BodyBytes = 10 << 20;

    /// <param name="request">Null unless the bytes are JSON.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, MixpanelCall call, out SegmentRequest? request)
    {
        request = null;
        ProductRequest.Reader read = call switch { MixpanelCall.Engage => ReadProfile, MixpanelCall.Groups => ReadGroup, _ => ReadEvent };
        var parsed = new SegmentRequest();
        json = TextLines.Trim(json);
        if (json.IsEmpty) return false;
        if (json[0] == (byte)'{' && json.IndexOf((byte)'\n') is > 0 and var end && IsWhole(json[..end]))
        {
            foreach (var line in new TextLines(json))
            {
                if (!TryParse(line, parsed, read)) parsed.Refused.Add("malformed_message");
            }
        }
        else if (!TryParse(json, parsed, read))
        {
            return false;
        }
        request = parsed;
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> json, SegmentRequest request, ProductRequest.Reader read)
    {
        try
        {
            var reader = new Utf8JsonReader(json, ProductRequest.Options);
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return false;
            ProductRequest.AddAll(ref reader, request, read);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, ProductRequest.Options);
            while (reader.Read())
            {
                // To its end.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ProductProperties.Told Nothing => new() { Token = "", DistinctId = "", DeviceId = "", UserId = "", AnonymousId = "", Alias = "" };

    private static string? ReadEvent(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, out string token)
    {
        var told = Nothing;
        var name = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "event": name = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "properties" when reader.TokenType == JsonTokenType.StartObject: ProductProperties.Read(ref reader, reading, message, ref told); break;
                default: break;
            }
            reader.Skip();
        }
        token = told.Token;
        message.Timestamp = told.Time;
        ProductProperties.Settle(message, told);
        message.Kind = name switch
        {
            "$mp_web_page_view" or "$pageview" => SegmentKind.Page,
            "$identify" => SegmentKind.Identify,
            "$create_alias" or "$merge" => SegmentKind.Alias,
            _ => SegmentKind.Track,
        };
        if (message.Kind == SegmentKind.Track) message.Name = name;
        const string device = "$device:";
        var isDevice = told.DistinctId.StartsWith(device, StringComparison.Ordinal);
        message.AnonymousId = told.AnonymousId.Length > 0 ? told.AnonymousId : told.DeviceId.Length > 0 ? told.DeviceId : isDevice ? told.DistinctId[device.Length..] : "";
        if (message.AnonymousId.StartsWith(device, StringComparison.Ordinal)) message.AnonymousId = message.AnonymousId[device.Length..];
        message.UserId = told.UserId.Length > 0 ? told.UserId : isDevice ? "" : told.DistinctId;
        // Clients of old say the device's id for the person's until somebody signs in.
        if (message.UserId == message.AnonymousId) message.UserId = "";
        if (message.Kind == SegmentKind.Alias)
            (message.UserId, message.PreviousId) = told.Merged is [var first, var second, ..] ? (first, second) : (told.DistinctId, told.Alias);
        return name.Length == 0 ? "no_name" : message.DistinctId.Length == 0 || message is { Kind: SegmentKind.Alias, PreviousId: "" } ? "no_id" : null;
    }

    private static string? ReadProfile(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, out string token)
    {
        token = "";
        string? refusal = null;
        message.Kind = SegmentKind.Profile;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            switch (name)
            {
                case "$token": token = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "$distinct_id": message.UserId = reading.Id(ref reader); break;
                case "$set" when isObject: ProductProperties.Change(ref reader, reading, message, "set"); break;
                case "$set_once" when isObject: ProductProperties.Change(ref reader, reading, message, "set_once"); break;
                case "$add" when isObject: ProductProperties.Change(ref reader, reading, message, "add"); break;
                case "$unset" when reader.TokenType == JsonTokenType.StartArray: ReadUnset(ref reader, reading, message); break;
                case "$append" or "$union" or "$remove" or "$delete": refusal = "unsupported_operation"; break;
                default: break;
            }
            reader.Skip();
        }
        const string device = "$device:";
        if (message.UserId.StartsWith(device, StringComparison.Ordinal)) message.UserId = message.UserId[device.Length..];
        return message.UserId.Length == 0 ? "no_id" : message.Changes.Count > 0 ? null : refusal ?? "no_change";
    }

    private static void ReadUnset(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (message.Changes.Count < SegmentLimits.PropertiesPerMessage && reading.Text(ref reader, SegmentLimits.LongestWord) is { Length: > 0 } name)
                message.Changes.Add(("unset", new Sentry.Tag(name, "")));
            reader.Skip();
        }
    }

    private static string? ReadGroup(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, out string token)
    {
        token = "";
        message.Kind = SegmentKind.Group;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "$token": token = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "$group_key": message.Category = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "$group_id": message.GroupId = reading.GroupId(ref reader); break;
                case "$set" or "$set_once" when reader.TokenType == JsonTokenType.StartObject: reading.Members(ref reader, message.Traits, personal: false); break;
                default: break;
            }
            reader.Skip();
        }
        return message.GroupId.Length == 0 ? "no_group" : message.Traits.Count == 0 ? "unsupported_operation" : null;
    }
}
