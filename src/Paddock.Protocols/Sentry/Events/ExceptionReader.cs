using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>The exceptions of an event, oldest cause first: <c>{"values":[…]}</c>, the bare list, or one exception alone.</summary>
internal static class ExceptionReader
{
    private const int MostExceptions = 50;
    private const int LongestType = 256;
    private const int LongestValue = 8192;
    private const int LongestModule = 256;

    /// <summary>Writes the list <c>[…]</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading)
    {
        reading.Grouping.Exceptions.Clear();
        reading.Output.Write((byte)'[');
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ReadList(ref reader, reading);
                break;
            case JsonTokenType.StartObject when Lists.TryEnterValues(ref reader):
                if (reader.TokenType == JsonTokenType.StartArray)
                    ReadList(ref reader, reading);
                else
                    reading.Invalid(ref reader);
                Lists.LeaveObject(ref reader);
                break;
            case JsonTokenType.StartObject:
                ReadOne(ref reader, reading, 0);
                break;
            default:
                reading.Invalid(ref reader);
                break;
        }
        reading.Output.Close(']');
    }

    private static void ReadList(ref Utf8JsonReader reader, Reading reading)
    {
        var elements = new ElementList(reading.Output, MostExceptions, keepFirst: MostExceptions / 2);
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
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
    }

    private static void Cut(in ElementList elements, Reading reading)
    {
        var (from, count) = elements.Cut();
        reading.Grouping.Exceptions.RemoveRange(from, count);
        reading.Remarks.Trimmed(reading.Path);
    }

    private static void ReadOne(ref Utf8JsonReader reader, Reading reading, int index)
    {
        var exception = default(ExceptionParts);
        var outer = reading.Path.Enter(index);
        reading.Output.Write((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "type":
                    reader.Read();
                    exception.Type = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "type"u8, TextKind.Prose, LongestType));
                    break;
                case "value":
                    reader.Read();
                    exception.Value = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "value"u8, TextKind.Prose, LongestValue));
                    break;
                case "module":
                    reader.Read();
                    exception.Module = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "module"u8, TextKind.Prose, LongestModule));
                    break;
                case "thread_id":
                    reader.Read();
                    FieldReader.WriteText(ref reader, reading, "thread_id"u8, TextKind.Prose, LongestModule);
                    break;
                case "mechanism":
                    reader.Read();
                    ReadMechanism(ref reader, reading, ref exception);
                    break;
                case "stacktrace" or "sentry.interfaces.Stacktrace":
                    reader.Read();
                    exception.Stack = StackReader.Read(ref reader, reading) ?? exception.Stack;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        reading.Output.Close('}');
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
        reading.Grouping.Exceptions.Add(exception);
    }

    private static void ReadMechanism(ref Utf8JsonReader reader, Reading reading, ref ExceptionParts exception)
    {
        var outer = reading.Path.Enter("mechanism");
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            exception.Handled = Boolean(reader, "handled"u8);
            exception.IsSynthetic = Boolean(reader, "synthetic"u8) == true;
            exception.IsGroup = Boolean(reader, "is_exception_group"u8) == true;
            FieldReader.WriteName(reading, "mechanism"u8);
            ValueCopier.Copy(ref reader, reading, CopyRules.Mechanism);
            reading.Output.Write((byte)',');
        }
        else
        {
            reading.Invalid(ref reader);
        }
        reading.Path.Leave(outer);
    }

    private static bool? Boolean(Utf8JsonReader ahead, ReadOnlySpan<byte> name) => FieldReader.TryFind(ref ahead, name)
        ? ahead.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        }
        : null;
}
