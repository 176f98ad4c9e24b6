using System.Text.Json;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Filtering;

/// <summary>What filters ask of an error's JSON parts.</summary>
public static class EventSurroundings
{
    /// <summary>The User-Agent of the request in which it happened; "" if nobody knows.</summary>
    public static string AgentOf(ErrorEvent error)
    {
        if (error.Request.IsEmpty) return "";
        using var request = JsonDocument.Parse(error.Request);
        if (!request.RootElement.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Array) return "";
        foreach (var header in headers.EnumerateArray())
        {
            if (header.ValueKind == JsonValueKind.Array && header.GetArrayLength() == 2 && string.Equals(Text(header[0]), "user-agent", StringComparison.OrdinalIgnoreCase)) return Text(header[1]);
        }
        return "";
    }

    /// <summary>The file of the innermost frame of the raised exception, with its whole address where the client says it; "" if there is none.</summary>
    public static string FileOf(ErrorEvent error)
    {
        if (error.Stack.IsEmpty) return "";
        using var stack = JsonDocument.Parse(error.Stack);
        if (Last(stack.RootElement, "exceptions") is not { } exception || Last(exception, "frames") is not { } frame) return "";
        return Member(frame, "abs_path") is { Length: > 0 } path ? path : Member(frame, "filename");
    }

    private static JsonElement? Last(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and var count && list[count - 1] is { ValueKind: JsonValueKind.Object } last ? last : null;

    private static string Member(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
