using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>How the client wants the event grouped: a list of texts.</summary>
internal static class FingerprintReader
{
    private const int MostParts = 50;
    private const int LongestPart = 512;

    public static List<string>? Read(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reading.Invalid(ref reader);
            return null;
        }
        var parts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (parts.Count == MostParts)
                reader.Skip();
            else if (reading.Text(ref reader, TextKind.Prose, LongestPart) is { } part)
                parts.Add(part);
        }
        return parts.Count == 0 ? null : parts;
    }

    /// <summary>Writes <c>"fingerprint":[…],</c>.</summary>
    public static void Write(Reading reading, List<string> fingerprint)
    {
        FieldReader.WriteName(reading, "fingerprint"u8);
        reading.Output.Write((byte)'[');
        foreach (var part in fingerprint)
        {
            reading.Output.WriteString(part);
            reading.Output.Write((byte)',');
        }
        reading.Output.Close(']');
        reading.Output.Write((byte)',');
    }
}
