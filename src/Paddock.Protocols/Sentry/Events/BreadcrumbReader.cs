using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>
/// What happened before, oldest first, times as RFC 3339 and corrected like the event's own. The last ones are the telling ones: the first are dropped beyond 100.
/// </summary>
internal static class BreadcrumbReader
{
    private const int MostBreadcrumbs = 100;
    private const int LongestMessage = 8192;
    private const int LongestWord = 256;

    /// <summary>Writes the list <c>[…]</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading)
    {
        reading.Output.Write((byte)'[');
        if (Lists.TryEnter(ref reader, reading, out var isWrapped))
        {
            var elements = new ElementList(reading.Output, MostBreadcrumbs, keepFirst: 0);
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (reader.TokenType == JsonTokenType.StartObject && reading.Output.Length < Reading.MostOutputBytes)
                {
                    elements.Begin();
                    ReadOne(ref reader, reading, index);
                }
                else
                {
                    reading.Invalid(ref reader);
                }
                if (elements.IsFull)
                    Cut(elements, reading);
            }
            if (elements.IsOver)
                Cut(elements, reading);
            Lists.Leave(ref reader, isWrapped);
        }
        reading.Output.Close(']');
    }

    private static void Cut(in ElementList elements, Reading reading)
    {
        elements.Cut();
        reading.Remarks.Trimmed(reading.Path);
    }

    private static void ReadOne(ref Utf8JsonReader reader, Reading reading, int index)
    {
        var outer = reading.Path.Enter(index);
        reading.Output.Write((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "timestamp":
                    reader.Read();
                    WriteTime(ref reader, reading);
                    break;
                case "type":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "type"u8, TextKind.Prose, LongestWord);
                    break;
                case "category":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "category"u8, TextKind.Prose, LongestWord);
                    break;
                case "level":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "level"u8, TextKind.Prose, LongestWord);
                    break;
                case "message":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "message"u8, TextKind.Prose, LongestMessage);
                    break;
                case "data":
                    reader.Read();
                    FieldReader.WriteValue(ref reader, reading, "data", CopyRules.BreadcrumbData);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        reading.Output.Close('}');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    private static void WriteTime(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        var outer = reading.Path.Enter("timestamp");
        if (reading.TryText(ref reader, TextKind.Prose, LongestWord, out var text) && Timestamps.Parse(text) is { } time)
        {
            FieldReader.WriteName(reading, "timestamp"u8);
            reading.Output.WriteString(Timestamps.Format(long.CreateSaturating(time + reading.Drift)));
            reading.Output.Write((byte)',');
        }
        else
        {
            reading.Remarks.Invalid(reading.Path);
        }
        reading.Path.Leave(outer);
    }
}
