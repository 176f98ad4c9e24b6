using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>One frame of a stack trace, in Sentry's own names.</summary>
internal static class FrameReader
{
    private const int LongestSymbol = 512;
    private const int LongestFileName = 512;
    private const int LongestPath = 2048;
    private const int LongestLine = 512;
    private const int MostContextLines = 10;

    public static FrameParts Read(ref Utf8JsonReader reader, Reading reading)
    {
        var frame = default(FrameParts);
        var source = default(SourceLines);
        reading.Output.Write((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "filename":
                    reader.Read();
                    frame.FileName = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "filename"u8, TextKind.Prose, LongestFileName));
                    break;
                case "abs_path":
                    reader.Read();
                    frame.AbsolutePath = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "abs_path"u8, TextKind.Prose, LongestPath));
                    break;
                case "module":
                    reader.Read();
                    frame.Module = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "module"u8, TextKind.Prose, LongestSymbol));
                    break;
                case "function":
                    reader.Read();
                    frame.Function = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "function"u8, TextKind.Prose, LongestSymbol));
                    break;
                case "raw_function":
                    reader.Read();
                    frame.RawFunction = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "raw_function"u8, TextKind.Prose, LongestSymbol));
                    break;
                case "platform":
                    reader.Read();
                    frame.Platform = reading.Grouping.Keep(FieldReader.WriteText(ref reader, reading, "platform"u8, TextKind.Prose, LongestSymbol));
                    break;
                case "lineno":
                    reader.Read();
                    frame.Line = FieldReader.WriteInteger(ref reader, reading, "lineno"u8) ?? 0;
                    break;
                case "colno":
                    reader.Read();
                    frame.Column = FieldReader.WriteInteger(ref reader, reading, "colno"u8) ?? 0;
                    break;
                case "in_app":
                    reader.Read();
                    frame.InApp = FieldReader.ReadBoolean(ref reader, reading, "in_app"u8);
                    break;
                case "context_line":
                    reader.Read();
                    frame.ContextLine = reading.Grouping.Keep(source.WriteMember(ref reader, reading, "context_line"u8, LongestLine));
                    break;
                case "pre_context":
                    reader.Read();
                    source.WriteList(ref reader, reading, "pre_context"u8, MostContextLines, LongestLine);
                    break;
                case "post_context":
                    reader.Read();
                    source.WriteList(ref reader, reading, "post_context"u8, MostContextLines, LongestLine);
                    break;
                case "vars":
                    reader.Read();
                    WriteVariables(ref reader, reading);
                    break;
                case "data":
                    reader.Read();
                    var ahead = reader;
                    frame.HasSourceMap = FieldReader.TryFind(ref ahead, "sourcemap"u8) && ahead.TokenType == JsonTokenType.String;
                    FieldReader.WriteValue(ref reader, reading, "data", CopyRules.FrameDetail);
                    break;
                default:
                    FieldReader.WriteOther(ref reader, reading, name, CopyRules.FrameDetail);
                    break;
            }
        }
        WriteInApp(ref frame, reading);
        reading.Output.Close('}');
        return frame;
    }

    private static void WriteInApp(ref FrameParts frame, Reading reading)
    {
        var grouping = reading.Grouping;
        if (frame.InApp != false && LibraryFrames.Contains(grouping[frame.AbsolutePath], grouping[frame.Module], grouping[frame.FileName]))
            frame.InApp = false;
        if (frame.InApp is { } inApp)
            reading.Output.Write(inApp ? "\"in_app\":true,"u8 : "\"in_app\":false,"u8);
    }

    private static void WriteVariables(ref Utf8JsonReader reader, Reading reading)
    {
        var outer = reading.Path.Enter("vars");
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            FieldReader.WriteName(reading, "vars"u8);
            ValueCopier.Copy(ref reader, reading, CopyRules.Variables);
            reading.Output.Write((byte)',');
        }
        else
        {
            reading.Invalid(ref reader);
        }
        reading.Path.Leave(outer);
    }
}
