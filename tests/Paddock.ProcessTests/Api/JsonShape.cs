using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paddock.ProcessTests.Api;

/// <summary>Holds JSON against the schemas of an OpenAPI document: as much of JSON Schema as ours uses. What no schema names is wrong, too.</summary>
internal sealed class JsonShape(JsonNode document)
{
    /// <returns>What is wrong, by where it is; nothing where all is as it says.</returns>
    public IEnumerable<string> Wrong(JsonNode? schema, JsonElement value, string at = "$")
    {
        schema = Resolved(schema);
        // Without a type it may be anything.
        if (schema is not JsonObject said || (said["type"] ?? said["oneOf"] ?? said["anyOf"] ?? said["properties"]) is null) return [];
        if ((said["oneOf"] ?? said["anyOf"]) is JsonArray some) return some.Any(one => !Wrong(one, value, at).Any()) ? [] : [$"{at}: {Kind(value)} is none of {some.ToJsonString()}"];
        var types = said["type"] switch { JsonArray list => [.. list.Select(static type => type!.GetValue<string>())], JsonNode one => [one.GetValue<string>()], _ => Array.Empty<string>() };
        if (types.Length > 0 && !types.Any(type => Is(type, value))) return [$"{at}: {Kind(value)}, not {string.Join(" or ", types)}"];
        if (said["enum"] is JsonArray known && value.ValueKind is JsonValueKind.String && known.All(one => one!.GetValue<string>() != value.GetString())) return [$"{at}: \"{value}\" is none of {known.ToJsonString()}"];
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Wrong(said["items"], item, $"{at}[{index}]")),
            JsonValueKind.Object => Fields(said, value, at),
            JsonValueKind.String when said["format"]?.GetValue<string>() is "date-time" => IsTime(value.GetString()!) ? [] : [$"{at}: \"{value}\" is no time"],
            _ => [],
        };
    }

    private IEnumerable<string> Fields(JsonObject schema, JsonElement value, string at)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.TryGetProperty(name!.GetValue<string>(), out _)) yield return $"{at}.{name} is missing";
        foreach (var field in value.EnumerateObject())
        {
            var type = schema["properties"]?[field.Name] ?? schema["additionalProperties"];
            if (type is null && schema["properties"]?.AsObject().ContainsKey(field.Name) != true) yield return $"{at}.{field.Name} is not in the document";
            foreach (var wrong in Wrong(type, field.Value, $"{at}.{field.Name}")) yield return wrong;
        }
    }

    private JsonNode? Resolved(JsonNode? schema) => schema is JsonObject found && found["$ref"]?.GetValue<string>() is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]] : schema;

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind is JsonValueKind.Null,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        "integer" => value.ValueKind is JsonValueKind.Number && (value.TryGetInt64(out _) || value.TryGetUInt64(out _)),
        "number" => value.ValueKind is JsonValueKind.Number,
        _ => false,
    };

    private static bool IsTime(string text) => text.EndsWith('Z') | text.Contains('+') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    private static string Kind(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();
}
