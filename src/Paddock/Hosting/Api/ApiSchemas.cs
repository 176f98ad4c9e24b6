using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paddock.Hosting.Api;

/// <summary>What the shapes of answers say beyond their types.</summary>
internal static class ApiSchemas
{
    private static readonly ConcurrentDictionary<string, Type> Named = new();
    private static readonly HashSet<string> Times = ["time", "from", "to", "firstSeen", "lastSeen", "receivedAt", "since", "lastAt", "heardAt", "expectedAt", "runSince", "startedAt", "endedAt", "certificateExpiresAt"];

    /// <summary>The record's name, without the words that only tell it from a row of the same name; null: written out where it is used.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        var record = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (record == typeof(JsonElement) || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } full) return null;
        var name = Trim(Trim(full, "Answer"), "Document");
        // The generator would take the one for the other without a word.
        return Named.GetOrAdd(name, record) == record ? name : throw new InvalidOperationException($"{record} and {Named[name]} would both be {name} in the API's document: give one another name.");
    }

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        // Times are texts in our records: the store's nine digits are more than a DateTimeOffset holds.
        if (context.JsonPropertyInfo is { } property && Times.Contains(property.Name) && schema.Type is { } type && type.HasFlag(JsonSchemaType.String)) schema.Format = "date-time";
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute allowed])
            schema.Enum = [.. allowed.Values.Select(static value => (JsonNode)(string)value!)];
        return Task.CompletedTask;
    }

    private static string Trim(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
}
