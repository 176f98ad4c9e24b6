using System.Globalization;
using System.Text.Json;
using Paddock.Protocols.Script;

namespace Paddock.Protocols.Umami;

/// <summary>
/// Reads what Umami's trackers post: <c>{"type":"event","payload":{"website":…,"hostname":…,"url":…,"name":…,"data":{…}}}</c>. An event without a name is a pageview.
/// What a field should not hold counts as missing. Never throws on any input.
/// </summary>
public static class UmamiParser
{
    private const int LongestUserAgent = 512;

    /// <param name="now">From which the time of an event that brings one is counted.</param>
    /// <param name="beacon">Null unless the bytes are a JSON object. Its key is the website, as a project's key with hyphens or without.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, DateTimeOffset now, out ScriptBeacon? beacon)
    {
        beacon = null;
        if (json.Length > ScriptLimits.BeaconBytes) return false;
        try
        {
            var reader = new Utf8JsonReader(json, BeaconReading.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            var reading = BeaconReading.OfThread;
            var type = "";
            // The type decides how it is read, and may stand behind it.
            var payload = default(Utf8JsonReader);
            var hasPayload = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                switch (reading.Name(ref reader))
                {
                    case "type": type = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                    case "payload" when reader.TokenType == JsonTokenType.StartObject:
                        payload = reader;
                        hasPayload = true;
                        break;
                    default: break;
                }
                reader.Skip();
            }
            if (reader.Read()) return false;
            var read = new ScriptBeacon();
            if (hasPayload) ReadPayload(ref payload, reading, type, now, read);
            else read.Refused.Add("no_payload");
            beacon = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadPayload(ref Utf8JsonReader reader, BeaconReading reading, string type, DateTimeOffset now, ScriptBeacon beacon)
    {
        var happened = new ScriptEvent();
        var (host, url) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "website": beacon.Key = reading.Raw(ref reader, ScriptLimits.LongestWord).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(); break;
                case "hostname": host = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                case "url": url = reading.Raw(ref reader, ScriptLimits.LongestUrl); break;
                case "referrer": beacon.Referrer = reading.Address(ref reader); break;
                case "title": beacon.Title = reading.Text(ref reader, ScriptLimits.LongestTitle); break;
                case "screen": beacon.Screen = BeaconParser.Screen(reading.Raw(ref reader, ScriptLimits.LongestWord)); break;
                case "language": beacon.Language = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                case "userAgent": beacon.UserAgent = reading.Raw(ref reader, LongestUserAgent); break;
                case "ip": beacon.Address = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                case "name": happened.Name = reading.Text(ref reader, ScriptLimits.LongestWord); break;
                case "id": happened.User = reading.User(ref reader); break;
                case "tag" when reading.Text(ref reader, ScriptLimits.LongestWord) is { Length: > 0 } tag: happened.Properties.Add(new Sentry.Tag("tag", tag)); break;
                case "timestamp" when BeaconReading.Number(ref reader) is > 0 and var seconds: happened.Age = (long)Math.Clamp((now.ToUnixTimeMilliseconds() / 1000.0 - seconds) * 1000, long.MinValue / 2, long.MaxValue / 2); break;
                case "data" when reader.TokenType == JsonTokenType.StartObject: reading.Properties(ref reader, happened.Properties, personal: type == "identify"); break;
                default:
                    if (type == "performance" && reader.TokenType == JsonTokenType.Number) AddVital(beacon, name, BeaconReading.Number(ref reader));
                    break;
            }
            reader.Skip();
        }
        beacon.IsOfServer = host.Length == 0 && !url.Contains("://", StringComparison.Ordinal);
        // Its client for servers says the id so.
        if (type == "identify" && happened.User.Length == 0) happened.User = LegalId(happened.Properties);
        beacon.Page = reading.Address(url.StartsWith('/') || url.Length == 0 ? $"https://{host}{url}" : url);
        if (Refusal(type, beacon, happened) is { } refusal) beacon.Refused.Add(refusal);
        else Add(type, beacon, happened);
    }

    private static string LegalId(List<Sentry.Tag> traits) => traits.Find(static trait => trait.Key == "id").Value is { } id && !DistinctIds.IsIllegal(id) ? id : "";

    private static void AddVital(ScriptBeacon beacon, ReadOnlySpan<char> name, double value)
    {
        if (value >= 0 && name is ("lcp" or "inp" or "cls" or "fcp" or "ttfb")) beacon.Events.Add(new ScriptEvent { Name = ScriptEvent.Vital, Metric = name.ToString().ToUpperInvariant(), Value = value });
    }

    private static string? Refusal(string type, ScriptBeacon beacon, ScriptEvent happened) => type switch
    {
        "event" => happened.Name is ['$', ..] ? "reserved_name" : null,
        "identify" => happened.User.Length == 0 ? "illegal_id" : null,
        "performance" => beacon.Events.Count == 0 ? "unknown_metric" : null,
        _ => "unknown_type",
    };

    private static void Add(string type, ScriptBeacon beacon, ScriptEvent happened)
    {
        if (type == "performance") return;
        if (type == "identify") happened.Name = ScriptEvent.Identify;
        else if (happened.Name.Length == 0) happened.Name = ScriptEvent.Pageview;
        // What Umami itself counts as revenue.
        var money = new Money { Currency = happened.Properties.Find(static property => property.Key == "currency").Value };
        if (decimal.TryParse(happened.Properties.Find(static property => property.Key == "revenue").Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)) money.Amount = amount;
        (happened.Revenue, happened.Currency) = money.Checked();
        beacon.Events.Add(happened);
    }
}
