using System.Text.Json.Nodes;

namespace Paddock.Tests.Hosting.Api;

/// <summary>What of a new document breaks a client that was written after the old one. What is only added breaks nobody.</summary>
internal static class ApiChanges
{
    public static List<string> Breaking(JsonNode before, JsonNode after)
    {
        var found = new List<string>();
        var operations = Operations(after).ToDictionary();
        foreach (var (name, old) in Operations(before))
            if (operations.TryGetValue(name, out var now)) Compare(name, old, now, found);
            else found.Add($"{name} is gone");
        foreach (var (name, old) in Fields(before, "components", "schemas"))
            if (Fields(after, "components", "schemas").FirstOrDefault(schema => schema.Key == name).Value is { } now) CompareShapes(name, old!, now, found);
            else found.Add($"{name} is gone");
        return found;
    }

    /// <summary>By method and path.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode>> Operations(JsonNode document) =>
        from path in Fields(document, "paths")
        from operation in path.Value!.AsObject()
        select KeyValuePair.Create($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!);

    private static void Compare(string name, JsonNode old, JsonNode now, List<string> found)
    {
        if (Text(old["operationId"]) != Text(now["operationId"])) found.Add($"{name}: operationId {Text(old["operationId"])} became {Text(now["operationId"])}");
        var parameters = Parameters(now);
        foreach (var (parameter, said) in Parameters(old))
            if (!parameters.TryGetValue(parameter, out var still)) found.Add($"{name}: parameter {parameter} is gone");
            else if (TypeOf(said["schema"]) != TypeOf(still["schema"])) found.Add($"{name}: parameter {parameter} has another type");
        foreach (var (parameter, said) in parameters)
            if (said["required"]?.GetValue<bool>() == true && Parameters(old).GetValueOrDefault(parameter)?["required"]?.GetValue<bool>() != true) found.Add($"{name}: parameter {parameter} is required");
        foreach (var (status, response) in Fields(old, "responses").Where(static response => response.Key[0] == '2'))
            if (TypeOf(response!["content"]) != TypeOf(now["responses"]?[status]?["content"])) found.Add($"{name}: {status} has another body");
        if (TypeOf(old["requestBody"]) != TypeOf(now["requestBody"])) found.Add($"{name}: another body is asked for");
    }

    private static void CompareShapes(string name, JsonNode old, JsonNode now, List<string> found)
    {
        if (old["properties"] is null && TypeOf(old) != TypeOf(now)) found.Add($"{name} has another type");
        foreach (var (field, type) in Fields(old, "properties"))
            if (now["properties"]?.AsObject().ContainsKey(field) != true) found.Add($"{name}.{field} is gone");
            else if (TypeOf(type) != TypeOf(now["properties"]![field])) found.Add($"{name}.{field} has another type");
            else if (Required(old).Contains(field) && !Required(now).Contains(field)) found.Add($"{name}.{field} may be missing");
    }

    private static JsonObject Fields(JsonNode node, params string[] path) => path.Aggregate((JsonNode?)node, static (at, name) => at?[name])?.AsObject() ?? [];

    private static Dictionary<string, JsonNode> Parameters(JsonNode operation) => (operation["parameters"]?.AsArray() ?? []).ToDictionary(static parameter => Text(parameter!["name"])!, static parameter => parameter!);

    private static HashSet<string?> Required(JsonNode schema) => [.. (schema["required"]?.AsArray() ?? []).Select(Text)];

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    /// <summary>The schema without its words.</summary>
    private static string TypeOf(JsonNode? node) => node switch
    {
        JsonObject fields => $"{{{string.Join(',', fields.Where(static field => field.Key is not "description").Select(static field => $"{field.Key}:{TypeOf(field.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(TypeOf))}]",
        _ => node?.ToJsonString() ?? "",
    };
}
