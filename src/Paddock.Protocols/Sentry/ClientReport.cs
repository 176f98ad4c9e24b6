using System.Text.Json;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry;

/// <summary>Events that a client says it dropped before sending.</summary>
/// <param name="Reason">The client's word: queue_overflow, sample_rate, before_send…</param>
/// <param name="Category">Sentry's data category: error, transaction, log_item…</param>
/// <param name="Quantity">How many.</param>
public readonly record struct ClientReport(string Reason, string Category, ulong Quantity)
{
    public const int MaximumEntries = 100;

    private const int LongestWord = 64;

    /// <summary>Reads the payload of a client_report item; false when it is not one. Entries that make no sense are left out.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out IReadOnlyList<ClientReport> reports)
    {
        var found = new List<ClientReport>();
        reports = found;
        if (payload.Length > SentryLimits.ClientReportBytes)
            return false;
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isList = JsonStrings.Is(ref reader, "discarded_events"u8);
                reader.Read();
                if (isList && reader.TokenType == JsonTokenType.StartArray)
                    ReadEntries(ref reader, found);
                else
                    reader.Skip();
            }
            return true;
        }
        catch (JsonException)
        {
            found.Clear();
            return false;
        }
    }

    private static void ReadEntries(ref Utf8JsonReader reader, List<ClientReport> found)
    {
        var text = new CharBuffer(LongestWord);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && ReadEntry(ref reader, text) is { Quantity: > 0 } entry && found.Count < MaximumEntries)
                found.Add(entry);
            else
                reader.Skip();
        }
    }

    private static ClientReport ReadEntry(ref Utf8JsonReader reader, CharBuffer text)
    {
        var entry = new ClientReport("", "", 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Decode(ref reader, text).ToString();
            reader.Read();
            if (name == "quantity" && reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var quantity))
                entry = entry with { Quantity = quantity };
            else if (reader.TokenType == JsonTokenType.String && name is "reason" or "category")
                entry = WithWord(entry, name, JsonStrings.Decode(ref reader, text));
            reader.Skip();
        }
        return entry;
    }

    private static ClientReport WithWord(ClientReport entry, string name, ReadOnlySpan<char> value)
    {
        var word = value[..Math.Min(value.Length, LongestWord)].ToString();
        return name == "reason" ? entry with { Reason = word } : entry with { Category = word };
    }
}
