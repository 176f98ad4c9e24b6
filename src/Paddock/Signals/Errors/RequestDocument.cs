using System.Text.Json;

namespace Paddock.Signals.Errors;

/// <summary>The web request in which the error happened; headers as pairs, because clients send an object or a list of pairs.</summary>
internal static class RequestDocument
{
    public static void Write(Utf8JsonWriter writer, string request)
    {
        if (request is "")
        {
            writer.WriteNull("request");
            return;
        }
        using var document = JsonDocument.Parse(request);
        writer.WriteStartObject("request");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals("headers")) WriteHeaders(writer, property.Value);
            else if (property.NameEquals("query_string")) WriteRenamed(writer, "query", property.Value);
            else property.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static void WriteRenamed(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    private static void WriteHeaders(Utf8JsonWriter writer, JsonElement headers)
    {
        writer.WriteStartArray("headers");
        if (headers.ValueKind == JsonValueKind.Object)
            foreach (var header in headers.EnumerateObject()) WritePair(writer, header.Name, header.Value);
        else if (headers.ValueKind == JsonValueKind.Array)
            foreach (var header in headers.EnumerateArray())
                if (header.ValueKind == JsonValueKind.Array && header.GetArrayLength() == 2) WritePair(writer, header[0].ToString(), header[1]);
        writer.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStringValue(value.ToString());
        writer.WriteEndArray();
    }
}
