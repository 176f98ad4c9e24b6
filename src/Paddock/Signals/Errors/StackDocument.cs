using System.Text.Json;

namespace Paddock.Signals.Errors;

/// <summary>Exceptions as people read them: the raised one first, its causes behind it; frames keep the client's order, innermost last.</summary>
internal static class StackDocument
{
    public static void Write(Utf8JsonWriter writer, string stack)
    {
        writer.WriteStartArray("exceptions");
        if (stack is not "")
        {
            using var document = JsonDocument.Parse(stack);
            if (document.RootElement.TryGetProperty("exceptions", out var exceptions))
                foreach (var exception in exceptions.EnumerateArray().Reverse()) WriteException(writer, exception);
            if (document.RootElement.TryGetProperty("threads", out var threads))
                foreach (var thread in threads.EnumerateArray()) WriteThread(writer, thread);
        }
        writer.WriteEndArray();
    }

    private static void WriteException(Utf8JsonWriter writer, JsonElement exception)
    {
        writer.WriteStartObject();
        Copy(writer, exception, "type", "type");
        Copy(writer, exception, "value", "value");
        Copy(writer, exception, "module", "module");
        var mechanism = exception.TryGetProperty("mechanism", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        if (mechanism.ValueKind == JsonValueKind.Object)
        {
            Copy(writer, mechanism, "handled", "handled");
            Copy(writer, mechanism, "type", "mechanism");
        }
        WriteFrames(writer, exception);
        writer.WriteEndObject();
    }

    // A thread without an exception (a message with attach_stacktrace) reads like one: a name and its frames.
    private static void WriteThread(Utf8JsonWriter writer, JsonElement thread)
    {
        if (!thread.TryGetProperty("frames", out var frames) || frames.ValueKind != JsonValueKind.Array || frames.GetArrayLength() == 0) return;
        writer.WriteStartObject();
        writer.WriteString("type", "Stack");
        Copy(writer, thread, "name", "value");
        WriteFrames(writer, thread);
        writer.WriteEndObject();
    }

    private static void WriteFrames(Utf8JsonWriter writer, JsonElement owner)
    {
        writer.WriteStartArray("frames");
        if (owner.TryGetProperty("frames", out var frames) && frames.ValueKind == JsonValueKind.Array)
            foreach (var frame in frames.EnumerateArray())
                if (frame.ValueKind == JsonValueKind.Object) WriteFrame(writer, frame);
        writer.WriteEndArray();
    }

    private static void WriteFrame(Utf8JsonWriter writer, JsonElement frame)
    {
        writer.WriteStartObject();
        Copy(writer, frame, "filename", "filename");
        Copy(writer, frame, "abs_path", "absPath");
        Copy(writer, frame, "module", "module");
        Copy(writer, frame, "function", "function");
        Copy(writer, frame, "lineno", "line");
        Copy(writer, frame, "colno", "column");
        writer.WriteBoolean("inApp", frame.TryGetProperty("in_app", out var inApp) && inApp.ValueKind == JsonValueKind.True);
        if (frame.TryGetProperty("context_line", out var line) && line.ValueKind == JsonValueKind.String)
        {
            writer.WriteStartObject("context");
            CopyOr(writer, frame, "pre_context", "pre", "[]");
            writer.WritePropertyName("line");
            line.WriteTo(writer);
            CopyOr(writer, frame, "post_context", "post", "[]");
            writer.WriteEndObject();
        }
        CopyOr(writer, frame, "vars", "vars", "{}");
        Copy(writer, frame, "source_map", "sourceMap");
        if (frame.TryGetProperty("minified", out var minified) && minified.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject("minified");
            Copy(writer, minified, minified.TryGetProperty("abs_path", out _) ? "abs_path" : "filename", "file");
            Copy(writer, minified, "function", "function");
            Copy(writer, minified, "lineno", "line");
            Copy(writer, minified, "colno", "column");
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement from, string name, string to) => CopyOr(writer, from, name, to, "null");

    private static void CopyOr(Utf8JsonWriter writer, JsonElement from, string name, string to, string otherwise)
    {
        writer.WritePropertyName(to);
        if (from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) value.WriteTo(writer);
        else writer.WriteRawValue(otherwise);
    }
}
