using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

internal static class ThreadReader
{
    private const int MostThreads = 100;
    private const int LongestText = 256;

    /// <summary>Writes the list <c>[…]</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading)
    {
        reading.Grouping.ThreadStacks.Clear();
        reading.Output.Write((byte)'[');
        if (Lists.TryEnter(ref reader, reading, out var isWrapped))
        {
            var index = 0;
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (reader.TokenType == JsonTokenType.StartObject && index < MostThreads)
                    ReadOne(ref reader, reading, index);
                else
                    reading.Invalid(ref reader);
            }
            reading.Grouping.ThreadCount = index;
            Lists.Leave(ref reader, isWrapped);
        }
        reading.Output.Close(']');
    }

    /// <summary>Writes the stack of an event that has neither exception nor threads as a list of one thread.</summary>
    public static void ReadOwnStack(ref Utf8JsonReader reader, Reading reading)
    {
        reading.Output.Write("[{\"current\":true,"u8);
        reading.Grouping.OwnStack = StackReader.Read(ref reader, reading);
        reading.Output.Close('}');
        reading.Output.Write((byte)']');
    }

    private static void ReadOne(ref Utf8JsonReader reader, Reading reading, int index)
    {
        var outer = reading.Path.Enter(index);
        reading.Output.Write((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "id":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "id"u8, TextKind.Prose, LongestText);
                    break;
                case "name":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "name"u8, TextKind.Prose, LongestText);
                    break;
                case "state":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "state"u8, TextKind.Prose, LongestText);
                    break;
                case "crashed":
                    reader.Read();
                    FieldReader.WriteBoolean(ref reader, reading, "crashed"u8);
                    break;
                case "current":
                    reader.Read();
                    FieldReader.WriteBoolean(ref reader, reading, "current"u8);
                    break;
                case "main":
                    reader.Read();
                    FieldReader.WriteBoolean(ref reader, reading, "main"u8);
                    break;
                case "stacktrace":
                    reader.Read();
                    if (StackReader.Read(ref reader, reading) is { } stack)
                        reading.Grouping.ThreadStacks.Add(stack);
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
}
