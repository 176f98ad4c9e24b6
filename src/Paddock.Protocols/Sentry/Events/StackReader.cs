using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>A stack trace: <c>{"frames":[…]}</c> or the bare list. Written as <c>"frames":[…],</c>.</summary>
internal static class StackReader
{
    public const int MostFrames = 250;

    /// <summary>Null when there is no stack.</summary>
    public static StackParts? Read(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return ReadFrames(ref reader, reading);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reading.Invalid(ref reader);
            return null;
        }
        StackParts? stack = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFrames = JsonStrings.Is(ref reader, "frames"u8);
            reader.Read();
            if (isFrames && stack is null && reader.TokenType == JsonTokenType.StartArray)
                stack = ReadFrames(ref reader, reading);
            else
                reader.Skip();
        }
        return stack;
    }

    private static StackParts ReadFrames(ref Utf8JsonReader reader, Reading reading)
    {
        var frames = reading.Grouping.Frames;
        var first = frames.Count;
        var outer = reading.Path.Enter("frames");
        FieldReader.WriteName(reading, "frames"u8);
        reading.Output.Write((byte)'[');
        var mapping = new FrameMapping(reading.Maps);
        var elements = new ElementList(reading.Output, MostFrames, keepFirst: MostFrames / 2);
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var frame = reading.Path.Enter(index);
            if (reader.TokenType != JsonTokenType.StartObject || reading.Output.Length >= Reading.MostOutputBytes)
            {
                reading.Invalid(ref reader);
            }
            else
            {
                elements.Begin();
                frames.Add(FrameReader.Read(ref reader, reading, mapping.Next(reader, reading)));
                reading.Output.Write((byte)',');
            }
            reading.Path.Leave(frame);
            if (elements.IsFull)
                Cut(ref elements, frames, first, reading);
        }
        if (elements.IsOver)
            Cut(ref elements, frames, first, reading);
        reading.Output.Close(']');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
        return new StackParts(first, frames.Count - first);
    }

    private static void Cut(ref ElementList elements, List<FrameParts> frames, int first, Reading reading)
    {
        var (from, count) = elements.Cut();
        frames.RemoveRange(first + from, count);
        reading.Remarks.Trimmed(reading.Path);
    }
}
