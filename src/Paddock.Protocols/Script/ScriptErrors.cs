using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Paddock.Protocols.Script;

/// <summary>What the door knows of an error's surroundings; "" for what it does not know.</summary>
public readonly record struct ScriptErrorContext(Guid EventId, DateTimeOffset Time, string Browser, string BrowserVersion, string Os, string OsVersion);

/// <summary>Writes an uncaught error as the event that Sentry's browser SDK would have sent, so that scrubbing and grouping are those of every error.</summary>
public static class ScriptErrors
{
    public static void Write(IBufferWriter<byte> output, ScriptBeacon beacon, ScriptEvent happened, in ScriptErrorContext context)
    {
        var error = happened.Failure ?? throw new ArgumentException("The event is no error.", nameof(happened));
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("event_id", context.EventId.ToString("n"));
        json.WriteString("timestamp", context.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("platform", "javascript");
        json.WriteString("level", "error");
        WriteText(json, "release", beacon.Release);
        WriteText(json, "environment", beacon.Environment);
        WriteText(json, "transaction", beacon.Route);
        json.WriteStartObject("transaction_info");
        json.WriteString("source", "route");
        json.WriteEndObject();
        WriteException(json, error);
        if (beacon.Page.Host.Length > 0)
        {
            json.WriteStartObject("request");
            json.WriteString("url", $"https://{beacon.Page.Host}{beacon.Page.Path}");
            json.WriteEndObject();
        }
        if (happened.User.Length > 0)
        {
            json.WriteStartObject("user");
            json.WriteString("id", happened.User);
            json.WriteEndObject();
        }
        WriteContexts(json, beacon, context);
        json.WriteStartObject("sdk");
        json.WriteString("name", "paddock.script");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteException(Utf8JsonWriter json, ScriptError error)
    {
        json.WriteStartObject("exception");
        json.WriteStartArray("values");
        json.WriteStartObject();
        json.WriteString("type", error.Type.Length > 0 ? error.Type : "Error");
        json.WriteString("value", error.Message);
        json.WriteStartObject("mechanism");
        json.WriteString("type", error.Mechanism is "onunhandledrejection" ? error.Mechanism : "onerror");
        json.WriteBoolean("handled", false);
        json.WriteEndObject();
        var frames = BrowserStack.Read(error.Stack);
        if (frames.Count == 0 && error.Source.Length > 0) frames.Add(new BrowserFrame("", error.Source, error.Line, error.Column));
        if (frames.Count > 0)
        {
            json.WriteStartObject("stacktrace");
            json.WriteStartArray("frames");
            for (var index = frames.Count - 1; index >= 0; index--) WriteFrame(json, frames[index]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, BrowserFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("function", frame.Function.Length > 0 ? frame.Function : "?");
        json.WriteString("filename", frame.File);
        if (frame.Line > 0) json.WriteNumber("lineno", frame.Line);
        if (frame.Column > 0) json.WriteNumber("colno", frame.Column);
        json.WriteBoolean("in_app", !frame.File.Contains("-extension://", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteContexts(Utf8JsonWriter json, ScriptBeacon beacon, in ScriptErrorContext context)
    {
        json.WriteStartObject("contexts");
        if (!beacon.TraceId.IsEmpty)
        {
            json.WriteStartObject("trace");
            json.WriteString("trace_id", Convert.ToHexStringLower(beacon.TraceId.Span));
            if (!beacon.SpanId.IsEmpty) json.WriteString("span_id", Convert.ToHexStringLower(beacon.SpanId.Span));
            json.WriteEndObject();
        }
        WriteProgram(json, "browser", context.Browser, context.BrowserVersion);
        WriteProgram(json, "os", context.Os, context.OsVersion);
        json.WriteEndObject();
    }

    private static void WriteProgram(Utf8JsonWriter json, string kind, string name, string version)
    {
        if (name.Length == 0) return;
        json.WriteStartObject(kind);
        json.WriteString("name", name);
        WriteText(json, "version", version);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }
}
