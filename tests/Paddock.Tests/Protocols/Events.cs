using System.Text;
using System.Text.Json;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols;

/// <summary>Short ways to parse events and to look into what came out.</summary>
internal static class Events
{
    public static readonly DateTimeOffset Received = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    public static readonly EventContext Context = new() { FallbackEventId = new Guid("00000000-0000-0000-0000-000000000001"), ReceivedAt = Received };

    public static ErrorEvent Parse(string json) => Parse(Encoding.UTF8.GetBytes(json), Context);

    public static ErrorEvent Parse(byte[] json, EventContext context)
    {
        Assert.Equal(EventParseStatus.Ok, EventParser.Parse(json, context, out var parsed));
        return parsed!;
    }

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    public static JsonElement Json(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return document.RootElement.Clone();
    }

    public static string[] Scrubbed(ErrorEvent parsed) => Paths(parsed, "scrubbed");

    public static string[] Trimmed(ErrorEvent parsed) => Paths(parsed, "trimmed");

    public static string[] Invalid(ErrorEvent parsed) => Paths(parsed, "invalid");

    /// <summary>Every part of the event as one text, so that a test can say what must not be in it.</summary>
    public static string Everything(ErrorEvent parsed)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(ErrorEvent).GetProperties())
        {
            text.Append(property.Name).Append(": ").AppendLine(property.GetValue(parsed) switch
            {
                ReadOnlyMemory<byte> json when property.Name is not ("TraceId" or "SpanId") => Text(json),
                ReadOnlyMemory<byte> id => Convert.ToHexStringLower(id.Span),
                IReadOnlyList<Tag> tags => string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}")),
                IReadOnlyList<byte[]> hashes => string.Join(", ", hashes.Select(Convert.ToHexStringLower)),
                var value => value?.ToString(),
            });
        }
        return text.ToString();
    }

    private static string[] Paths(ErrorEvent parsed, string kind) =>
        !parsed.Remarks.IsEmpty && Json(parsed.Remarks).TryGetProperty(kind, out var paths) ? [.. paths.EnumerateArray().Select(path => path.GetString()!)] : [];
}
