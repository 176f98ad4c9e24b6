using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>A message: text, or <c>{"message","params","formatted"}</c>.</summary>
internal static class MessageReader
{
    private const int LongestMessage = 8192;
    private const int MostParameters = 50;
    private const int LongestParameter = 1024;

    /// <summary>Sets the event's message, formatted, and keeps its raw form for grouping.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, reading, target);
        }
        else if (reading.TryText(ref reader, TextKind.Prose, LongestMessage, out var text) && !text.IsWhiteSpace() && target.Message is null)
        {
            target.Message = text.ToString();
            if (reading.Grouping.Message.IsEmpty)
                reading.Grouping.Message = reading.Grouping.Keep(text);
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        string? template = null;
        string? formatted = null;
        List<KeyValuePair<string, string>>? parameters = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTemplate = JsonStrings.Is(ref reader, "message"u8);
            var isFormatted = JsonStrings.Is(ref reader, "formatted"u8);
            var isParameters = JsonStrings.Is(ref reader, "params"u8);
            reader.Read();
            // Not scrubbed yet: a secret may begin in the template and go on in a parameter.
            if (isTemplate && reader.TokenType == JsonTokenType.String)
                template = RawText(ref reader, LongestMessage);
            else if (isFormatted && reader.TokenType == JsonTokenType.String)
                formatted = RawText(ref reader, LongestMessage);
            else if (isParameters)
                parameters = ReadParameters(ref reader);
            else
                reader.Skip();
        }
        if (formatted is null && template is not null)
            formatted = parameters is null ? template : MessageFormat.Apply(template, parameters, LongestMessage);
        if (string.IsNullOrWhiteSpace(formatted))
            return;
        reading.Grouping.Message = reading.Grouping.Keep(reading.Clean(template ?? formatted, TextKind.Prose, LongestMessage, out _));
        target.Message = reading.Clean(formatted, TextKind.Prose, LongestMessage, out _).ToString();
    }

    private static List<KeyValuePair<string, string>> ReadParameters(ref Utf8JsonReader reader)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            reader.Skip();
            return parameters;
        }
        var name = "";
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = RawText(ref reader, LongestParameter);
                continue;
            }
            var isScalar = reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject);
            if (parameters.Count < MostParameters)
                parameters.Add(new(name, isScalar ? RawText(ref reader, LongestParameter) : "…"));
            reader.Skip();
        }
        return parameters;
    }

    private static string RawText(ref Utf8JsonReader reader, int mostCharacters)
    {
        var text = JsonStrings.Decode(ref reader, new CharBuffer(256));
        // Twice the limit, so that scrubbing sees what a cut would have hidden from it.
        return text[..Math.Min(text.Length, 2 * mostCharacters)].ToString();
    }
}
