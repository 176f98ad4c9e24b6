using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Grouping;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>One frame of a stack trace, in Sentry's own names.</summary>
internal static class FrameReader
{
    public const int LongestSymbol = 512;
    public const int LongestFileName = 512;
    public const int LongestPath = 2048;
    public const int LongestLine = 512;
    private const int MostContextLines = 10;

    private enum Part
    {
        Whole,

        /// <summary>Where the generated code is.</summary>
        Place,

        /// <summary>All that is as true of the code as it was written.</summary>
        Circumstances,
    }

    /// <param name="mapped">Where the frame's code was written; the reader is at the same frame.</param>
    public static FrameParts Read(ref Utf8JsonReader reader, Reading reading, in MappedFrame mapped)
    {
        var frame = default(FrameParts);
        reading.Output.Write((byte)'{');
        if (mapped.IsFound)
        {
            FieldReader.WriteName(reading, "minified"u8);
            reading.Output.Write((byte)'{');
            var again = reader;
            ReadMembers(ref again, reading, ref frame, Part.Place);
            reading.Output.Close('}');
            reading.Output.Write((byte)',');
            ReadMembers(ref reader, reading, ref frame, Part.Circumstances);
            MappedFrameWriter.Write(mapped, ref frame, reading);
        }
        else
        {
            ReadMembers(ref reader, reading, ref frame, Part.Whole);
        }
        if (mapped.IsLookedUp)
        {
            FieldReader.WriteName(reading, "source_map"u8);
            reading.Output.WriteQuoted(mapped.Problem.Name());
            reading.Output.Write((byte)',');
        }
        WriteInApp(ref frame, reading);
        reading.Output.Close('}');
        return frame;
    }

    // The two names that we give ourselves are nobody else's.
    private static bool Belongs(ReadOnlySpan<char> name, Part part) => part switch
    {
        _ when name is "minified" or "source_map" => false,
        Part.Place => MappedFrameWriter.Moves(name),
        Part.Circumstances => !MappedFrameWriter.Moves(name) && !MappedFrameWriter.Replaces(name),
        _ => true,
    };

    private static void ReadMembers(ref Utf8JsonReader reader, Reading reading, ref FrameParts frame, Part part)
    {
        var source = default(SourceLines);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (!Belongs(name, part))
            {
                reader.Skip();
                continue;
            }
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
