using System.Text.Json;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Script;

/// <summary>
/// Reads a beacon, JSON sent as text: <c>{"url","referrer","title","route","trace","release","environment","screen","touch","webdriver","events":[{"id","name","age",…}]}</c>.
/// What a field should not hold counts as missing; an event that cannot be used is refused and leaves its neighbours. Never throws on any input.
/// </summary>
public static class BeaconParser
{
    /// <param name="beacon">Null unless the bytes are a JSON object.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, out ScriptBeacon? beacon)
    {
        beacon = null;
        if (json.Length > ScriptLimits.BeaconBytes) return false;
        var parsed = new ScriptBeacon();
        try
        {
            var reader = new Utf8JsonReader(json, BeaconReading.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            var reading = BeaconReading.OfThread;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, reading, parsed);
            if (reader.Read()) return false;
            beacon = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, BeaconReading reading, ScriptBeacon beacon)
    {
        switch (reading.Name(ref reader))
        {
            case "key": beacon.Key = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
            case "url": beacon.Page = reading.Address(ref reader); break;
            case "referrer": beacon.Referrer = reading.Address(ref reader); break;
            case "title": beacon.Title = reading.Text(ref reader, ScriptLimits.LongestTitle); break;
            case "route": beacon.Route = reading.Text(ref reader, ScriptLimits.LongestWord); break;
            case "release": beacon.Release = reading.Text(ref reader, ScriptLimits.LongestWord); break;
            case "environment": beacon.Environment = reading.Text(ref reader, ScriptLimits.LongestWord); break;
            case "screen": beacon.Screen = Screen(reading.Raw(ref reader, ScriptLimits.LongestWord)); break;
            case "touch": beacon.HasTouch = reader.TokenType == JsonTokenType.True; break;
            case "webdriver": beacon.IsDriven = reader.TokenType == JsonTokenType.True; break;
            case "trace": ReadTrace(reading.Raw(ref reader, ScriptLimits.LongestWord), beacon); break;
            case "events" when reader.TokenType == JsonTokenType.StartArray: ReadEvents(ref reader, reading, beacon); break;
            default: break;
        }
        reader.Skip();
    }

    private static void ReadEvents(ref Utf8JsonReader reader, BeaconReading reading, ScriptBeacon beacon)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var read = new ScriptEvent();
            var refusal = beacon.Events.Count + beacon.Refused.Count >= ScriptLimits.EventsPerBeacon ? "too_many_events"
                : reader.TokenType == JsonTokenType.StartObject ? EventReader.Read(ref reader, reading, read)
                : "malformed_event";
            reader.Skip();
            if (refusal is null) beacon.Events.Add(read);
            else beacon.Refused.Add(refusal);
        }
    }

    // sentry-trace: trace id, span id, and whether it was sampled.
    private static void ReadTrace(string trace, ScriptBeacon beacon)
    {
        var parts = trace.Split('-', 3);
        beacon.TraceId = EventIds.ParseHex(parts[0], 16);
        if (parts.Length > 1 && !beacon.TraceId.IsEmpty) beacon.SpanId = EventIds.ParseHex(parts[1], 8);
    }

    /// <summary>Such as 1280x800; "" for what is none.</summary>
    internal static string Screen(string text) =>
        text.Length <= 11 && text.IndexOf('x') is > 0 and var x && Digits(text.AsSpan(0, x)) && Digits(text.AsSpan(x + 1)) ? text : "";

    private static bool Digits(ReadOnlySpan<char> text) => text.Length is > 0 and <= 5 && !text.ContainsAnyExceptInRange('0', '9');
}
