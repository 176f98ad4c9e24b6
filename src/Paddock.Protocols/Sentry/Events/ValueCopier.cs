using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Copies any JSON value, scrubbed and within bounds.</summary>
internal static class ValueCopier
{
    public static void Copy(ref Utf8JsonReader reader, Reading reading, in CopyRules rules) =>
        CopyValue(ref reader, reading, rules, rules.Depth, Math.Min(Reading.MostOutputBytes, reading.Output.Length + rules.Bytes));

    /// <summary>True for a value that gives something away: null, booleans and empty strings do not, nor do amounts of tokens.</summary>
    public static bool HoldsSomething(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> name) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False => false,
        JsonTokenType.String => !reader.ValueSpan.IsEmpty,
        JsonTokenType.Number => !SensitiveNames.IsAmount(name),
        _ => true,
    };

    private static void CopyValue(ref Utf8JsonReader reader, Reading reading, in CopyRules rules, int depth, int stop)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                reading.WriteText(ref reader, rules.Kind, rules.Characters);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth == 0:
                reading.Remarks.Trimmed(reading.Path);
                reading.Output.WriteString("…");
                reader.Skip();
                break;
            case JsonTokenType.StartObject:
                CopyObject(ref reader, reading, rules, depth - 1, stop);
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, reading, rules, depth - 1, stop);
                break;
            default:
                reading.WriteScalar(ref reader, rules.Kind);
                break;
        }
    }

    private static void CopyObject(ref Utf8JsonReader reader, Reading reading, in CopyRules rules, int depth, int stop)
    {
        var output = reading.Output;
        output.Write((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (output.Length >= stop)
            {
                reading.Remarks.Trimmed(reading.Path);
                SkipToEnd(ref reader);
                break;
            }
            var name = reading.Name(ref reader);
            var outer = reading.Path.Enter(name);
            reading.WriteCurrentName(ref reader, name);
            reader.Read();
            if (rules.ByName && SensitiveNames.IsSensitive(name) && HoldsSomething(ref reader, name))
                Filter(ref reader, reading);
            else
                CopyValue(ref reader, reading, rules, depth, stop);
            output.Write((byte)',');
            reading.Path.Leave(outer);
        }
        output.Close('}');
    }

    private static void CopyArray(ref Utf8JsonReader reader, Reading reading, in CopyRules rules, int depth, int stop)
    {
        var output = reading.Output;
        output.Write((byte)'[');
        var hidesNext = false;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (output.Length >= stop)
            {
                reading.Remarks.Trimmed(reading.Path);
                SkipToEnd(ref reader);
                break;
            }
            var outer = reading.Path.Enter(index);
            if (hidesNext && HoldsSomething(ref reader, default))
            {
                Filter(ref reader, reading);
                hidesNext = false;
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                hidesNext = rules.ByName && NamesTheNext(reader, reading, index);
                reading.WriteText(ref reader, hidesNext ? TextKind.Prose : rules.Kind, rules.Characters);
            }
            else
            {
                CopyValue(ref reader, reading, rules, depth, stop);
                hidesNext = false;
            }
            output.Write((byte)',');
            reading.Path.Leave(outer);
        }
        output.Close(']');
    }

    // ["password", "hunter2"] is a pair, and so is "--password", "hunter2" among the arguments of a command.
    private static bool NamesTheNext(Utf8JsonReader ahead, Reading reading, int index)
    {
        var isFlag = ahead.ValueSpan.StartsWith("--"u8);
        if ((!isFlag && index > 0) || !SensitiveNames.IsSensitive(reading.Decode(ref ahead)))
            return false;
        if (isFlag)
            return !ahead.ValueSpan.Contains((byte)'=');
        return ahead.Read() && ahead.TokenType != JsonTokenType.EndArray && ahead.TrySkip() && ahead.Read() && ahead.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>Removes a value whole, and remembers the texts in it.</summary>
    public static void Filter(ref Utf8JsonReader reader, Reading reading)
    {
        reading.WriteFiltered();
        Forget(ref reader, reading);
    }

    /// <summary>Steps over a value and remembers the texts in it as removed.</summary>
    public static void Forget(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType == JsonTokenType.String)
            reading.Remember(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.String)
                reading.Remember(ref reader);
        }
    }

    // From inside an object (at a name) or array (at an element) to its end.
    private static void SkipToEnd(ref Utf8JsonReader reader)
    {
        do
            reader.Skip();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
    }
}
