using System.Text.Json;

namespace Paddock.Protocols.Script;

/// <summary>Reads one event of a beacon.</summary>
internal static class EventReader
{
    private const long LongestAge = 24 * 60 * 60 * 1000;
    private const uint LongestEngagement = 24 * 60 * 60 * 1000;
    private const int LongestId = 64;

    private static readonly string[] Metrics = ["LCP", "INP", "CLS", "FCP", "TTFB"];
    private static readonly string[] Ratings = ["good", "needs-improvement", "poor"];

    /// <summary>Leaves the reader at the object's end; returns why the event cannot be used, in the ledger's words.</summary>
    public static string? Read(ref Utf8JsonReader reader, BeaconReading reading, ScriptEvent read)
    {
        var personal = false;
        var money = new Money();
        var error = new ScriptError();
        // The name decides how properties are read, and may stand behind them.
        var properties = default(Utf8JsonReader);
        var hasProperties = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "id": read.Id = reading.Raw(ref reader, LongestId); break;
                case "name":
                    read.Name = reading.Text(ref reader, ScriptLimits.LongestWord);
                    personal = read.Name == ScriptEvent.Identify;
                    break;
                case "user": read.User = reading.User(ref reader); break;
                case "age": read.Age = (long)Math.Clamp(BeaconReading.Number(ref reader), 0, LongestAge); break;
                case "properties" when reader.TokenType == JsonTokenType.StartObject:
                    properties = reader;
                    hasProperties = true;
                    break;
                case "revenue": money.Amount = BeaconReading.Amount(ref reader); break;
                case "currency": money.Currency = reading.Raw(ref reader, LongestId); break;
                case "engaged": read.Engaged = (uint)Math.Clamp(BeaconReading.Number(ref reader), 0, LongestEngagement); break;
                case "scroll": read.Scroll = (byte)Math.Clamp(BeaconReading.Number(ref reader), 0, 100); break;
                case "metric": read.Metric = OneOf(Metrics, reading.Raw(ref reader, LongestId)); break;
                case "value": read.Value = Math.Clamp(BeaconReading.Number(ref reader), 0, LongestAge); break;
                case "rating": read.Rating = OneOf(Ratings, reading.Raw(ref reader, LongestId)); break;
                case "target": read.Target = reading.Text(ref reader, ScriptLimits.LongestWord); break;
                case "type": error.Type = reading.Raw(ref reader, ScriptLimits.LongestWord); break;
                case "message": error.Message = reading.Raw(ref reader, ScriptLimits.LongestValue); break;
                case "stack": error.Stack = reading.Raw(ref reader, ScriptLimits.LongestStack); break;
                case "mechanism": error.Mechanism = reading.Raw(ref reader, LongestId); break;
                case "source": error.Source = reading.Raw(ref reader, ScriptLimits.LongestUrl); break;
                case "line": error.Line = (int)Math.Clamp(BeaconReading.Number(ref reader), 0, int.MaxValue); break;
                case "column": error.Column = (int)Math.Clamp(BeaconReading.Number(ref reader), 0, int.MaxValue); break;
                default: break;
            }
            reader.Skip();
        }
        if (hasProperties) reading.Properties(ref properties, read.Properties, personal);
        (read.Revenue, read.Currency) = money.Checked();
        if (read.Name == ScriptEvent.Error) read.Failure = error;
        return read.Name switch
        {
            "" => "no_name",
            ScriptEvent.Identify when read.User.Length == 0 => "illegal_id",
            ScriptEvent.Vital when read.Metric.Length == 0 => "unknown_metric",
            ScriptEvent.Pageview or ScriptEvent.Engagement or ScriptEvent.Identify or ScriptEvent.Vital or ScriptEvent.Error => null,
            ['$', ..] => "reserved_name",
            _ => null,
        };
    }

    private static string OneOf(string[] words, string word) => Array.Find(words, known => known == word) ?? "";
}
