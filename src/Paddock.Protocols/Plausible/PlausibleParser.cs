using System.Text;
using System.Text.Json;
using Paddock.Protocols.Script;

namespace Paddock.Protocols.Plausible;

/// <summary>
/// Reads what Plausible's trackers post, by the long names of its API or the short ones of its scripts: <c>{"n":"pageview","u":"https://…","d":"shop.example.org","r":…,"p":{…}}</c>.
/// What a field should not hold counts as missing. Never throws on any input.
/// </summary>
public static class PlausibleParser
{
    private const uint LongestEngagement = 24 * 60 * 60 * 1000;

    /// <param name="beacon">Null unless the bytes are a JSON object. Its key is the site: its domain, or a project's key.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, out ScriptBeacon? beacon)
    {
        beacon = null;
        if (json.Length > ScriptLimits.BeaconBytes) return false;
        try
        {
            var reader = new Utf8JsonReader(json, BeaconReading.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            var read = Read(ref reader, BeaconReading.OfThread);
            if (reader.Read()) return false;
            beacon = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ScriptBeacon Read(ref Utf8JsonReader reader, BeaconReading reading)
    {
        var (beacon, happened) = (new ScriptBeacon(), new ScriptEvent());
        var (name, url, routesByHash) = ("", "", false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "n" or "name": name = reading.Text(ref reader, ScriptLimits.LongestWord); break;
                case "u" or "url": url = reading.Raw(ref reader, ScriptLimits.LongestUrl); break;
                // Several are one site and the sum of them.
                case "d" or "domain": beacon.Key = reading.Raw(ref reader, ScriptLimits.LongestWord).Split(',')[0].Trim(); break;
                case "r" or "referrer": beacon.Referrer = reading.Address(ref reader); break;
                case "p" or "props" or "m" or "meta": ReadProperties(ref reader, reading, happened); break;
                case "$" or "revenue" when reader.TokenType == JsonTokenType.StartObject: ReadMoney(ref reader, reading, happened); break;
                case "i" or "interactive": happened.IsInteractive = reader.TokenType != JsonTokenType.False; break;
                case "h" or "hashMode": routesByHash = reader.TokenType == JsonTokenType.True || BeaconReading.Number(ref reader) == 1; break;
                case "e": happened.Engaged = (uint)Math.Clamp(BeaconReading.Number(ref reader), 0, LongestEngagement); break;
                case "sd": happened.Scroll = (byte)Math.Clamp(BeaconReading.Number(ref reader), 0, 100); break;
                default: break;
            }
            reader.Skip();
        }
        // Only who routes by it means a page by it.
        beacon.Page = reading.Address(routesByHash || url.IndexOf('#') is not (>= 0 and var hash) ? url : url.AsSpan(0, hash));
        if (beacon.Key.Length == 0) beacon.Key = beacon.Page.Host;
        happened.Name = name switch { "pageview" => ScriptEvent.Pageview, "engagement" => ScriptEvent.Engagement, _ => name };
        var refusal = name.Length == 0 ? "no_name" : name[0] == '$' ? "reserved_name" : beacon.Page.Host.Length == 0 ? "no_url" : null;
        if (refusal is null) beacon.Events.Add(happened);
        else beacon.Refused.Add(refusal);
        return beacon;
    }

    // Older trackers send them as a text of JSON.
    private static void ReadProperties(ref Utf8JsonReader reader, BeaconReading reading, ScriptEvent happened)
    {
        if (reader.TokenType == JsonTokenType.StartObject) reading.Properties(ref reader, happened.Properties, personal: false);
        if (reader.TokenType != JsonTokenType.String) return;
        try
        {
            var inside = new Utf8JsonReader(Encoding.UTF8.GetBytes(reading.Raw(ref reader, ScriptLimits.BeaconBytes)), BeaconReading.Options);
            if (inside.Read() && inside.TokenType == JsonTokenType.StartObject) reading.Properties(ref inside, happened.Properties, personal: false);
        }
        catch (JsonException)
        {
            // The event is good without them, or with those before.
        }
    }

    private static void ReadMoney(ref Utf8JsonReader reader, BeaconReading reading, ScriptEvent happened)
    {
        var money = new Money();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "amount": money.Amount = BeaconReading.Amount(ref reader); break;
                case "currency": money.Currency = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                default: break;
            }
            reader.Skip();
        }
        (happened.Revenue, happened.Currency) = money.Checked();
    }
}
