using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paddock.Hosting.Sql;

/// <param name="Parameters">Values for <c>{name:Type}</c> in the query: texts, numbers, booleans, or arrays of them.</param>
internal sealed record SqlRequest(string? Query, Dictionary<string, JsonElement>? Parameters)
{
    /// <summary>Bytes of JSON.</summary>
    public const int Largest = 1 << 20;

    /// <summary>The parameters as ClickHouse reads them; the name of the one that is of no such kind.</summary>
    public (Dictionary<string, string> Values, string? Wrong) Values()
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in Parameters ?? [])
        {
            if (Text(value) is not { } text)
                return (values, name);
            values[name] = text;
        }
        return (values, null);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => List(value),
        _ => null,
    };

    private static string? List(JsonElement array)
    {
        var elements = array.EnumerateArray().Select(static element => element.ValueKind is JsonValueKind.String ? Quote(element.GetString()!) : Text(element)).ToList();
        return elements.Contains(null) ? null : $"[{string.Join(',', elements)}]";
    }

    private static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SqlRequest))]
internal sealed partial class SqlJson : JsonSerializerContext;
