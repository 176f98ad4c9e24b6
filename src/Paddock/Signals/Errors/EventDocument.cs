using System.Buffers;
using System.Text.Json;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>
/// One event as the API gives it. What the client sent as JSON was scrubbed and checked at the door; here it is only brought
/// into the order in which people read: the raised exception first, then its causes.
/// </summary>
internal static class EventDocument
{
    public static ReadOnlyMemory<byte> Write(StoredEvent row, EventPlace place)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        WriteFacts(writer, row);
        writer.WriteStartArray("tags");
        foreach (var (key, value) in row.Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        StackDocument.Write(writer, row.Stack);
        BreadcrumbsDocument.Write(writer, row.Breadcrumbs);
        RequestDocument.Write(writer, row.Request);
        WriteRaw(writer, "user", row.User, "null");
        WriteRaw(writer, "contexts", row.Contexts, "{}");
        WriteRaw(writer, "extra", row.Extra, "{}");
        WriteRaw(writer, "rest", row.Rest, "{}");
        WriteRaw(writer, "remarks", row.Remarks, "{}");
        WriteNeighbour(writer, "previous", place.Previous);
        WriteNeighbour(writer, "next", place.Next);
        writer.WriteNumber("position", place.Position);
        writer.WriteNumber("total", place.Total);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteFacts(Utf8JsonWriter writer, StoredEvent row)
    {
        writer.WriteString("id", row.EventId);
        writer.WriteString("time", Questions.Iso(row.Time));
        writer.WriteString("receivedAt", Questions.Iso(row.ReceivedAt));
        writer.WriteBoolean("skewed", row.ClockSkew != 0);
        writer.WriteString("title", row.Type is "" ? row.Message : row.Type);
        writer.WriteString("type", row.Type);
        writer.WriteString("value", row.Value);
        writer.WriteString("message", row.Message);
        writer.WriteString("level", row.Level);
        writer.WriteString("platform", row.Platform);
        if (row.Handled == ErrorsRow.HandlingUnknown) writer.WriteNull("handled");
        else writer.WriteBoolean("handled", row.Handled == ErrorsRow.Handled);
        writer.WriteString("environment", row.Environment);
        writer.WriteString("release", row.Release);
        writer.WriteString("distribution", row.Distribution);
        writer.WriteString("host", row.Host);
        writer.WriteString("transaction", row.Transaction);
        writer.WriteString("culprit", row.Culprit);
        writer.WriteString("traceId", row.TraceId);
        writer.WriteString("spanId", row.SpanId);
        writer.WriteString("logger", row.Logger);
        writer.WriteString("sdk", row.Sdk);
        writer.WriteNumber("sampleRate", row.SampleRate);
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, string json, string otherwise)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json is "" ? otherwise : json);
    }

    private static void WriteNeighbour(Utf8JsonWriter writer, string name, string id)
    {
        if (id.AsSpan().Trim('0').IsEmpty) writer.WriteNull(name);
        else writer.WriteString(name, id);
    }
}
