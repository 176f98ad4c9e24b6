using System.Globalization;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Grouping;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Writes the place that a map has found in the members where the client wrote the generated one; what it wrote goes below <c>minified</c>.</summary>
internal static class MappedFrameWriter
{
    private const int MostContextLines = 5;

    /// <summary>Members of the generated place that cannot be told of the original one.</summary>
    public static bool Replaces(ReadOnlySpan<char> name) => name is "pre_context" or "context_line" or "post_context" or "module" or "raw_function";

    /// <summary>Members that are kept below <c>minified</c>.</summary>
    public static bool Moves(ReadOnlySpan<char> name) => name is "filename" or "abs_path" or "function" or "lineno" or "colno";

    /// <param name="mapped">Has been found.</param>
    /// <param name="frame">As the client wrote it; as the author did when this is done.</param>
    public static void Write(in MappedFrame mapped, ref FrameParts frame, Reading reading)
    {
        var place = mapped.Place;
        frame.FileName = Text(reading, "filename"u8, SourceNames.Readable(place.Source), FrameReader.LongestFileName);
        frame.AbsolutePath = Text(reading, "abs_path"u8, place.Source, FrameReader.LongestPath);
        if (mapped.Function is { } function)
            frame.Function = Text(reading, "function"u8, function, FrameReader.LongestSymbol);
        else if (!frame.Function.IsEmpty)
            frame.Function = Text(reading, "function"u8, reading.Grouping[frame.Function].ToString(), FrameReader.LongestSymbol);
        frame.Line = Number(reading, "lineno"u8, place.Line);
        frame.Column = Number(reading, "colno"u8, place.Column);
        WriteSource(place, ref frame, reading);
        frame.HasSourceMap = true;
    }

    private static void WriteSource(in SourcePlace place, ref FrameParts frame, Reading reading)
    {
        if (place.SourceLine(place.Line) is not { } line)
            return;
        var source = default(SourceLines);
        source.WriteList(reading, "pre_context"u8, place, Math.Max(1, place.Line - MostContextLines), place.Line - 1, FrameReader.LongestLine);
        frame.ContextLine = reading.Grouping.Keep(source.WriteMember(reading, "context_line"u8, line, FrameReader.LongestLine));
        source.WriteList(reading, "post_context"u8, place, place.Line + 1, place.Line + MostContextLines, FrameReader.LongestLine);
    }

    private static Slice Text(Reading reading, ReadOnlySpan<byte> name, string text, int mostCharacters)
    {
        var outer = FieldReader.EnterAscii(reading, name);
        FieldReader.WriteName(reading, name);
        var clean = reading.Clean(text, TextKind.Prose, mostCharacters, out _);
        reading.Output.WriteString(clean);
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
        return reading.Grouping.Keep(clean);
    }

    private static long Number(Reading reading, ReadOnlySpan<byte> name, int number)
    {
        FieldReader.WriteName(reading, name);
        reading.Output.WriteText(number.ToString(CultureInfo.InvariantCulture));
        reading.Output.Write((byte)',');
        return number;
    }
}
