using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Contexts: named objects, of which "trace" links the event to its trace.</summary>
internal static class ContextReader
{
    private const int MostContexts = 50;
    private const int LongestId = 64;
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    /// <summary>Writes the object <c>{…}</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        reading.Output.Write((byte)'{');
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            for (var index = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; index++)
                ReadContext(ref reader, reading, target, index);
        }
        else
        {
            reading.Invalid(ref reader);
        }
        reading.Output.Close('}');
    }

    private static void ReadContext(ref Utf8JsonReader reader, Reading reading, ErrorEvent target, int index)
    {
        if (index >= MostContexts)
        {
            reading.Remarks.Trimmed(reading.Path);
            reader.Skip();
            return;
        }
        var name = reading.Name(ref reader);
        var outer = reading.Path.Enter(name);
        reading.WriteName(name);
        var isTrace = name is "trace";
        var isSession = name is "session";
        reader.Read();
        if (isTrace)
        {
            target.TraceId = EventIds.ParseHex(Text(reader, reading, "trace_id"u8), TraceIdBytes);
            target.SpanId = EventIds.ParseHex(Text(reader, reading, "span_id"u8), SpanIdBytes);
        }
        else if (isSession)
        {
            target.SessionId = Text(reader, reading, "id"u8) ?? Text(reader, reading, "session_id"u8) ?? Text(reader, reading, "sid"u8);
        }
        // The name of a context is a heading: "auth" or "session" is no reason to remove it whole.
        ValueCopier.Copy(ref reader, reading, isTrace ? CopyRules.Trace : CopyRules.Context);
        reading.Output.Write((byte)',');
        reading.Path.Leave(outer);
    }

    private static string? Text(Utf8JsonReader ahead, Reading reading, ReadOnlySpan<byte> name) =>
        FieldReader.TryFind(ref ahead, name) ? reading.Text(ref ahead, TextKind.Prose, LongestId) : null;
}
