using System.Globalization;
using System.Text.Json;

namespace Paddock.Signals.Errors;

/// <summary>What happened before, oldest first; times as text, whichever form the client used.</summary>
internal static class BreadcrumbsDocument
{
    public static void Write(Utf8JsonWriter writer, string breadcrumbs)
    {
        writer.WriteStartArray("breadcrumbs");
        if (breadcrumbs is not "")
        {
            using var document = JsonDocument.Parse(breadcrumbs);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
                foreach (var crumb in document.RootElement.EnumerateArray())
                    if (crumb.ValueKind == JsonValueKind.Object) WriteCrumb(writer, crumb);
        }
        writer.WriteEndArray();
    }

    private static void WriteCrumb(Utf8JsonWriter writer, JsonElement crumb)
    {
        writer.WriteStartObject();
        writer.WriteString("time", Time(crumb));
        foreach (var name in (string[])["type", "category", "level", "message", "data"])
        {
            if (!crumb.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static string? Time(JsonElement crumb) => crumb.TryGetProperty("timestamp", out var time) ? time.ValueKind switch
    {
        JsonValueKind.String when DateTimeOffset.TryParse(time.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) => Iso(parsed),
        JsonValueKind.Number when time.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_799 => Iso(DateTimeOffset.UnixEpoch.AddSeconds(seconds)),
        _ => null,
    } : null;

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
